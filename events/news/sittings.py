"""The changes of meetings by the sittings they were made in: who saves ten times in an hour makes
one piece of news."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from events.changes.resources import BY_MODEL
from events.models import Change, Meeting, PublicCopy

MEETINGS = BY_MODEL[Meeting].name
PAUSE = datetime.timedelta(hours=1)  # a change after a longer one begins a new sitting
MOST = 50  # sittings that are told
READ = 1000  # changes that are read for them
# How long they are told. Changes must be kept a little longer: without its first, a sitting would
# be another.
TOLD = datetime.timedelta(days=365)


@dataclass
class Sitting:
    """The changes of one meeting, the oldest first, none later than an hour after the one before.

    `before` is the change before them: None if there was none, or none is kept."""

    before: Change | None
    changes: list[Change] = field(default_factory=list)
    is_new: bool = False  # public for the first time, as far as is known
    is_back: bool = False  # public again

    @property
    def key(self) -> str:
        """The permanent id of the meeting."""
        return self.changes[0].key

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def last(self) -> Change:
        return self.changes[-1]

    @property
    def fields(self) -> set[str]:
        """The members of the meeting's object that changed."""
        return {name for change in self.changes for name in change.fields}

    def covers(self, moment: datetime.datetime) -> bool:
        """Whether what was written at a moment became public in this sitting."""
        since = self.before.changed_at if self.before else None
        return (since is None or since < moment) and moment <= self.last.changed_at

    def take(self, change: Change, before: Change | None):
        """A further change; `before` is the one before it."""
        self.changes.append(change)
        if before is None:
            self.is_new |= not change.fields
        else:
            self.is_back |= before.op == Change.Op.DELETE


def newest_sittings(meetings: QuerySet, at: datetime.datetime) -> list[Sitting]:
    """The last sittings on public meetings among these in the year before a moment, by
    whole days, the newest first. One query."""
    # Looked up for each change, the newest first, until there are enough of them.
    meeting = meetings.order_by().filter(pk=OuterRef("row_id"))
    copies = PublicCopy.objects.filter(Exists(meeting), resource=MEETINGS, key=OuterRef("key"))
    # Not of a resource by name, or SQLite would put all changes of it in order.
    changed = Exists(copies.filter(resource=OuterRef("resource")))
    changes = Change.objects.filter(changed).order_by("-seq")[:READ]
    earliest = at.date() - TOLD
    found = [one for one in _sittings(reversed(changes)) if one.last.changed_at.date() > earliest]
    return sorted(found, key=lambda one: one.last.seq, reverse=True)[:MOST]


def _sittings(changes: Iterable[Change]) -> list[Sitting]:
    """All sittings that these changes, the oldest first, were made in."""
    found, last = defaultdict(list), {}
    for change in changes:
        before = last.get(change.key)
        last[change.key] = change
        if change.op == Change.Op.DELETE:
            continue
        sittings = found[change.key]
        if not sittings or change.changed_at - sittings[-1].last.changed_at > PAUSE:
            sittings.append(Sitting(before))
        sittings[-1].take(change, before)
    return [one for sittings in found.values() for one in sittings]
