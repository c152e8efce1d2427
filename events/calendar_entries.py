"""A meeting as an entry of a calendar: the component VEVENT (RFC 5545, section 3.6.1)."""

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import get_language, gettext, pgettext

from actionplan.translation import served
from events.calendar_rows import Row
from events.content_lines import component, line, local, text, utc
from events.markdown import to_text
from events.models import Meeting, Status
from events.models.roles import PLURALS, MeetingRole

DAY = datetime.timedelta(days=1)
UTC = ("UTC", "Etc/UTC")  # written with a Z, never with a TZID (section 3.3.5)
UID_DOMAIN = "rabat-process"  # not the host, which may change
ANY_SLUG = "-slug-"  # not within the name of a host, of which no part begins with a hyphen


class Words:
    """What many entries have in common, found once: to find a word takes longer than to write it.
    In the language that is active; `absolute` makes addresses of paths."""

    def __init__(self, absolute: Callable[[str], str]):
        self.language = get_language()
        self.page = absolute(reverse("meeting-detail", args=[ANY_SLUG]))
        self.colon = pgettext("after a term", ": ")
        self.roles = {role: (str(role.label), str(PLURALS[role])) for role in MeetingRole}
        self.modes = {mode: str(mode.label) for mode in (Meeting.Mode.ONLINE, Meeting.Mode.HYBRID)}
        self.off = {
            Status.POSTPONED: gettext("Postponed: the new date is not known yet."),
            Status.CANCELLED: str(Status.CANCELLED.label),
        }


class Span(NamedTuple):
    """Whole days, or moments in the zone of the meeting. The end is exclusive."""

    start: datetime.date
    end: datetime.date | None


def span(meeting) -> Span:
    """When a meeting is. Where no time is known to end it, one of a single day has no end, and one
    of several lasts through its last day."""
    day_after = meeting.end_date + DAY
    if meeting.start_time is None:
        return Span(meeting.start_date, day_after)
    zone = ZoneInfo(meeting.time_zone)
    start, end = _moment(meeting.start_date, meeting.start_time, zone), None
    if meeting.end_time is not None:
        end = _moment(meeting.end_date, meeting.end_time, zone)
    elif meeting.end_date > meeting.start_date:
        end = _moment(day_after, datetime.time(), zone)
    # Moved out of the hour that summer time skips, a start may no longer be before its end.
    return Span(start, end if end and end.timestamp() > start.timestamp() else None)


def zone_named(moment: datetime.date) -> str:
    """The TZID of a moment; "" for days and moments in UTC."""
    zone = moment.tzinfo.key if isinstance(moment, datetime.datetime) else ""
    return "" if zone in UTC else zone


def entry(row: Row, when: Span, words: Words) -> bytes:
    """The meeting of a row as a VEVENT."""
    return component("VEVENT", _properties(row, when, words))


def _properties(row: Row, when: Span, words: Words) -> Iterator[bytes]:
    meeting = row.meeting
    title, changed = served(meeting, "title", words.language), utc(meeting.changed_at)
    # With its language, if that is not the reader's (section 3.2.10).
    language = {"LANGUAGE": title.language} if title.fallback else {}
    yield line("SUMMARY", text(title.text), **language)
    yield _point("DTSTART", when.start)
    if when.end:
        yield _point("DTEND", when.end)
    # Without a METHOD, DTSTAMP is when the entry was last revised (section 3.8.7.2).
    yield line("DTSTAMP", changed)
    yield line("UID", f"{meeting.uid}@{UID_DOMAIN}")
    yield line("SEQUENCE", str(meeting.sequence))
    yield line("CATEGORIES", text(meeting.type_name))
    yield line("CLASS", "PUBLIC")
    yield line("CREATED", utc(meeting.created_at))
    if description := text(_description(row, words)):
        yield line("DESCRIPTION", description)
    if position := row.position:
        yield line("GEO", "{};{}".format(*position))
    yield line("LAST-MODIFIED", changed)
    if place := r"\, ".join(map(text, row.place)):
        yield line("LOCATION", place)
    yield line("STATUS", "CANCELLED" if meeting.status in words.off else "CONFIRMED")
    # Who reads a public record is not for that reason busy.
    yield line("TRANSP", "TRANSPARENT")
    yield line("URL", words.page.replace(ANY_SLUG, meeting.slug))


def _moment(day: datetime.date, time: datetime.time, zone: ZoneInfo) -> datetime.datetime:
    """A local time; one that summer time skips is what the clocks then show (section 3.3.5),
    because readers do not agree about times that do not exist."""
    moment = datetime.datetime.combine(day, time, zone)
    return moment.astimezone(datetime.UTC).astimezone(zone)


def _point(name: str, moment: datetime.date) -> bytes:
    """A day, or a moment in UTC or by the clocks of a zone that is named."""
    if not isinstance(moment, datetime.datetime):
        return line(name, local(moment), VALUE="DATE")
    if zone := zone_named(moment):
        return line(name, local(moment), TZID=zone)
    return line(name, utc(moment))


def _description(row: Row, words: Words) -> str:
    """What has become of it, who leads it, how it is held, what it is about."""
    meeting = row.meeting
    lines = [words.off[meeting.status]] if meeting.status in words.off else []
    for role, (one, several) in words.roles.items():
        if names := row.partners.get(role):
            lines.append(f"{several if len(names) > 1 else one}{words.colon}{', '.join(names)}")
    if meeting.mode in words.modes:
        lines.append(words.modes[meeting.mode])
    if summary := to_text(meeting.summary):
        lines += ["", summary] if lines else [summary]
    return "\n".join(lines)
