"""A month of meetings: its weeks with the meetings of each day, and the nearest months with any."""

import calendar
import datetime
from dataclasses import dataclass

from events.dates import Precision, widest
from events.models import Meeting


@dataclass(frozen=True)
class Entry:
    """A meeting on one of its days. `leads` on the first day that the month shows of it."""

    meeting: Meeting
    leads: bool


@dataclass(frozen=True)
class Day:
    """A day of the month with its meetings in the order of their beginning."""

    date: datetime.date
    is_today: bool
    entries: list[Entry]


@dataclass(frozen=True)
class Month:
    """`weeks` from Monday to Sunday, None for days of the months beside; `exact` are the meetings
    of known days, `within_month` and `within_year` those of which no more is known; `before` and
    `after` the first days of the nearest months with a meeting, None if there is none."""

    first: datetime.date
    last: datetime.date
    weeks: list[list[Day | None]]
    exact: list[Meeting]
    within_month: list[Meeting]
    within_year: list[Meeting]
    before: datetime.date | None
    after: datetime.date | None

    @property
    def count(self) -> int:
        """How many meetings may have been in it; one of the year may as well be in another."""
        return len(self.exact) + len(self.within_month)


def month_of(meetings, first: datetime.date, today: datetime.date) -> Month:
    """The month that begins on `first`, with those of the meetings that touch it: three queries,
    and those that the meetings bring."""
    first, last = widest(first, Precision.MONTH)
    touching = meetings.filter(start_date__lte=last, end_date__gte=first)
    found = list(touching.order_by("start_date", "pk"))
    by_precision = {
        precision: [meeting for meeting in found if meeting.date_precision == precision]
        for precision in Precision
    }
    exact = by_precision[Precision.DAY]
    before, after = _neighbours(meetings, found, first, last)
    return Month(
        first,
        last,
        _weeks(first, exact, today),
        exact,
        by_precision[Precision.MONTH],
        by_precision[Precision.YEAR],
        before,
        after,
    )


def month_to_open(meetings, at: datetime.datetime, today: datetime.date) -> datetime.date:
    """The first day of the month of the next meeting, or else of the last; of today if none is."""
    known = _of_known_month(meetings).only("start_date").select_related(None)
    known = known.prefetch_related(None)
    nearest = known.upcoming(at).first() or known.past(at).first()
    return (nearest.start_date if nearest else today).replace(day=1)


def _weeks(first, exact: list[Meeting], today: datetime.date) -> list[list[Day | None]]:
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    return [
        [_day(day, first, exact, today) if day.month == first.month else None for day in week]
        for week in weeks
    ]


def _day(day, first, exact: list[Meeting], today: datetime.date) -> Day:
    entries = [
        Entry(meeting, leads=day == max(meeting.start_date, first))
        for meeting in exact
        if meeting.start_date <= day <= meeting.end_date
    ]
    return Day(day, day == today, entries)


def _neighbours(meetings, touching, first, last) -> list[datetime.date | None]:
    """The nearest months with a meeting. Only to these a page leads, so that who follows its links
    comes to an end. Of the meetings beside those `touching` the month, the nearest are the first
    that an index meets."""
    others = _of_known_month(meetings)
    ends = others.filter(end_date__lt=first).order_by("-end_date").values_list("end_date")
    starts = others.filter(start_date__gt=last).order_by("start_date").values_list("start_date")
    (before,), (after,) = ends.first() or [None], starts.first() or [None]
    known = [one for one in touching if one.date_precision != Precision.YEAR]
    if any(one.start_date < first for one in known):
        before = first - datetime.timedelta(days=1)
    if any(one.end_date > last for one in known):
        after = last + datetime.timedelta(days=1)
    return [day and day.replace(day=1) for day in (before, after)]


def _of_known_month(meetings):
    return meetings.exclude(date_precision=Precision.YEAR)
