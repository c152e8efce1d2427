"""The delegations to a meeting as staff see them: each with its seats and its people, and the
counts of all. A fixed number of queries, however many there are."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet

from actionplan.collation import alphabetical
from events.admin.delegations.counts import CountRow, counts
from events.admin.delegations.states import Line
from events.models import Delegation, Meeting, Participation
from events.seats import Seats, seats_of


@dataclass
class Row:
    """A delegation with its people, those with seats first; None instead of a delegation: people
    who belong to none."""

    delegation: Delegation | None
    people: list[Participation] = field(default_factory=list)

    @property
    def seats(self) -> Seats | None:
        return self.delegation and seats_of(self.delegation, self.people)

    @property
    def lines(self) -> list[Line]:
        return [Line(one) for one in self.people]

    @property
    def coming(self) -> list[Participation]:
        """Those who are neither waiting nor have cancelled."""
        return [one for one in self.people if not one.is_waiting and not one.withdrawn_on]

    @property
    def registered(self) -> int:
        return len([one for one in self.coming if one.registered_on])

    @property
    def present(self) -> int:
        """Persons present as reported for the delegation, or else those who attended by name."""
        reported = self.delegation and self.delegation.head_count
        return reported or len([one for one in self.people if one.attended])


@dataclass
class Board:
    """All delegations to a meeting, countries first, by name."""

    meeting: Meeting
    rows: list[Row]
    counts: list[CountRow]

    @property
    def people(self) -> int:
        return sum(len(row.people) for row in self.rows)


def board_of(meeting: Meeting, *, named: bool) -> Board:
    """The board of a meeting; `named` fetches the persons with their participations."""
    people = defaultdict(list)
    for one in participations_of(meeting, named=named):
        people[one.delegation_id].append(one)
    rows = []
    for delegation in _delegations(meeting):
        delegation.meeting = meeting
        rows.append(Row(delegation, people.pop(delegation.pk, [])))
    others = people.pop(None, [])
    rows += [Row(None, others)] if others else []
    for row in rows:
        row.people.sort(key=_place_in_delegation)
    return Board(meeting, rows, counts(meeting, rows))


def participations_of(meeting: Meeting, *, named: bool) -> QuerySet:
    rows = meeting.participations.order_by("pk")
    return rows.select_related("person", "replaced_by__person") if named else rows


def _delegations(meeting: Meeting) -> list[Delegation]:
    found = meeting.delegations.select_related("partner")
    return sorted(found, key=lambda one: (one.partner.kind, alphabetical(one.partner.name), one.pk))


ORDER_OF_SEATS = [Participation.Seat.PRINCIPAL, Participation.Seat.ACCOMPANYING]


def _place_in_delegation(one: Participation) -> tuple:
    """Representatives, accompanying persons, the others; who waits, and who has cancelled."""
    seats = [*ORDER_OF_SEATS, Participation.Seat.NONE]
    since = one.waiting_since.timestamp() if one.is_waiting else 0
    return (
        one.withdrawn_on is not None,
        one.is_waiting,
        seats.index(one.seat),
        since,
        one.seat_number or 0,
        one.pk,
    )
