"""The log of changes: numbered in the order of commits, read from where somebody left off."""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from events.models import Change, ChangeLog, PublicCopy

ONLY = 1  # the key of the one row
KEPT = datetime.timedelta(days=400)  # a mirror that has read nothing for longer begins anew
NONE = uuid.UUID(int=0)
# Asked before every public answer: to write this query anew takes Django longer than to ask it.
CURRENT = f"SELECT * FROM {ChangeLog._meta.db_table} WHERE id = {ONLY}"  # noqa: S608


def take_turn() -> ChangeLog:
    """Wait until no other transaction writes what the public sees, and let none until this one
    ends: each writer sees what those before it wrote, and numbers grow in the order of commits.
    Answers the log as it stands, to be appended to."""
    log, _created = ChangeLog.objects.select_for_update().get_or_create(pk=ONLY)
    return log


def current() -> ChangeLog:
    """Where the log stands; one that nothing was ever written to stands at nought. One query."""
    return next(iter(ChangeLog.objects.raw(CURRENT)), None) or ChangeLog(edition=NONE)


def append(log: ChangeLog, changes: list[Change]):
    """Number the changes and save them, in the transaction of the writes; the log is that of the
    turn."""
    if not changes:
        return
    # Clocks of servers differ: of two changes, the later never bears the earlier time.
    log.changed_at = max(timezone.now(), log.changed_at or timezone.now())
    for change in changes:
        log.newest += 1
        change.seq, change.changed_at = log.newest, log.changed_at
    Change.objects.bulk_create(changes)
    log.save(update_fields=["newest", "changed_at"])


class ResyncNeededError(Exception):
    """What a cursor stands for is not known any more, or never was: begin anew without one."""


@dataclass(frozen=True)
class Cursor:
    """How far somebody has read: every record as it was at `seq` or later; and what was gone by
    `begun` they never took, because they began then. Written as edition.begun.seq."""

    edition: str
    begun: int
    seq: int

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """Raise ValueError if it is none."""
        edition, begun, seq = text.split(".")
        if not (begun.isascii() and begun.isdecimal() and seq.isascii() and seq.isdecimal()):
            raise ValueError(text)
        return cls(edition, int(begun), int(seq))

    def __str__(self):
        return f"{self.edition}.{self.begun}.{self.seq}"


@dataclass(frozen=True)
class Page:
    """Copies of what was created or changed and changes of what is gone, in the order of their
    numbers; where to go on, and whether there is more already."""

    entries: list[PublicCopy | Change]
    cursor: Cursor
    more: bool


def read(cursor: Cursor | None, size: int, resources: Collection[str] = ()) -> Page:
    """What became of the public records after a cursor, or all there are, each once, as it is now;
    of some resources alone if these are named.

    Raises ResyncNeededError. Three queries at most, whatever there is."""
    log = current()
    if cursor is None:
        cursor = Cursor(log.edition.hex, log.newest, 0)
    if (
        cursor.edition != log.edition.hex
        or cursor.begun > log.newest
        or cursor.seq > log.newest
        or cursor.begun < log.complete_since
    ):
        raise ResyncNeededError
    # Nothing later than where the log stood: what is written meanwhile comes next time.
    copies = PublicCopy.objects.filter(seq__gt=cursor.seq, seq__lte=log.newest)
    missed = max(cursor.seq, cursor.begun)  # of what is gone, all after this
    same = {"resource": OuterRef("resource"), "key": OuterRef("key")}
    gone = Change.objects.filter(
        ~Exists(PublicCopy.objects.filter(**same)),
        ~Exists(Change.objects.filter(**same, seq__gt=OuterRef("seq"))),
        op=Change.Op.DELETE,
        seq__gt=missed,
        seq__lte=log.newest,
    )
    found = [*_first(copies, size + 1, resources)]
    if missed < log.newest:
        found += _first(gone, size + 1, resources)
    found.sort(key=lambda entry: entry.seq)
    more = len(found) > size
    seq = found[size - 1].seq if more else log.newest
    return Page(found[:size], Cursor(cursor.edition, max(cursor.begun, seq), seq), more)


def _first(rows: QuerySet, count: int, resources: Collection[str]) -> QuerySet:
    """So many of the rows, in order. Those of several resources are the first of the first of each:
    an index finds these, while it would be all of theirs that had to be put in order."""
    if not resources:
        return rows.order_by("seq")[:count]
    each = [
        rows.model.objects.order_by().filter(
            pk__in=rows.filter(resource=resource).order_by("seq").values("pk")[:count]
        )
        for resource in resources
    ]
    return each[0].union(*each[1:], all=True).order_by("seq")[:count]


@transaction.atomic
def compact(before: datetime.datetime):
    """Forget changes from before a moment that later ones supersede, and those of what is gone:
    who has read nothing since has to begin anew."""
    take_turn()
    later = Change.objects.filter(
        resource=OuterRef("resource"), key=OuterRef("key"), seq__gt=OuterRef("seq")
    )
    old = Change.objects.filter(changed_at__lt=before)
    gone = old.filter(op=Change.Op.DELETE).aggregate(newest=Max("seq"))["newest"]
    old.filter(Exists(later) | Q(op=Change.Op.DELETE)).delete()
    if gone:
        ChangeLog.objects.filter(pk=ONLY).update(complete_since=gone)


def begin_edition():
    """After a database was brought back from a copy: whoever has read from what it was meanwhile
    has to begin anew."""
    ChangeLog.objects.filter(pk=ONLY).update(edition=uuid.uuid4())
