"""A period whose ends may be known to the day, to the month, to the year or not at all."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.dates import Precision, widest

FIRST_DAY, LAST_DAY = datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)


class BoundPrecision(models.TextChoices):
    """How much of one end of a period is known; an empty value means "has not ended"."""

    DAY = Precision.DAY.value, Precision.DAY.label
    MONTH = Precision.MONTH.value, Precision.MONTH.label
    YEAR = Precision.YEAR.value, Precision.YEAR.label
    UNKNOWN = "unknown", _("Not recorded")


class Period(models.Model):
    """From a start, perhaps unknown, to an end, perhaps unknown or still to come."""

    start_date = models.DateField(_("start"), null=True, blank=True)
    start_precision = models.CharField(
        _("precision of the start"),
        max_length=10,
        choices=BoundPrecision,
        default=BoundPrecision.UNKNOWN,
    )
    end_date = models.DateField(_("end"), null=True, blank=True)
    end_precision = models.CharField(
        _("precision of the end"),
        max_length=10,
        choices=BoundPrecision,
        blank=True,
        default="",
        help_text=_("Empty if it has not ended; “not recorded” if it ended on an unknown day."),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.start_date and self.start_precision == BoundPrecision.UNKNOWN:
            raise ValidationError({"start_precision": _("Say how precise the start is.")})
        if not self.start_date and self.start_precision != BoundPrecision.UNKNOWN:
            raise ValidationError({"start_date": _("Give the start, or call it not recorded.")})
        if self.end_date and self.end_precision in ("", BoundPrecision.UNKNOWN):
            raise ValidationError({"end_precision": _("Say how precise the end is.")})
        if not self.end_date and self.end_precision not in ("", BoundPrecision.UNKNOWN):
            raise ValidationError({"end_date": _("Give the end, or call it not recorded.")})

    @property
    def is_open(self) -> bool:
        """It has not ended, as far as recorded."""
        return not self.end_precision

    def last_known_day(self) -> datetime.date | None:
        """The last day it certainly covers; None if it goes on, or nothing is recorded."""
        if self.end_date or self.is_open or not self.start_date:
            return self.end_date
        return widest(self.start_date, self.start_precision)[1]

    def covers(self, day: datetime.date) -> bool:
        """Whether it was running on `day`, both ends included, as far as recorded.

        With an end that is not recorded it covers just the time its start speaks of."""
        if self.start_date and day < self.start_date:
            return False
        last = self.last_known_day()
        return self.is_open if last is None else day <= last


def period_constraints(name: str) -> list[models.CheckConstraint]:
    """The database's own rules for a period, for a model called `name`."""
    unknown = BoundPrecision.UNKNOWN
    return [
        models.CheckConstraint(
            name=f"{name}_start_precision",
            condition=Q(start_date=None, start_precision=unknown)
            | Q(start_date__isnull=False) & ~Q(start_precision=unknown),
            violation_error_message=_("The start and its precision contradict each other."),
        ),
        models.CheckConstraint(
            name=f"{name}_end_precision",
            condition=Q(end_date=None, end_precision__in=["", unknown])
            | Q(end_date__isnull=False) & ~Q(end_precision__in=["", unknown]),
            violation_error_message=_("The end and its precision contradict each other."),
        ),
        models.CheckConstraint(
            name=f"{name}_dates_ordered",
            condition=Q(start_date=None) | Q(end_date=None) | Q(end_date__gte=F("start_date")),
            violation_error_message=_("The end is before the start."),
        ),
        models.CheckConstraint(
            name=f"{name}_dates_plausible",
            condition=(Q(start_date=None) | Q(start_date__range=(FIRST_DAY, LAST_DAY)))
            & (Q(end_date=None) | Q(end_date__range=(FIRST_DAY, LAST_DAY))),
            violation_error_message=_("The year must lie between 1990 and 2100."),
        ),
    ]
