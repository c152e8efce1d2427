"""Who was there, in numbers and as delegations. Persons are elsewhere, and never public."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.translation import filled, translated
from events.models.partner import Partner


class Qualifier(models.TextChoices):
    """What a reported number means exactly."""

    EXACT = "exact", _("exactly")
    MORE_THAN = "more_than", _("more than")
    ABOUT = "about", _("about")
    NEARLY = "nearly", _("nearly")


def qualifier_field() -> models.CharField:
    return models.CharField(
        _("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT
    )


def words_field() -> models.CharField:
    return models.CharField(
        _("words of the source"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("As printed there, e.g. “over”, “as stated, on site and online”."),
    )


class ReportedTotals(models.Model):
    """Head counts as reported. Sums computed from delegations stand beside them, never instead."""

    participants_total = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    participants_qualifier = qualifier_field()
    participants_words = words_field()
    partner_countries = models.PositiveSmallIntegerField(
        _("partner countries"), null=True, blank=True
    )
    european_countries = models.PositiveSmallIntegerField(
        _("European countries"), null=True, blank=True
    )
    african_countries = models.PositiveSmallIntegerField(
        _("African countries"), null=True, blank=True
    )

    class Meta:
        abstract = True

    def has_reported_numbers(self) -> bool:
        numbers = (
            self.participants_total,
            self.partner_countries,
            self.european_countries,
            self.african_countries,
        )
        return any(number is not None for number in numbers) or bool(self.reported_counts.all())


class SeatFormat(models.Model):
    """How many each delegation may send: "1+1 per country/organisation"."""

    class Participation(models.TextChoices):
        NOT_STATED = "not_stated", _("Not stated")
        SEATS = "seats", _("Seats per delegation")
        OPEN = "open", _("Open")

    class SeatUnit(models.TextChoices):
        COUNTRY = "country", _("per country")
        ORGANISATION = "organisation", _("per organisation")
        COUNTRY_ORGANISATION = "country/organisation", _("per country/organisation")

    participation = models.CharField(
        _("delegation format"),
        max_length=10,
        choices=Participation,
        default=Participation.NOT_STATED,
    )
    principal_seats = models.PositiveSmallIntegerField(_("representatives"), null=True, blank=True)
    accompanying_seats = models.PositiveSmallIntegerField(
        _("accompanying persons"), null=True, blank=True
    )
    seat_unit = models.CharField(_("unit"), max_length=20, choices=SeatUnit, blank=True, default="")
    seats_as_printed = models.CharField(
        _("format as printed"), max_length=120, blank=True, default=""
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="meeting_seats_complete",
                condition=Q(
                    participation="seats",
                    principal_seats__isnull=False,
                    accompanying_seats__isnull=False,
                )
                & ~Q(seat_unit="")
                | ~Q(participation="seats")
                & Q(principal_seats=None, accompanying_seats=None, seat_unit=""),
                violation_error_message=_(
                    "Seats per delegation need two numbers and a unit; other formats have none."
                ),
            ),
        ]


class ReportedCount(models.Model):
    """Another number a source reports: "58 participating countries"."""

    meeting = models.ForeignKey(
        "events.Meeting", models.CASCADE, related_name="reported_counts", verbose_name=_("meeting")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    label = translated(models.CharField(_("what is counted"), max_length=120))
    value = models.PositiveIntegerField(_("how many"))
    qualifier = qualifier_field()
    words = words_field()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reported number")
        verbose_name_plural = _("reported numbers")
        ordering = ["meeting_id", "order", "pk"]
        constraints = [
            filled("label", "reportedcount_label_filled"),
        ]

    def __str__(self):
        return f"{self.value} {self.label}"


class Delegation(models.Model):
    """A partner's delegation to a meeting. That a country was there is a fact about the
    meeting, not about a person."""

    class Status(models.TextChoices):
        INVITED = "invited", _("Invited")
        REGISTERED = "registered", _("Registered")
        ATTENDED = "attended", _("Attended")
        DECLINED = "declined", _("Declined")
        ABSENT = "absent", _("Did not attend")

    meeting = models.ForeignKey(
        "events.Meeting", models.CASCADE, related_name="delegations", verbose_name=_("meeting")
    )
    partner = models.ForeignKey(
        Partner, models.RESTRICT, related_name="delegations", verbose_name=_("partner")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.INVITED)
    principal_seats = models.PositiveSmallIntegerField(
        _("representatives"),
        null=True,
        blank=True,
        help_text=_("Empty: as the meeting’s format says."),
    )
    accompanying_seats = models.PositiveSmallIntegerField(
        _("accompanying persons"), null=True, blank=True
    )
    head_count = models.PositiveSmallIntegerField(
        _("persons present"), null=True, blank=True, help_text=_("If reported without names.")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["meeting_id", "partner_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "partner"],
                name="delegation_unique",
                violation_error_message=_("This partner has a delegation already."),
            ),
        ]

    def __str__(self):
        return f"{self.partner} – {self.meeting}"

    def clean(self):
        super().clean()
        if self.head_count and self.status != self.Status.ATTENDED:
            raise ValidationError(
                {"head_count": _("Only a delegation that attended has persons present.")}
            )
