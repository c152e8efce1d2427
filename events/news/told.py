"""What is known of a meeting at the end of each sitting, told backwards from what it is now: news
of last year has to stay true when the meeting moves again."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from events.models import DateChange, Meeting, StatusChange
from events.news.sittings import Sitting
from events.objects.meetings import MeetingSerializer

DATES = {"start_date", "end_date", "date_precision"}
EVERYTHING = {*MeetingSerializer.Meta.fields}


class Dates(NamedTuple):
    start: datetime.date
    end: datetime.date
    precision: str


class Standing(NamedTuple):
    """The dates and the status of a meeting, each None if that cannot be told any more."""

    dates: Dates | None
    status: str | None


@dataclass(frozen=True)
class Told:
    """A sitting with how the meeting stood before and after it, the decisions made in it, and what
    has changed since: of that, what the meeting now says tells nothing of then."""

    meeting: Meeting
    sitting: Sitting
    before: Standing
    after: Standing
    decided: list[StatusChange]
    moved: list[DateChange]
    since: frozenset[str]

    def changed(self, *names: str) -> bool:
        return not self.sitting.fields.isdisjoint(names)

    def still_so(self, *names: str) -> bool:
        """Whether these members are what they were after the sitting."""
        return self.since.isdisjoint(names)

    @property
    def is_newly_public(self) -> bool:
        return self.sitting.is_new or self.sitting.is_back

    @property
    def has_new_status(self) -> bool:
        return self.changed("status") and _differ(self.before.status, self.after.status)

    @property
    def has_new_dates(self) -> bool:
        return self.changed(*DATES) and _differ(self.before.dates, self.after.dates)

    @property
    def moved_back(self) -> bool:
        """Whether it moved to dates that begin when the earlier ones are over."""
        earlier, dates = self.before.dates, self.after.dates
        return bool(self.has_new_dates and earlier and dates and dates.start > earlier.end)


def told(meeting: Meeting, sittings: Iterable[Sitting]) -> Iterator[Told]:
    """The last sittings on a meeting, the newest first, whose changes of status and dates were
    fetched with it."""
    after = Standing(_dates(meeting), meeting.status)
    since = frozenset()
    for sitting in sittings:
        decided, moved = (
            [one for one in changes if sitting.covers(one.recorded_at)]
            for changes in (meeting.status_changes.all(), meeting.date_changes.all())
        )
        before = _before(after, sitting, decided, moved)
        yield Told(meeting, sitting, before, after, decided, moved, since)
        after = before
        # What was not public may have become anything meanwhile.
        since |= EVERYTHING if sitting.is_new or sitting.is_back else sitting.fields


def _before(after: Standing, sitting: Sitting, decided: list, moved: list) -> Standing:
    """What the meeting had before, as its history has it: a correction leaves no trace there."""
    if sitting.is_new or sitting.is_back:
        return Standing(None, None)
    dates, status = after
    if sitting.fields & DATES:
        dates = _dates(moved[0]) if moved else None
    if "status" in sitting.fields:
        status = decided[0].status_before if decided else None
    return Standing(dates, status)


def _dates(record: Meeting | DateChange) -> Dates:
    return Dates(record.start_date, record.end_date, record.date_precision)


def _differ(before, after) -> bool:
    return before is None or before != after
