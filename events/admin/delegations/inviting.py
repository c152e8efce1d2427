"""Inviting all partners of a kind to a meeting at once. Nobody is invited twice."""

from collections import defaultdict
from dataclasses import dataclass

from simple_history.utils import bulk_create_with_history

from actionplan.collation import alphabetical
from actionplan.record import Publication
from actionplan.together import together
from events.models import Delegation, Meeting, Partner, PartnerRole


@dataclass
class Circle:
    """Partners with the same role on the day of a meeting, countries or organisations."""

    key: str  # "partner-country"
    role: PartnerRole.Kind
    kind: Partner.Kind
    missing: list[Partner]  # not invited yet, by name
    invited: list[Partner]  # have a delegation already

    @property
    def size(self) -> int:
        return len(self.missing) + len(self.invited)


def circles_of(meeting: Meeting) -> list[Circle]:
    """Whom one could invite, from the roles held on the first day; two queries."""
    has = set(meeting.delegations.values_list("partner_id", flat=True))
    roles = PartnerRole.objects.select_related("partner").exclude(
        partner__publication=Publication.WITHDRAWN
    )
    found = defaultdict(dict)
    for role in roles:
        if role.covers(meeting.start_date):
            found[role.kind, role.partner.kind][role.partner_id] = role.partner
    order = [(role, kind) for role in PartnerRole.Kind for kind in Partner.Kind]
    return [_circle(*held, found[held].values(), has) for held in order if held in found]


def _circle(role, kind, partners, has: set[int]) -> Circle:
    by_name = sorted(partners, key=lambda one: alphabetical(one.name))
    return Circle(
        f"{role}-{kind}",
        role,
        kind,
        [one for one in by_name if one.pk not in has],
        [one for one in by_name if one.pk in has],
    )


def invite(meeting: Meeting, key: str, user) -> list[Partner] | None:
    """Give those of a circle a delegation who have none, with history; return them. None if there
    is no such circle. Two at once invite nobody twice: the meeting is locked."""
    with together():
        Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        circle = next((one for one in circles_of(meeting) if one.key == key), None)
        if circle is None:
            return None
        rows = [Delegation(meeting=meeting, partner=partner) for partner in circle.missing]
        bulk_create_with_history(rows, Delegation, default_user=user)
    return circle.missing
