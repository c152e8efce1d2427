"""Meetings as a table: a line each, with headings in the reader's language."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from actionplan.translation import served
from events.chunks import in_chunks
from events.dates import date_range
from events.models import Meeting


def meeting_rows(meetings, language: str, absolute: Callable[[str], str]) -> Iterator[list]:
    """The headings, then a row per meeting, the last first; `absolute` makes addresses of paths.

    The meetings are counted out first and then read a chunk at a time, each chunk whole: a slow
    reader neither fills the memory nor keeps an SQLite database from being written to."""
    last_first = meetings.prefetch_related(None).order_by("-start_date", "-pk")
    keys = list(last_first.values_list("pk", flat=True))
    with override(language):
        headings = _headings()
    yield headings
    for chunk in in_chunks(keys):
        found = Meeting.objects.published().for_table().filter(pk__in=chunk)
        with override(language):  # never while a row is being sent: it would stay behind
            rows = [_row(meeting, language, absolute) for meeting in found]
        yield from rows


def _headings() -> list[str]:
    return [
        _("slug"),
        _("title"),
        _("type"),
        _("first day"),
        _("last day"),
        _("precision"),
        _("date"),
        _("venue"),
        _("city"),
        _("country"),
        _("country code"),
        _("mode"),
        _("status"),
        _("chairmanship"),
        _("hosts"),
        _("chairs"),
        _("co-chairs"),
        _("items of the action plan"),
        _("items of the action plan, inferred"),
        _("address"),
    ]


def _row(meeting: Meeting, language: str, absolute: Callable[[str], str]) -> list[str]:
    """Texts in the language; countries, chairmanships and items as the filters name them."""
    start, end = meeting.start_date, meeting.end_date
    return [
        meeting.slug,
        served(meeting, "title").text,
        served(meeting.type, "name").text,
        start.isoformat(),
        end.isoformat(),
        meeting.get_date_precision_display(),
        date_range(start, end, meeting.date_precision, language),
        served(meeting, "venue").text,
        served(meeting.city, "name").text if meeting.city else "",
        served(meeting.country, "name").text if meeting.country else "",
        meeting.country.code if meeting.country else "",
        meeting.get_mode_display(),
        meeting.get_status_display(),
        meeting.chairmanship.slug if meeting.chairmanship else "",
        *(_partners(meeting, role) for role in ("host", "chair", "co_chair")),
        *(_items(meeting, basis) for basis in ("stated", "inferred")),
        absolute(meeting.get_absolute_url()),
    ]


def _partners(meeting: Meeting, role: str) -> str:
    return " ".join(part.partner.code for part in meeting.shown_parts if part.role == role)


def _items(meeting: Meeting, basis: str) -> str:
    """The items as `?item=` takes them: cadiz-action-plan.objective-7."""
    links = (link for link in meeting.shown_plan_links if link.basis == basis)
    return " ".join(link.item.full_code for link in links)
