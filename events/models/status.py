"""What has changed about a meeting once it was public: its status, its dates, its address."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.translation import translated
from events.dates import Precision

ADDRESSES_OF_THE_CALENDAR = {"calendar", "calendrier"}  # beside meetings, in each language


class Status(models.TextChoices):
    """What has become of a meeting."""

    PLANNED = "planned", _("Planned")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")
    HELD = "held", _("Held")


class DatedChange(models.Model):
    """A change with the day it was decided and a reason for the public."""

    changed_on = models.DateField(
        _("decided on"), null=True, blank=True, help_text=_("Empty if not known.")
    )
    reason = translated(models.CharField(_("reason"), max_length=300), required=False)
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        abstract = True


class StatusChange(DatedChange):
    """The meeting got another status."""

    meeting = models.ForeignKey(
        "events.Meeting", models.CASCADE, related_name="status_changes", verbose_name=_("meeting")
    )
    status_before = models.CharField(_("status before"), max_length=10, choices=Status)
    status = models.CharField(_("new status"), max_length=10, choices=Status)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        ordering = ["meeting_id", "recorded_at", "pk"]

    def __str__(self):
        return f"{self.get_status_before_display()} → {self.get_status_display()}"


class DateChange(DatedChange):
    """Earlier dates of a meeting that was moved and kept its identity."""

    meeting = models.ForeignKey(
        "events.Meeting", models.CASCADE, related_name="date_changes", verbose_name=_("meeting")
    )
    start_date = models.DateField(_("earlier first day"))
    end_date = models.DateField(_("earlier last day"))
    date_precision = models.CharField(
        _("precision"), max_length=10, choices=Precision, default=Precision.DAY
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("earlier dates")
        verbose_name_plural = _("earlier dates")
        ordering = ["meeting_id", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="datechange_dates_ordered",
                condition=Q(end_date__gte=F("start_date")),
                violation_error_message=_("The last day is before the first."),
            )
        ]

    def __str__(self):
        return f"{self.start_date} – {self.end_date}"


class FormerSlug(models.Model):
    """An address a meeting used to have; it redirects for ever."""

    meeting = models.ForeignKey(
        "events.Meeting", models.CASCADE, related_name="former_slugs", verbose_name=_("meeting")
    )
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["slug"]

    def __str__(self):
        return self.slug

    @classmethod
    def refuse_taken(cls, meeting) -> None:
        """Raise ValidationError if the slug of a meeting leads elsewhere already."""
        if meeting.slug in ADDRESSES_OF_THE_CALENDAR:
            raise ValidationError({"slug": _("This is the address of the calendar.")})
        if cls.objects.filter(slug=meeting.slug).exclude(meeting=meeting.pk).exists():
            raise ValidationError({"slug": _("This was the address of another meeting.")})
