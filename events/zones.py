"""Which day it is where: a meeting lasts through the end of its last day in its own zone."""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ZONES = frozenset(available_timezones())  # which reads the whole database of zones at each call
QUARTER_HOUR = 15 * 60  # all offsets in use, and their changes, are multiples of it


def validate_zone(name: str) -> None:
    """Refuses what is not a name of the IANA time-zone database (RFC 6557)."""
    if name not in ZONES:
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Use a name such as Africa/Dakar."),
            params={"zone": name},
        )


def zones_apart(at: datetime.datetime) -> tuple[datetime.date, frozenset[str], frozenset[str]]:
    """The UTC date at a moment, the zones already in the next day, those still in the day before.

    `at` is aware. Together the three tell the local date of every zone.
    """
    return _zones_apart(int(at.timestamp()) // QUARTER_HOUR)


@lru_cache(maxsize=8)
def _zones_apart(quarter: int):
    at = datetime.datetime.fromtimestamp(quarter * QUARTER_HOUR, datetime.UTC)
    dates = {name: at.astimezone(ZoneInfo(name)).date() for name in ZONES}
    today = at.date()
    ahead = frozenset(name for name, date in dates.items() if date > today)
    behind = frozenset(name for name, date in dates.items() if date < today)
    return today, ahead, behind
