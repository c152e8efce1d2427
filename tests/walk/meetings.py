"""meetings.yaml, sessions.yaml and intentions.yaml."""

from events.models import Intention, Meeting, MeetingLink
from tests.walk.documents import LISTED
from tests.walk.reading import (
    attribute,
    attributes,
    code,
    content,
    found,
    given,
    iso,
    known,
    lines,
    pair,
    slug,
    underscored,
)

COUNT = {**attributes("label_en", "label_fr", "value"), "qualifier": attribute("words")}
OUTCOME = {
    **attributes("count", "text_en", "text_fr"),
    "kind": lambda outcome: underscored(outcome.kind),
}
SEATS = {
    "text": attribute("seats_as_printed"),
    "heads": attribute("principal_seats"),
    "accompanying": attribute("accompanying_seats"),
    "per": attribute("seat_unit"),
}
SESSIONS = {
    "meeting": lambda sessions: sessions[0].meeting.slug,
    "kind": lambda sessions: sessions[0].kind,
    "titles": lambda sessions: [pair(session, "title") for session in sessions],
    "sources": lambda sessions: lines(sessions[0]),
}
INTENTION = {
    **attributes("text_en", "text_fr"),
    "meeting": slug("meeting"),
    "due_date": iso("due_date"),
    "due_precision": known("due_precision"),
    "fulfilled_by": slug("fulfilled_by"),
    "sources": lines,
}


def partners(role):
    return lambda meeting: [
        part.partner.code for part in meeting.partner_parts.filter(role=role).order_by("order")
    ]


def linked(kind):
    """The meetings this one is linked to."""
    return lambda meeting: [
        link.to_meeting.slug for link in meeting.links_to.filter(kind=kind).order_by("pk")
    ]


def replacement(meeting):
    """The meeting that replaced this one."""
    link = MeetingLink.objects.filter(kind="replaces", to_meeting=meeting).first()
    return link and link.from_meeting.slug


def times(meeting):
    found = [time for time in (meeting.start_time, meeting.end_time) if time]
    return "-".join(f"{time:%H:%M}" for time in found) or None


def plan_items(meeting):
    """Each item once, with its basis."""
    return {
        (link.item.plan.slug, link.item._meta.model_name, link.item.number, link.basis)
        for link in meeting.plan_links.all()
    }


MEETING = {
    **attributes("slug", "title_en", "title_fr", "summary_en", "summary_fr", "notes"),
    **attributes("date_precision", "status", "status_basis", "confidence"),
    **attributes("original_plan_fr", "participants_total", "partner_countries"),
    **attributes("european_countries", "african_countries"),
    "kind": lambda meeting: underscored(meeting.type),
    "start_date": iso("start_date"),
    "end_date": iso("end_date"),
    "time": times,
    "timezone": attribute("stated_time_zone"),
    "utc_offset": attribute("stated_utc_offset"),
    "city": lambda meeting: meeting.city and meeting.city.name_en,
    "country": code("country"),
    "venue": attribute("venue_en"),
    "format": lambda meeting: None if meeting.mode == "not_stated" else meeting.mode,
    "original_plan": attribute("original_plan_en"),
    "rescheduled_to": replacement,
    "postponed_from": lambda meeting: next(iter(linked("replaces")(meeting)), None),
    "follow_up_of": linked("follows_up"),
    "part_of": slug("part_of"),
    "hosts": partners("host"),
    "chairs": partners("chair"),
    "co_chairs": partners("co_chair"),
    "organisers": partners("organiser"),
    "guests": partners("guest"),
    "organisations_present": lambda meeting: [
        row.partner.code for row in meeting.delegations.filter(status="attended").order_by("pk")
    ],
    "participants_qualifier": attribute("participants_words"),
    "other_counts": lambda meeting: [
        found(COUNT, row, COUNT) for row in meeting.reported_counts.all()
    ],
    "delegation_format": lambda meeting: (
        found(SEATS, meeting, SEATS) if meeting.participation == "seats" else None
    ),
    "action_plan_links": plan_items,
    "outcomes": lambda meeting: [found(OUTCOME, row, OUTCOME) for row in meeting.outcomes.all()],
    "objectives": lambda meeting: [pair(row) for row in meeting.aims.all()],
    "documents": lambda meeting: list(meeting.documents.order_by("pk")),
    "sources": lines,
}


def items_of_links(links):
    """What `plan_items` must find; a link with a key of another name is a TypeError."""

    def items(*, plan, area, objectives, actions, mapping):
        numbers = [("area", [area] if area else []), ("objective", objectives), ("action", actions)]
        return {(plan, level, number, mapping) for level, found in numbers for number in found}

    return set().union(*(items(**link) for link in links))


def walk_meetings(file):
    meetings = {meeting.slug: meeting for meeting in Meeting.objects.all()}
    for entry in content(file):
        read = found(MEETING, meetings[entry["slug"]], entry)
        entry["action_plan_links"] = items_of_links(entry["action_plan_links"])
        entry["documents"] = [given(document) for document in entry["documents"]]
        by_title = {document.title_en: document for document in read["documents"]}
        by_title |= {document.short_title_en: document for document in read["documents"]}
        read["documents"] = [
            found(LISTED, by_title[document["title_en"]], document)
            for document in entry["documents"]
        ]
        yield entry, read


def walk_sessions(file):
    for entry in content(file):
        sessions = Meeting.objects.get(slug=entry["meeting"]).sessions.all()
        yield entry, found(SESSIONS, list(sessions), entry)


def walk_intentions(file):
    for row, entry in zip(Intention.objects.order_by("pk"), content(file), strict=True):
        yield entry, found(INTENTION, row, entry)


WALKS = {
    "meetings.yaml": walk_meetings,
    "sessions.yaml": walk_sessions,
    "intentions.yaml": walk_intentions,
}
