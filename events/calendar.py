"""Meetings as iCalendar: RFC 5545, with the properties of calendars that RFC 7986 adds.

One meeting is one entry for ever: its UID never changes, and what changes its date, place or status
counts its SEQUENCE up. Texts are in the language that is active, or else marked with their own.
The same record gives the same bytes: no entry holds the time at which it was asked for.
"""

import datetime
import re
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext, pgettext
from icalendar import Calendar, Event

from actionplan.translation import served
from events.dates import Precision
from events.markdown import to_text
from events.models import Meeting, Status
from events.vtimezones import vtimezone

PAST_DAYS = 2 * 365 + 1  # how far back a feed goes: two years, one of them perhaps a leap year
REFRESH = datetime.timedelta(hours=6)
UTC = ("UTC", "Etc/UTC")  # written with a Z, never with a TZID (section 3.3.5)
UID_DOMAIN = "rabat-process"  # not the host, which may change
NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # RFC 5545 section 3.1, CONTROL


def has_entry(meeting: Meeting) -> bool:
    """Whether its days are known: a month or a year claims no day."""
    return meeting.date_precision == Precision.DAY


def in_feeds(meetings, at: datetime.datetime):
    """Those of the meetings that have an entry and, at a moment, are of the past two years or to
    come."""
    earliest = at.date() - datetime.timedelta(days=PAST_DAYS)
    exact = meetings.filter(date_precision=Precision.DAY, end_date__gte=earliest)
    return exact.order_by("start_date", "pk")


def calendar_text(meetings: Iterable[Meeting], absolute: Callable[[str], str]) -> bytes:
    """A calendar of meetings that `for_list()` fetched; `absolute` makes addresses of paths."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Rabat Process//Meetings//{get_language().upper()}")
    calendar.add("version", "2.0")
    name = gettext("Meetings of the Rabat Process")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what calendars read that do not know RFC 7986
    calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)  # the same for Outlook
    events = [_event(meeting, absolute) for meeting in meetings]
    for component in [*_zones(events), *events]:
        calendar.add_component(component)
    return calendar.to_ical()


def calendar_answer(
    meetings: Iterable[Meeting], name: str, absolute: Callable[[str], str]
) -> HttpResponse:
    """The calendar as a file of this name, to which its ending is added."""
    return HttpResponse(
        calendar_text(meetings, absolute),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.ics")},
    )


def _event(meeting: Meeting, absolute: Callable[[str], str]) -> Event:
    event = Event()
    event.add("uid", f"{meeting.uid}@{UID_DOMAIN}")
    event.add("sequence", meeting.sequence)
    # Without a METHOD, DTSTAMP is when the entry was last revised (section 3.8.7.2).
    event.add("dtstamp", meeting.updated_at)
    event.add("last-modified", meeting.updated_at)
    event.add("created", meeting.created_at)
    _add_when(event, meeting)
    event.add("status", "CANCELLED" if meeting.is_off else "CONFIRMED")
    # Who reads a public record is not for that reason busy.
    event.add("transp", "TRANSPARENT")
    event.add("class", "PUBLIC")
    event.add("url", absolute(meeting.get_absolute_url()))
    _add_text(event, "summary", meeting, "title")
    if description := _description(meeting):
        event.add("description", description)
    event.add("categories", [_clean(served(meeting.type, "name").text)])
    _add_where(event, meeting)
    return event


def _add_when(event: Event, meeting: Meeting) -> None:
    """Whole days, or local times in a named zone. The end is exclusive (section 3.6.1).

    Where no time is known to end it, a meeting of one day has no end, and one of several lasts
    through its last day."""
    day_after = meeting.end_date + datetime.timedelta(days=1)
    if meeting.start_time is None:
        event.add("dtstart", meeting.start_date)
        event.add("dtend", day_after)
        return
    zone = ZoneInfo(meeting.time_zone)
    start, end = _moment(meeting.start_date, meeting.start_time, zone), None
    if meeting.end_time is not None:
        end = _moment(meeting.end_date, meeting.end_time, zone)
    elif meeting.end_date > meeting.start_date:
        end = _moment(day_after, datetime.time(), zone)
    _add_moment(event, "dtstart", start)
    # Moved out of the hour that summer time skips, a start may no longer be before its end.
    if end and end.timestamp() > start.timestamp():
        _add_moment(event, "dtend", end)


def _moment(day: datetime.date, time: datetime.time, zone: ZoneInfo) -> datetime.datetime:
    """A local time; one that summer time skips is what the clocks then show (section 3.3.5),
    because readers do not agree about times that do not exist."""
    moment = datetime.datetime.combine(day, time, zone)
    return moment.astimezone(datetime.UTC).astimezone(zone)


def _add_moment(event: Event, name: str, moment: datetime.datetime) -> None:
    """A local time with the name of its zone, for which the library takes some to be UTC: the
    clocks of Dakar agree with it only as long as Senegal likes."""
    zone = moment.tzinfo.key
    if zone in UTC:
        event.add(name, moment.replace(tzinfo=datetime.UTC))
    else:
        event.add(name, moment.replace(tzinfo=None), {"TZID": zone})


def _add_where(event: Event, meeting: Meeting) -> None:
    """Venue, city and country, and where on the globe; nothing of a meeting online."""
    if meeting.is_online:
        return
    texts = [served(meeting, "venue").text]
    texts += [served(one, "name").text for one in (meeting.city, meeting.country) if one]
    if place := ", ".join(_clean(text) for text in texts if text):
        event.add("location", place)
    if meeting.city and meeting.city.latitude is not None:
        event.add("geo", (float(meeting.city.latitude), float(meeting.city.longitude)))


def _description(meeting: Meeting) -> str:
    """What has become of it, who leads it, how it is held, what it is about."""
    colon = pgettext("after a term", ": ")
    lines = []
    if meeting.status == Status.POSTPONED:
        lines.append(gettext("Postponed: the new date is not known yet."))
    elif meeting.status == Status.CANCELLED:
        lines.append(meeting.get_status_display())
    for label, partners in meeting.partners_by_role():
        names = ", ".join(served(partner, "name").text for partner in partners)
        lines.append(f"{label}{colon}{names}")
    if meeting.mode in (Meeting.Mode.ONLINE, Meeting.Mode.HYBRID):
        lines.append(meeting.get_mode_display())
    if summary := to_text(served(meeting, "summary").text):
        lines += ["", summary] if lines else [summary]
    return _clean("\n".join(str(line) for line in lines))


def _add_text(event: Event, name: str, record, field: str) -> None:
    """A text, with its language if it is not the reader's (section 3.2.10)."""
    found = served(record, field)
    language = {"LANGUAGE": found.language} if found.fallback else {}
    event.add(name, _clean(found.text), language)


def _clean(text: str) -> str:
    """Without what a calendar may not hold; with line ends of one kind."""
    return NOT_TEXT.sub("", "\n".join(text.splitlines()))


def _zones(events: list[Event]) -> list:
    """A VTIMEZONE for every zone that some entry names, with the years of those entries."""
    years = {}
    for event in events:
        for moment in (event["dtstart"], event.get("dtend")):
            if moment is not None and (zone := moment.params.get("TZID")):
                years.setdefault(zone, []).append(moment.dt.year)
    return [vtimezone(zone, min(found), max(found)) for zone, found in sorted(years.items())]
