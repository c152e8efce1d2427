"""Meetings as lines of a list, fetched by their primary keys; a page has few, whose SQL is written
once for each number of them."""

from functools import cache

from django.db.models import BigIntegerField

from events.models import Meeting
from events.written import Given, Written


def items_of(keys: list[int]) -> list[Meeting]:
    """The published meetings of these keys, in their order."""
    found = {meeting.pk: meeting for meeting in _ask(_items, keys)}
    shown = (found[key] for key in keys if key in found)
    # Or withdrawn this very moment.
    return [meeting for meeting in shown if meeting.publication == "published"]


def fetch_co_chairs(meetings: list[Meeting]):
    """The co-chairs that lines of a list show, into `shown_parts`."""
    parts = {meeting.pk: [] for meeting in meetings}
    for part in _ask(_co_chairs, list(parts)):
        parts[part.meeting_id].append(part)
    for meeting in meetings:
        meeting.shown_parts = parts[meeting.pk]


def _ask(written, keys: list[int]) -> list:
    return written(len(keys))(**dict(zip(_names(len(keys)), keys, strict=True))) if keys else []


@cache
def _items(count: int) -> Written:
    # By keys alone: SQLite, told more of them, looks through all meetings of which it is true.
    found = Meeting.objects.order_by().for_items()
    return Written(lambda: found.filter(pk__in=_places(count)))


@cache
def _co_chairs(count: int) -> Written:
    parts = Meeting.objects.all().co_chairs
    return Written(lambda: parts().filter(meeting__pk__in=_places(count)))


def _places(count: int) -> list[Given]:
    return [Given(name, BigIntegerField()) for name in _names(count)]


def _names(count: int) -> list[str]:
    return [f"key_{number}" for number in range(count)]
