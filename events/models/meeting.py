"""The meeting, centre of the record."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.collation import alphabetical
from actionplan.record import Provenance, Publishable, scheduled_before_publication
from actionplan.translation import columns, filled, translated
from events.models.attendance import ReportedTotals, SeatFormat
from events.models.chairmanship import Chairmanship, Confidence
from events.models.city import City
from events.models.partner import Partner
from events.models.roles import PLURALS, MeetingRole
from events.models.schedule import Schedule
from events.models.status import DateChange, FormerSlug, Status, StatusChange
from events.models.vocabulary import MeetingType
from events.querysets import MeetingQuerySet

# What a calendar shows of a meeting; a change of it is a new edition of its entry.
IN_CALENDARS = [
    "start_date",
    "end_date",
    "date_precision",
    "start_time",
    "end_time",
    "time_zone",
    "city_id",
    "country_id",
    *columns("venue"),
    "mode",
    "status",
]
WATCHED = ["slug", "publication", "sequence", *IN_CALENDARS]


class Meeting(Publishable, Provenance, Schedule, SeatFormat, ReportedTotals):
    """A meeting of the dialogue: when, where, what became of it and what it belongs to."""

    class Mode(models.TextChoices):
        NOT_STATED = "not_stated", _("Not stated")
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("Hybrid")

    class StatusBasis(models.TextChoices):
        OUTCOME = "outcome", _("Report or dated news of the event")
        LATER_REFERENCE = "later_reference", _("A later text refers to it")
        ANNOUNCEMENT = "announcement", _("Only announced in what was found")
        INFERRED = "inferred", _("Inferred")

    class PartKind(models.TextChoices):
        PART = "part", _("part of")
        SIDE_EVENT = "side_event", _("side event of")
        MARGINS = "margins", _("in the margins of")
        BACK_TO_BACK = "back_to_back", _("back to back with")

    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_("The last part of its address; an earlier one redirects for ever."),
    )
    type = models.ForeignKey(
        MeetingType, models.RESTRICT, related_name="meetings", verbose_name=_("type")
    )
    title = translated(models.CharField(_("title"), max_length=250))
    summary = translated(models.TextField(_("summary")), required=False)
    city = models.ForeignKey(
        City,
        models.RESTRICT,
        related_name="meetings",
        null=True,
        blank=True,
        verbose_name=_("city"),
    )
    country = models.ForeignKey(
        Partner,
        models.RESTRICT,
        related_name="meetings_in",
        null=True,
        blank=True,
        verbose_name=_("country"),
        limit_choices_to={"kind": "country"},
        help_text=_("Filled in from the city."),
    )
    venue = translated(models.CharField(_("venue"), max_length=150), required=False)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.NOT_STATED)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    status_basis = models.CharField(
        _("basis of the status"), max_length=20, choices=StatusBasis, blank=True, default=""
    )
    original_plan = translated(
        models.CharField(
            _("first plan"),
            max_length=250,
            help_text=_("An earlier date or place in words, if no record of it exists."),
        ),
        required=False,
    )
    chairmanship = models.ForeignKey(
        Chairmanship,
        models.SET_NULL,
        related_name="meetings",
        null=True,
        blank=True,
        verbose_name=_("chairmanship"),
        help_text=_("Set from the date when the meeting is first saved."),
    )
    handover_to = models.OneToOneField(
        Chairmanship,
        models.SET_NULL,
        related_name="handover_meeting",
        null=True,
        blank=True,
        verbose_name=_("chair handed over to"),
        help_text=_("The chairmanship that began at this meeting."),
    )
    part_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="parts",
        null=True,
        blank=True,
        verbose_name=_("belongs to"),
    )
    part_kind = models.CharField(
        _("how it belongs"), max_length=15, choices=PartKind, default=PartKind.PART
    )
    sequence = models.PositiveIntegerField(
        _("edition of its calendar entry"), default=0, editable=False
    )
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence, default=Confidence.HIGH
    )
    history = HistoricalRecords()
    decision = None  # day and reason, if whoever changes status or dates has said them
    objects = MeetingQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-start_date", "-pk"]
        indexes = [
            models.Index(fields=["publication", "end_date", "start_date"], name="meeting_upcoming"),
            # It tells alone whether one is over: those before a page are not read, nor to count.
            models.Index(
                fields=["publication", "-start_date", "-id", "end_date", "time_zone"],
                name="meeting_past",
            ),
            models.Index(fields=["-start_date", "-id", "end_date"], name="meeting_by_date"),
            models.Index(fields=["status", "-start_date", "-id"], name="meeting_by_status"),
            models.Index(fields=["end_date"], name="meeting_by_end"),
            models.Index(fields=["part_of", "publication", "start_date"], name="meeting_parts"),
        ]
        constraints = [
            *Schedule.Meta.constraints,
            *SeatFormat.Meta.constraints,
            filled("title", "meeting_title_filled"),
            scheduled_before_publication("meeting_scheduled_unpublished"),
            models.CheckConstraint(
                name="meeting_not_part_of_itself",
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
                violation_error_message=_("A meeting is not part of itself."),
            ),
            models.CheckConstraint(
                name="meeting_city_in_country",
                condition=Q(city=None) | Q(country__isnull=False),
                violation_error_message=_("A city lies in a country."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.start_date:%Y})" if self.start_date else self.title

    def get_absolute_url(self):
        return reverse("meeting-detail", args=[self.slug])

    def clean(self):
        self._complete()
        super().clean()
        if self.city_id and self.country_id and self.city.country_id != self.country_id:
            raise ValidationError({"country": _("This city lies in another country.")})
        ancestor, seen = self.part_of, {self.pk}
        while ancestor is not None:
            if ancestor.pk in seen:
                raise ValidationError({"part_of": _("This would make a circle.")})
            seen.add(ancestor.pk)
            ancestor = ancestor.part_of
        FormerSlug.refuse_taken(self)

    def save(self, *args, **kwargs):
        """Completes what follows from the rest and keeps what was public: earlier dates of a
        planned meeting, changes of status, former addresses."""
        if self.city_id:
            self.country_id = self.city.country_id
        self._complete()
        with transaction.atomic():
            before = Meeting.objects.filter(pk=self.pk).values(*WATCHED).first()
            if before is None and not self.chairmanship_id:
                self.chairmanship = Chairmanship.objects.serving(self.start_date)
            if before:
                # Also of an earlier version brought back: calendars leave out what is older.
                changed = any(before[name] != getattr(self, name) for name in IN_CALENDARS)
                self.sequence = before["sequence"] + changed
            super().save(*args, **kwargs)
            if before:
                self._keep(before)

    def _complete(self):
        """Before the constraints are checked, so that no form has to ask for what is known."""
        if self.city_id and not self.country_id:
            self.country_id = self.city.country_id
        self.complete_schedule(self.country.time_zone if self.country_id else "")

    def _keep(self, before: dict):
        if before["slug"] != self.slug:
            FormerSlug.objects.filter(slug=self.slug, meeting=self).delete()
            FormerSlug.objects.get_or_create(slug=before["slug"], meeting=self)
        if before["publication"] != "published" and self.decision is None:
            return
        known = {"meeting": self, **(self.decision or {})}
        if before["status"] != self.status:
            StatusChange.objects.create(status_before=before["status"], status=self.status, **known)
        dates = {name: before[name] for name in ("start_date", "end_date", "date_precision")}
        moved = any(value != getattr(self, name) for name, value in dates.items())
        # The date of a meeting that is over is corrected, not changed.
        if moved and (self.decision or before["status"] in (Status.PLANNED, Status.POSTPONED)):
            DateChange.objects.create(**dates, **known)

    @property
    def is_online(self) -> bool:
        return self.mode == self.Mode.ONLINE

    @property
    def is_off(self) -> bool:
        """It does not take place, or not when it was to."""
        return self.status in (Status.POSTPONED, Status.CANCELLED)

    def obstacles(self, at):
        """What has not begun has not been held."""
        if self.status == Status.HELD and self.start_date > self.local_date(at):
            return {"status": _("It is marked as held, but it has not begun yet.")}
        return {}

    def last_change(self) -> StatusChange | None:
        """How it got the status it has, of the changes that `for_detail()` fetched."""
        found = [change for change in self.status_changes.all() if change.status == self.status]
        return found[-1] if found else None

    def present_partners(self) -> list[Partner]:
        """Partners whose delegations attended, among those that `for_detail()` fetched, countries
        first, by name."""
        partners = [delegation.partner for delegation in self.shown_delegations]
        return sorted(partners, key=lambda one: (one.kind, alphabetical(one.name)))

    @property
    def co_chairs(self) -> list:
        """The co-chairs among the parts that `for_list()` fetched."""
        return [part for part in self.shown_parts if part.role == "co_chair"]

    def partners_by_role(self) -> list[tuple[str, list[Partner]]]:
        """The partners among the parts that `for_list()` fetched, under the word for their part."""
        found = [
            (role, [part.partner for part in self.shown_parts if part.role == role])
            for role in MeetingRole
        ]
        return [
            (PLURALS[role] if len(partners) > 1 else role.label, partners)
            for role, partners in found
            if partners
        ]
