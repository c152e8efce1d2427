"""Which places a delegation can fill, in the order of the form."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.models import Delegation, Participation
from events.seats import KINDS, total_seats

MOST = 50  # of a kind in one form; Django reads a thousand fields, and a place has eight
UNLIMITED = 5  # where the format does not say how many


@dataclass(frozen=True)
class Slot:
    """A place: the seat, and its number among several of the kind, or 0 if it is the only one."""

    seat: str
    number: int

    @property
    def prefix(self) -> str:
        return f"{self.seat}{self.number}"

    @property
    def title(self) -> str:
        name = {
            Participation.Seat.PRINCIPAL: _("Representative"),
            Participation.Seat.ACCOMPANYING: _("Accompanying person"),
        }.get(self.seat, _("Delegate"))
        return f"{name} {self.number}" if self.number else name


def slots(delegation: Delegation) -> list[Slot]:
    """The seats of a delegation, some places for a kind that nothing limits; where neither kind is
    limited, some places without a seat."""
    totals = {kind: total_seats(delegation, kind) for kind in KINDS}
    if set(totals.values()) == {None}:
        return _several(Participation.Seat.NONE, UNLIMITED)
    return [
        slot
        for kind, total in totals.items()
        for slot in _several(kind, UNLIMITED if total is None else total)
    ]


def _several(seat: str, count: int) -> list[Slot]:
    if count == 1:
        return [Slot(seat, 0)]
    return [Slot(seat, number + 1) for number in range(min(count, MOST))]
