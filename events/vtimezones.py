"""Time zones written out for calendars, as RFC 5545 section 3.6.5 wants them.

Not by a library: version 7.3 of icalendar steps over changes that are soon taken back (Morocco's
weeks of Ramadan in 2024) and puts the spring change an hour too late.
"""

import datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from events.content_lines import component, line, local, text, utc_offset

STEP = datetime.timedelta(days=7)  # shorter than any two changes are apart
SECOND = datetime.timedelta(seconds=1)


class Clock(NamedTuple):
    """What a zone's clocks show for a while."""

    offset: datetime.timedelta
    name: str
    summer_time: bool


@lru_cache(maxsize=200)
def vtimezone(zone: str, first_year: int, last_year: int) -> bytes:
    """The component of the zone with all changes of its clocks in these years, both included."""
    start = datetime.datetime(first_year, 1, 1, tzinfo=datetime.UTC) - STEP
    end = datetime.datetime(last_year + 1, 1, 1, tzinfo=datetime.UTC) + STEP
    before = clock = clock_at(zone, start)
    observances = [observance(start, before, clock)]
    for moment in changes(zone, start, end):
        before, clock = clock, clock_at(zone, moment)
        observances.append(observance(moment, before, clock))
    return component("VTIMEZONE", [line("TZID", zone), *observances])


def observance(moment: datetime.datetime, before: Clock, after: Clock) -> bytes:
    """From a moment on; its beginning is told by the clocks before the change (section 3.6.5)."""
    lines = [
        line("DTSTART", local(moment + before.offset)),
        line("TZNAME", text(after.name)),
        line("TZOFFSETFROM", utc_offset(before.offset)),
        line("TZOFFSETTO", utc_offset(after.offset)),
    ]
    return component("DAYLIGHT" if after.summer_time else "STANDARD", lines)


def changes(zone: str, start: datetime.datetime, end: datetime.datetime):
    """The moments, to the second, at which the clocks of a zone change."""
    while start < end:
        last, first = start, start + STEP
        if clock_at(zone, last) != clock_at(zone, first):
            while first - last > SECOND:
                middle = last + (first - last) // 2
                middle = middle.replace(microsecond=0)
                same = clock_at(zone, middle) == clock_at(zone, start)
                last, first = (middle, first) if same else (last, middle)
            yield first
        start += STEP


def clock_at(zone: str, moment: datetime.datetime) -> Clock:
    local = moment.astimezone(ZoneInfo(zone))
    # Morocco's Ramadan is written as summer time that puts the clocks back; calendars that know
    # summer time only as the later hour would misread it.
    return Clock(local.utcoffset(), local.tzname(), local.dst() > datetime.timedelta())
