"""How many come from where, computed from the delegations, beside what was reported."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.models import Delegation, Meeting, Partner

Status = Delegation.Status
STATUSES = [
    Status.INVITED,
    Status.REGISTERED,
    Status.ATTENDED,
    Status.DECLINED,
    Status.ABSENT,
]


@dataclass
class CountRow:
    """Delegations of one kind: how many in each status, and how many people they bring."""

    name: str
    by_status: list[int]
    delegations: int
    registered: int
    present: int
    # What was reported of delegations that attended, and of people present; None: nothing.
    reported_delegations: int | None = None
    reported_people: int | None = None

    @property
    def attended(self) -> int:
        return self.by_status[STATUSES.index(Status.ATTENDED)]

    @property
    def delegations_differ(self) -> bool:
        """Whether delegations attended as recorded, but not as many as were reported."""
        return self.reported_delegations not in (None, self.attended) and self.attended > 0

    @property
    def people_differ(self) -> bool:
        return self.reported_people not in (None, self.present) and self.present > 0


def counts(meeting: Meeting, rows: list) -> list[CountRow]:
    """By side and kind, then of all; `rows` are those of the board."""

    def count(name: str, holds: Callable[[Partner], bool], *reported) -> CountRow:
        found = [row for row in rows if row.delegation and holds(row.delegation.partner)]
        return _count(name, found, *reported)

    country, side = Partner.Kind.COUNTRY, Partner.Side
    by_side = [
        count(
            _("African countries"),
            lambda one: one.kind == country and one.side == side.AFRICA,
            meeting.african_countries,
        ),
        count(
            _("European countries"),
            lambda one: one.kind == country and one.side == side.EUROPE,
            meeting.european_countries,
        ),
        count(_("Countries of neither side"), lambda one: one.kind == country and not one.side),
    ]
    return [
        *(row for row in by_side if row.delegations or row.reported_delegations is not None),
        count(_("All countries"), lambda one: one.kind == country, meeting.partner_countries),
        count(_("Organisations"), lambda one: one.kind != country),
        _count(_("All together"), rows, None, meeting.participants_total),
    ]


def _count(name: str, rows: list, delegations=None, people=None) -> CountRow:
    held = [row.delegation.status for row in rows if row.delegation]
    return CountRow(
        name,
        [held.count(status) for status in STATUSES],
        len(held),
        sum(row.registered for row in rows),
        sum(row.present for row in rows),
        delegations,
        people,
    )
