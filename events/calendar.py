"""Meetings as iCalendar: RFC 5545, with the properties of calendars that RFC 7986 adds.

One meeting is one entry for ever: its UID never changes, and what changes its date, place or status
counts its SEQUENCE up. Texts are in the language that is active, or else marked with their own.
The same record gives the same bytes: no entry holds the time at which it was asked for.
"""

import datetime
from collections.abc import Callable, Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext

from events.calendar_entries import Span, Words, entry, span, zone_named
from events.calendar_rows import Row, calendar_rows
from events.content_lines import component, line, text
from events.dates import Precision
from events.vtimezones import vtimezone

PAST_DAYS = 2 * 365 + 1  # how far back a feed goes: two years, one of them perhaps a leap year
REFRESH = "PT6H"  # DURATION (section 3.3.6)


def has_entry(meeting) -> bool:
    """Whether its days are known: a month or a year claims no day."""
    return meeting.date_precision == Precision.DAY


def in_feeds(meetings, at: datetime.datetime):
    """Those of the meetings that have an entry and, at a moment, are of the past two years or to
    come."""
    earliest = at.date() - datetime.timedelta(days=PAST_DAYS)
    exact = meetings.filter(date_precision=Precision.DAY, end_date__gte=earliest)
    return exact.order_by("start_date", "pk")


def calendar_answer(meetings, name: str, absolute: Callable[[str], str]) -> HttpResponse:
    """The calendar of a queryset as a file of this name, to which its ending is added; `absolute`
    makes addresses of paths."""
    return HttpResponse(
        calendar_text(calendar_rows(meetings), absolute),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.ics")},
    )


def calendar_text(rows: list[Row], absolute: Callable[[str], str]) -> bytes:
    """A calendar of meetings in the language that is active."""
    name = text(gettext("Meetings of the Rabat Process"))
    spans, words = [span(row.meeting) for row in rows], Words(absolute)
    lines = [
        line("VERSION", "2.0"),
        line("PRODID", f"-//Rabat Process//Meetings//{get_language().upper()}"),
        line("NAME", name),
        line("X-WR-CALNAME", name),  # what calendars read that do not know RFC 7986
        line("REFRESH-INTERVAL", REFRESH, VALUE="DURATION"),
        line("X-PUBLISHED-TTL", REFRESH),  # the same for Outlook
    ]
    lines += _zones(spans)
    lines += [entry(row, when, words) for row, when in zip(rows, spans, strict=True)]
    return component("VCALENDAR", lines)


def _zones(spans: Iterable[Span]) -> list[bytes]:
    """A VTIMEZONE for every zone that some entry names, with the years of those entries."""
    years = {}
    for when in spans:
        for moment in filter(None, when):
            if zone := zone_named(moment):
                years.setdefault(zone, []).append(moment.year)
    return [vtimezone(zone, min(found), max(found)) for zone, found in sorted(years.items())]
