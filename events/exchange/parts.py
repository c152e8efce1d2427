"""The parts of a meeting that stand in one cell: partners in a role, items of plans."""

from events.models import MeetingPartner, PlanLink


def read_partners(role: str):
    """The partners in a role, in their order, of the parts that were fetched."""

    def read(meeting) -> list:
        if meeting._state.adding:
            return []
        return [part.partner for part in meeting.partner_parts.all() if part.role == role]

    return read


def write_partners(role: str):
    """Make the partners in a role those wanted, in that order."""

    def write(meeting, wanted: list, reason: str) -> None:
        rows = [part for part in meeting.partner_parts.all() if part.role == role]
        if [part.partner for part in rows] == wanted:
            return
        there = {part.partner_id: part for part in rows}
        for part in rows:
            if part.partner not in wanted:
                _remove(part, reason)
        for order, partner in enumerate(wanted, start=1):
            part = there.get(partner.pk) or MeetingPartner(
                meeting=meeting, partner=partner, role=role
            )
            if part._state.adding or part.order != order:
                part.order = order
                _save(part, reason)

    return write


def read_items(basis: str):
    """The items that a meeting is linked to on a basis, of the links that were fetched."""

    def read(meeting) -> list:
        if meeting._state.adding:
            return []
        return [link.item for link in meeting.plan_links.all() if link.basis == basis]

    return read


def write_items(basis: str):
    """Make the items linked on a basis those wanted; one linked on another moves to this."""

    def write(meeting, wanted: list, reason: str) -> None:
        links = {link.item: link for link in meeting.plan_links.all() if link.pk is not None}
        for item, link in links.items():
            if link.basis == basis and item not in wanted:
                _remove(link, reason)
        for item in wanted:
            link = links.get(item) or PlanLink(meeting=meeting, **{item._meta.model_name: item})
            if link._state.adding or link.basis != basis:
                link.basis = basis
                _save(link, reason)

    return write


def _save(part, reason: str) -> None:
    part._change_reason = reason
    part.save()


def _remove(part, reason: str) -> None:
    part._change_reason = reason
    part.delete()
