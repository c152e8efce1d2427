"""What a chairmanship had on its programme, what became of it and what came out, in numbers."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import ngettext

from events.models import Document, Meeting, MeetingType, Status

HANDOVER = "handover"  # an outcome that the page tells by itself


@dataclass(frozen=True)
class Group:
    """Meetings of one category in the order of time, and how many are held, planned …"""

    label: str
    meetings: list[Meeting]
    states: list[str]


def programme(meetings: list[Meeting]) -> list[Group]:
    """The meetings, fetched with their types, by category: political, technical, other."""
    groups = []
    for category, label in MeetingType.Category.choices:
        found = sorted(
            (one for one in meetings if one.type.category == category),
            key=lambda one: (one.start_date, one.pk),
        )
        states = Counter(one.status for one in found)
        told = [_state(status, states[status]) for status in Status if states[status]]
        groups.append(Group(label, found, told))
    return [group for group in groups if group.meetings]


def _state(status: str, count: int) -> str:
    """3 held; 1 postponed."""
    words = {
        Status.PLANNED: ngettext("%(count)d planned", "%(count)d planned", count),
        Status.POSTPONED: ngettext("%(count)d postponed", "%(count)d postponed", count),
        Status.CANCELLED: ngettext("%(count)d cancelled", "%(count)d cancelled", count),
        Status.HELD: ngettext("%(count)d held", "%(count)d held", count),
    }
    return words[status] % {"count": count}


def types_held(meetings: list[Meeting]) -> list[tuple[MeetingType, int]]:
    """The types of those meetings that were held, the most frequent first."""
    return Counter(one.type for one in meetings if one.status == Status.HELD).most_common()


def outcomes(meetings: list[Meeting]) -> list[tuple[int, str]]:
    """What came out of meetings fetched with their outcomes: how many of which kind."""
    counts = Counter()
    for meeting in meetings:
        for outcome in meeting.outcomes.all():
            if outcome.count and outcome.kind.slug != HANDOVER:
                counts[outcome.kind] += outcome.count
    kinds = sorted(counts, key=lambda kind: (kind.order, -counts[kind], kind.slug))
    return [(counts[kind], kind.name if counts[kind] == 1 else kind.name_plural) for kind in kinds]


def documents_of_turn(chairmanship):
    """The published documents of a chairmanship and of its published meetings."""
    own = Document.objects.published(of="chairmanship").filter(chairmanship=chairmanship)
    of_meetings = Document.objects.published().filter(meeting__chairmanship=chairmanship)
    return (own | of_meetings).for_list()
