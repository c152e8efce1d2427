"""Records for search engines, as JSON-LD in the terms of schema.org: meetings as Event
(schema.org/Event), documents as CreativeWork (schema.org/CreativeWork)."""

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from actionplan.translation import served
from events.dates import machine_date
from events.markdown import to_text
from events.models import Document, DocumentVersion, Meeting, Status

SCHEMA = "https://schema.org/"
MODES = {
    Meeting.Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Meeting.Mode.ONLINE: "OnlineEventAttendanceMode",
    Meeting.Mode.HYBRID: "MixedEventAttendanceMode",
}


def event(meeting: Meeting, address: str) -> dict:
    """A meeting fetched with `for_detail()`, whose page is at `address`; no key without value."""
    title = served(meeting, "title")
    moved = meeting.date_changes.all()
    first = moved[0] if moved else None
    found = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "Event",
        "@id": f"urn:uuid:{meeting.uid}",
        "url": address,
        "name": title.text,
        "inLanguage": title.language,
        "description": to_text(served(meeting, "summary").text),
        "startDate": _moment(meeting, meeting.start_date, meeting.start_time),
        "endDate": _moment(meeting, meeting.end_date, meeting.end_time),
        "previousStartDate": first and machine_date(first.start_date, first.date_precision),
        "eventStatus": SCHEMA + _status(meeting, moved=bool(moved)),
        "eventAttendanceMode": SCHEMA + MODES[meeting.mode] if meeting.mode in MODES else None,
        "location": _location(meeting, address),
        "organizer": {"@type": "Organization", "name": _("Rabat Process")},
    }
    return {name: value for name, value in found.items() if value}


def work(document: Document, address: str, absolute: Callable[[str], str]) -> dict:
    """A document fetched with `for_list()`, whose page is at `address`; `absolute` makes addresses
    of paths. No key without value."""
    title = served(document, "title")
    found = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "CreativeWork",
        "@id": f"urn:uuid:{document.uid}",
        "url": address,
        "name": title.text,
        "datePublished": document.date and machine_date(document.date, document.date_precision),
        "encoding": [_encoding(version, absolute) for version in document.versions.all()],
        "publisher": {"@type": "Organization", "name": _("Rabat Process")},
    }
    return {name: value for name, value in found.items() if value}


def _encoding(version: DocumentVersion, absolute: Callable[[str], str]) -> dict:
    language = {"inLanguage": version.language} if version.one_language else {}
    address = absolute(version.get_absolute_url())
    return {"@type": "MediaObject", "contentUrl": address, **language}


def _status(meeting: Meeting, *, moved: bool) -> str:
    if meeting.status == Status.CANCELLED:
        return "EventCancelled"
    if meeting.status == Status.POSTPONED:
        return "EventPostponed"
    return "EventRescheduled" if moved else "EventScheduled"


def _moment(meeting: Meeting, day: datetime.date, time: datetime.time | None) -> str:
    """A day as precise as it is known, or a moment with its offset from UTC."""
    if time is None:
        return machine_date(day, meeting.date_precision)
    zone = ZoneInfo(meeting.time_zone)
    return datetime.datetime.combine(day, time, tzinfo=zone).isoformat()


def _location(meeting: Meeting, address: str) -> dict | None:
    if meeting.is_online:
        return {"@type": "VirtualLocation", "url": address}
    if not meeting.country:
        return None
    city = meeting.city.name if meeting.city else None
    place = {"@type": "PostalAddress", "addressCountry": meeting.country.code}
    if city:
        place["addressLocality"] = city
    name = served(meeting, "venue").text or city or meeting.country.name
    return {"@type": "Place", "name": name, "address": place}
