"""The participants of a meeting as a plain list, by delegation: for the screen, a table, a sheet
of paper. Those who wait or have cancelled are not on it."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.admin.delegations.board import Board
from events.admin.delegations.states import Line
from events.models import Participation

# What no table and no typesetter takes; a line break would end a cell.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]+")


@dataclass
class Group:
    """A delegation with those who come; `name` is that of the partner."""

    name: str
    people: list["Participant"]


@dataclass
class Participant:
    """What a list says of somebody: no address, no telephone number, no note."""

    delegation: str
    name: str
    function: str
    position: str
    institution: str
    seat: str
    state: str

    def cells(self) -> list[str]:
        return list(vars(self).values())


def headings() -> list[str]:
    """Those of the cells of a participant, in the reader's language."""
    return [
        _("Delegation"),
        _("Name"),
        _("Function"),
        _("Position"),
        _("Institution"),
        _("Seat"),
        _("State"),
    ]


def groups_of(board: Board) -> list[Group]:
    """Those who come, by delegation as on the board; needs its people's names."""
    groups = []
    for row in board.rows:
        name = row.delegation.partner.name if row.delegation else _("Without a delegation")
        if row.coming:
            groups.append(Group(printable(name), [participant(name, one) for one in row.coming]))
    return groups


def participant(delegation: str, one: Participation) -> Participant:
    person = one.person
    texts = [
        delegation,
        f"{person.family_name}, {person.given_name}" if person.given_name else person.family_name,
        one.get_function_display(),
        person.position,
        person.institution,
        one.get_seat_display(),
        Line(one).state,
    ]
    return Participant(*(printable(text) for text in texts))


def printable(text: str) -> str:
    return UNPRINTABLE.sub(" ", str(text)).strip()
