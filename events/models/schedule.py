"""When a meeting is: dates of a known precision, local times in a named zone."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.dates import Precision, widest
from events.models.period import FIRST_DAY, LAST_DAY
from events.zones import validate_zone, zones_apart

PLAUSIBLE = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


class Schedule(models.Model):
    """First and last day, both included; never midnights. With month or year precision the
    meeting took place some time between the two, which then span whole months or years."""

    start_date = models.DateField(_("first day"), validators=PLAUSIBLE)
    end_date = models.DateField(_("last day"), validators=PLAUSIBLE)
    date_precision = models.CharField(
        _("precision"), max_length=10, choices=Precision, default=Precision.DAY
    )
    start_time = models.TimeField(_("local time, from"), null=True, blank=True)
    end_time = models.TimeField(_("to"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        blank=True,
        validators=[validate_zone],
        help_text=_("Filled in from the place if left empty."),
    )
    stated_time_zone = models.CharField(
        _("time zone as printed"), max_length=40, blank=True, default=""
    )
    stated_utc_offset = models.CharField(
        _("UTC offset as printed"), max_length=6, blank=True, default=""
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="meeting_dates_ordered",
                condition=Q(end_date__gte=F("start_date")),
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                name="meeting_dates_plausible",
                condition=Q(start_date__range=(FIRST_DAY, LAST_DAY))
                & Q(end_date__range=(FIRST_DAY, LAST_DAY)),
                violation_error_message=_("The year must lie between 1990 and 2100."),
            ),
            models.CheckConstraint(
                name="meeting_times_need_day",
                condition=Q(start_time=None, end_time=None)
                | Q(start_time__isnull=False, date_precision="day"),
                violation_error_message=_("Times need a first time and exact days."),
            ),
            models.CheckConstraint(
                name="meeting_times_ordered",
                condition=Q(end_time=None)
                | ~Q(start_date=F("end_date"))
                | Q(end_time__gt=F("start_time")),
                violation_error_message=_("The meeting ends before it begins."),
            ),
            models.CheckConstraint(name="meeting_zone_filled", condition=~Q(time_zone="")),
        ]

    def clean(self):
        super().clean()
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": _("The last day is before the first.")})

    def complete_schedule(self, zone: str):
        """Fill in what follows from the rest: whole months and years, and `zone` if none is set."""
        if self.start_date and self.end_date:
            self.start_date = widest(self.start_date, self.date_precision)[0]
            self.end_date = widest(self.end_date, self.date_precision)[1]
        self.time_zone = self.time_zone or zone or settings.SECRETARIAT_TIME_ZONE

    def local_date(self, at: datetime.datetime) -> datetime.date:
        """The date where the meeting is, at a moment."""
        today, ahead, behind = zones_apart(at)
        days = (self.time_zone in ahead) - (self.time_zone in behind)
        return today + datetime.timedelta(days=days)

    def is_past(self, at: datetime.datetime) -> bool:
        """Past from the end of its last day in its own zone."""
        return self.end_date < self.local_date(at)

    def is_under_way(self, at: datetime.datetime) -> bool:
        """Some day of it is today, in its own zone, and the days are known."""
        exact = self.date_precision == Precision.DAY
        return exact and self.start_date <= self.local_date(at) <= self.end_date
