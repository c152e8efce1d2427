"""The seats of a delegation: how many there are, who has them, who waits for one.

A seat has a number within its kind, from 1. Numbers up to the total are seats of the delegation,
those beyond it are exceptions. No two people ever have one number: the database sees to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

PRINCIPAL, ACCOMPANYING = "principal", "accompanying"
KINDS = (PRINCIPAL, ACCOMPANYING)
# Which partners a format speaks of; the others may send as many as they like.
KINDS_OF_UNIT = {
    "country": ["country"],
    "organisation": ["organisation"],
    "country/organisation": ["country", "organisation"],
}


@dataclass(frozen=True)
class SeatCount:
    """The seats of one kind: the numbers that are taken, of `total`; None is without limit."""

    numbers: frozenset[int]
    total: int | None
    waiting: int = 0

    @property
    def taken(self) -> int:
        """How many people have a seat, those beyond the total included."""
        return len(self.numbers)

    @property
    def free(self) -> int | None:
        """How many seats are free; None if there is no limit."""
        if self.total is None:
            return None
        return self.total - len([number for number in self.numbers if number <= self.total])

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def beyond(self) -> int:
        """How many people have a seat beyond the total."""
        return 0 if self.total is None else self.taken + self.free - self.total

    def has(self, number: int) -> bool:
        """Whether there is a seat of this number, taken or not."""
        return self.total is None or number <= self.total

    def first_free(self) -> int:
        """The lowest number nobody has; it may lie beyond the total."""
        return next(number for number in count(1) if number not in self.numbers)


@dataclass(frozen=True)
class Seats:
    """The seats of one delegation by kind."""

    principal: SeatCount
    accompanying: SeatCount

    def of(self, kind: str) -> SeatCount:
        """Those of a kind, "principal" or "accompanying"."""
        return getattr(self, kind)


def total_seats(delegation, kind: str) -> int | None:
    """How many seats of a kind a delegation has: its own number, or else what the format of its
    meeting says; None if neither limits them. Reads delegation.meeting and delegation.partner."""
    own = getattr(delegation, f"{kind}_seats")
    if own is not None:
        return own
    meeting = delegation.meeting
    if delegation.partner.kind not in KINDS_OF_UNIT.get(meeting.seat_unit, []):
        return None
    return getattr(meeting, f"{kind}_seats")


def seats_of(delegation, participations: Iterable | None = None) -> Seats:
    """The seats of a delegation, from `participations` if they are at hand, else with one query."""
    rows = delegation.participations.all() if participations is None else participations
    return Seats(**{kind: seat_count(delegation, kind, rows) for kind in KINDS})


def seat_count(delegation, kind: str, participations: Iterable) -> SeatCount:
    """The seats of one kind that these participations have, or wait for."""
    concerned = [row for row in participations if row.seat == kind]
    numbers = frozenset(row.seat_number for row in concerned if row.seat_number is not None)
    waiting = len([row for row in concerned if row.waiting_since is not None])
    return SeatCount(numbers, total_seats(delegation, kind), waiting)
