"""Which day it is where: a meeting lasts through the end of its last day in its own zone."""

import datetime
import hashlib
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


def days_of_zones(at: datetime.datetime) -> str:
    """The same, until a day begins in some zone: about 35 times in 24 hours. What is upcoming and
    what is past, and what is said of today, stays as it is between two of these moments."""
    return _digest(*zones_apart(at))


@lru_cache(maxsize=8)
def _digest(today: datetime.date, ahead: frozenset[str], behind: frozenset[str]) -> str:
    words = f"{today} {sorted(ahead)} {sorted(behind)}"
    return hashlib.sha256(words.encode()).hexdigest()


@lru_cache(maxsize=8)
def _zones_apart(quarter: int):
    at = datetime.datetime.fromtimestamp(quarter * QUARTER_HOUR, datetime.UTC)
    dates = {name: at.astimezone(ZoneInfo(name)).date() for name in ZONES}
    today = at.date()
    ahead = frozenset(name for name, date in dates.items() if date > today)
    behind = frozenset(name for name, date in dates.items() if date < today)
    return today, ahead, behind
