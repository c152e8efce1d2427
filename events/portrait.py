"""A partner in a few words: what it is, when it was in the chair, what it did for the dialogue."""

import datetime
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Chairmanship, Delegation, MeetingPartner, Partner, PartnerRole, Status
from events.models.partner import STATUS_OF_ROLE
from events.models.roles import MeetingRole


def portrait(partner: Partner, on: datetime.date) -> list[str]:
    """The facts about a partner fetched with `for_detail()`, none of them empty: ["Partner since
    2006", "in the chair 2022–2024", "hosted 3 meetings"]. Meetings count once they were held."""
    turns = [_years(chair) for chair in reversed(partner.shown_chairmanships)]
    facts = [_standing(partner, on)]
    if chaired := [turn for turn in turns if turn]:
        facts.append(_("in the chair %(years)s") % {"years": ", ".join(chaired)})
    held = held_by_role(partner.shown_parts)
    for count, text in [
        (held[MeetingRole.HOST], _hosted),
        (held[MeetingRole.CO_CHAIR], _co_chaired),
        (held[MeetingRole.ORGANISER], _organised),
        (held_attended(partner.shown_delegations), _attended),
    ]:
        if count:
            facts.append(text(count) % {"count": count})
    return facts


def held_by_role(parts: list[MeetingPartner]) -> Counter:
    """In how many meetings that were held a partner played which part."""
    return Counter(part.role for part in parts if part.meeting.status == Status.HELD)


def held_attended(delegations: list[Delegation]) -> int:
    """How many meetings that were held the delegations of a partner attended."""
    return sum(one.meeting.status == Status.HELD for one in delegations)


def roles_in_order(roles: list[PartnerRole], on: datetime.date) -> list[tuple[PartnerRole, bool]]:
    """Roles, each with whether it is held on the day: those held first, then the latest."""
    order = {kind: number for number, kind in enumerate(PartnerRole.Kind)}

    def key(role: PartnerRole):
        day = role.end_date or role.start_date or datetime.date.min
        return (not role.covers(on), -day.toordinal(), order[role.kind])

    return [(role, role.covers(on)) for role in sorted(roles, key=key)]


def _standing(partner: Partner, on: datetime.date) -> str:
    held = {role.kind: role for role in partner.roles_on(on)}
    role = next((held[kind] for kind in STATUS_OF_ROLE if kind in held), None)
    if role is None:
        return _("Former partner") if partner.status_on(on) == "former" else _("Guest")
    if role.start_date is None:
        return role.get_kind_display()
    return _("%(role)s since %(year)d") % {
        "role": role.get_kind_display(),
        "year": role.start_date.year,
    }


def _years(chair: Chairmanship) -> str:
    """2022–2024; 2015; since 2026; nothing if nothing is recorded."""
    if chair.start_date and chair.is_open:
        return _("since %(year)d") % {"year": chair.start_date.year}
    return chair.years


def _hosted(count: int) -> str:
    return ngettext("hosted %(count)d meeting", "hosted %(count)d meetings", count)


def _co_chaired(count: int) -> str:
    return ngettext("co-chaired %(count)d meeting", "co-chaired %(count)d meetings", count)


def _organised(count: int) -> str:
    return ngettext("organised %(count)d meeting", "organised %(count)d meetings", count)


def _attended(count: int) -> str:
    return ngettext("attended %(count)d meeting", "attended %(count)d meetings", count)
