"""The meetings in whose line a meeting stands: what it follows up, continues or replaces, and what
does so with it, as far as such links lead (2016 → 2021 → 2023).

All such links are read at once, two numbers each: a query per generation would cost more the longer
a line is, and meetings are tied by hand, so there are few. A meeting that is not published cuts the
line without a word; links in a circle, which no form lets through, end where they began.
"""

from collections import defaultdict
from dataclasses import dataclass

from events.models import Meeting, MeetingLink

IN_LINE = (MeetingLink.Kind.FOLLOWS_UP, MeetingLink.Kind.CONTINUES, MeetingLink.Kind.REPLACES)
Pair = tuple[int, int]  # the primary keys of a later meeting and of the earlier one it is linked to


@dataclass(frozen=True)
class Step:
    """A meeting of the line. `relation` is what it is to the meeting at hand, in words, if the two
    are linked directly; `joined` if it is linked to the step before."""

    meeting: Meeting
    is_current: bool
    relation: str
    joined: bool


def line_of(meeting: Meeting) -> list[Step]:
    """The line of a meeting fetched with `for_detail()`, in the order of time; empty for one that
    stands alone. Two queries, or none."""
    relations = _relations(meeting)
    if not relations:
        return []
    pairs = _pairs()
    keys = _reached(pairs, meeting.pk) | _reached([(b, a) for a, b in pairs], meeting.pk)
    found = Meeting.objects.published().filter(pk__in=keys).order_by("start_date", "pk")
    linked = {frozenset(pair) for pair in pairs}
    steps, before = [], None
    for one in found:
        joined = frozenset((before, one.pk)) in linked
        steps.append(Step(one, one.pk == meeting.pk, relations.get(one.pk, ""), joined))
        before = one.pk
    return steps


def joint_meetings(meeting: Meeting) -> list[Meeting]:
    """The meetings held jointly with it, whichever of them names the other."""
    kind = MeetingLink.Kind.JOINT_WITH
    named = [link.to_meeting for link in meeting.shown_links_to if link.kind == kind]
    naming = [link.from_meeting for link in meeting.shown_links_from if link.kind == kind]
    return list(dict.fromkeys(named + naming))


def successors(meeting: Meeting) -> list[Meeting]:
    """The meetings that replace it."""
    kind = MeetingLink.Kind.REPLACES
    return [link.from_meeting for link in meeting.shown_links_from if link.kind == kind]


def _relations(meeting: Meeting) -> dict[int, str]:
    """What the meetings linked to this one are to it, by primary key."""
    later = [link for link in meeting.shown_links_from if link.kind in IN_LINE]
    earlier = [link for link in meeting.shown_links_to if link.kind in IN_LINE]
    words = {link.from_meeting_id: link.inverse_label for link in later}
    return words | {link.to_meeting_id: link.get_kind_display() for link in earlier}


def _pairs() -> list[Pair]:
    published = {f"{end}_meeting__publication": "published" for end in ("from", "to")}
    links = MeetingLink.objects.filter(kind__in=IN_LINE, **published)
    return list(links.order_by().values_list("from_meeting_id", "to_meeting_id"))


def _reached(pairs: list[Pair], start: int) -> set[int]:
    """`start` and all that the pairs lead to from there, in their direction."""
    ways = defaultdict(list)
    for origin, target in pairs:
        ways[origin].append(target)
    reached, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead += ways[here]
    return reached
