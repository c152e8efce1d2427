"""Meetings with everything that hangs on them, and the follow-ups they announced."""

import datetime
import uuid
from collections import defaultdict
from pathlib import Path

from django.conf import settings

from actionplan.loading import Entry, Loader, RecordError, by_name, consume, read_entries
from actionplan.models import Action, ActionPlan, Area, Objective
from actionplan.record import Publication
from events.dates import Precision
from events.models import (
    BoundPrecision,
    Chairmanship,
    City,
    Confidence,
    Delegation,
    Intention,
    Meeting,
    MeetingLink,
    MeetingPartner,
    MeetingType,
    OutcomeKind,
    Partner,
    PlanLink,
    Qualifier,
    Session,
    Status,
)
from events.zones import ZONES

# The same meeting has the same permanent id, hence the same calendar entry, on every installation.
NAMESPACE = uuid.UUID("6f1c1b3e-2c55-5d0e-9d5a-7f0f4f3a9b61")
QUALIFIERS = {
    "more than": Qualifier.MORE_THAN,
    "over": Qualifier.MORE_THAN,
    "about": Qualifier.ABOUT,
    "around": Qualifier.ABOUT,
    "about, expected": Qualifier.ABOUT,
    "nearly": Qualifier.NEARLY,
    "almost": Qualifier.NEARLY,
}
# Abbreviations are no zone names; the secretariat announces its webinars in Brussels time.
ABBREVIATIONS = {"CET": "Europe/Brussels", "CEST": "Europe/Brussels"}
PARTS = {
    "hosts": MeetingPartner.Role.HOST,
    "chairs": MeetingPartner.Role.CHAIR,
    "co_chairs": MeetingPartner.Role.CO_CHAIR,
    "organisers": MeetingPartner.Role.ORGANISER,
    "guests": MeetingPartner.Role.GUEST,
}


def load_meetings(loader: Loader, folder: Path, handovers: dict[str, Chairmanship]):
    """Load every meeting, those before others that refer to them."""
    entries = read_entries(folder / "meetings.yaml", "slug")
    book = _Book(folder, handovers, {entry.name: entry for entry in entries})
    for slug, chair in handovers.items():
        if slug not in book.entries:
            where = ("chairmanships.yaml", chair.slug, "handover_in_meeting", slug)
            raise RecordError(*where, "there is no such record")
    for entry in _in_order_of_reference(entries):
        book.meetings[entry.name] = _load_meeting(loader, entry, book)
        entry.take("documents")  # see events.loading.documents
        entry.finish()
    _load_intentions(loader, folder, book)


class _Book:
    """What a meeting may refer to, by the names the files use."""

    def __init__(self, folder: Path, handovers: dict, entries: dict[str, Entry]):
        self.handovers, self.entries = handovers, entries
        self.meetings: dict[str, Meeting | None] = {}
        self.partners, self.cities = by_name(Partner, "code"), by_name(City, "name_en")
        self.types, self.outcome_kinds = by_name(MeetingType, "slug"), by_name(OutcomeKind, "slug")
        self.plans = by_name(ActionPlan, "slug")
        self.items = {
            "area": by_name(Area, "plan", "number"),
            "objective": by_name(Objective, "plan", "number", "part"),
            "action": by_name(Action, "plan", "number"),
        }
        self.sessions = _sessions(folder, entries)
        self.adopted = defaultdict(list)
        for entry in consume(read_entries(folder / "plan_adoptions.yaml", "plan")):
            plan = entry.lookup("plan", self.plans)
            self.adopted[_meeting_of(entry, entries)].append({"plan": plan})


def _in_order_of_reference(entries: list[Entry]) -> list[Entry]:
    by_slug, ordered, on_the_way = {entry.name: entry for entry in entries}, {}, []

    def visit(entry: Entry):
        if entry.name in on_the_way:
            raise entry.error("slug", f"refers to itself by way of {', '.join(on_the_way)}")
        on_the_way.append(entry.name)
        named = [entry.values.get("part_of"), entry.values.get("postponed_from")]
        followed = entry.values.get("follow_up_of")
        named += followed if isinstance(followed, list) else []
        for slug in named:
            if isinstance(slug, str) and slug in by_slug and slug not in ordered:
                visit(by_slug[slug])
        on_the_way.pop()
        ordered[entry.name] = entry

    for entry in entries:
        if entry.name in ordered:
            continue
        visit(entry)
    if len(ordered) < len(entries):
        names = [entry.name for entry in entries]
        twice = next(entry for entry in entries if names.count(entry.name) > 1)
        raise twice.error("slug", "occurs twice")
    return list(ordered.values())


def _load_meeting(loader: Loader, entry: Entry, book: _Book) -> Meeting | None:
    slug = entry.text("slug", required=True)
    return loader.put(
        entry,
        Meeting,
        {"slug": slug},
        {
            "uid": uuid.uuid5(NAMESPACE, slug),
            "publication": Publication.PUBLISHED,
            "type": entry.lookup("kind", book.types, key=_word(entry, "kind")),
            **entry.texts("title", required=True),
            **entry.texts("summary"),
            **_place_and_time(entry, book),
            **_status(entry),
            **_numbers(entry),
            **_seats(entry),
            "part_of": entry.lookup("part_of", book.meetings),
            "handover_to": book.handovers.get(slug),
            "confidence": entry.choice("confidence", Confidence, Confidence.HIGH),
            "notes": entry.text("notes"),
            "sources": entry.lines("sources"),
        },
        partner_parts=_parts(entry, book),
        delegations=[
            {
                "partner": entry.lookup("organisations_present", book.partners, key=code),
                "status": Delegation.Status.ATTENDED,
            }
            for code in entry.items("organisations_present")
        ],
        aims=_ordered(
            {"text_en": row.text("en", required=True), "text_fr": row.text("fr")}
            for row in entry.entries("objectives")
        ),
        reported_counts=_ordered(_reported_count(row) for row in entry.entries("other_counts")),
        outcomes=_ordered(
            {
                "kind": row.lookup("kind", book.outcome_kinds, key=_word(row, "kind")),
                "count": row.number("count"),
                **row.texts("text"),
            }
            for row in entry.entries("outcomes")
        ),
        plan_links=_plan_links(entry, book),
        links_to=_links(entry, book),
        sessions=_ordered(book.sessions.get(slug, [])),
        adoptions=book.adopted.get(slug, []),
    )


def _word(entry: Entry, field: str) -> str:
    """A word of the record as a slug of the vocabulary."""
    return entry.text(field, required=True).replace("_", "-")


def _ordered(rows) -> list[dict]:
    return [{"order": order, **row} for order, row in enumerate(rows, start=1)]


def _place_and_time(entry: Entry, book: _Book) -> dict:
    city = entry.lookup("city", book.cities)
    country = entry.lookup("country", book.partners)
    if city and city.country_id != getattr(country, "pk", None):
        raise entry.error("country", f"{city.name_en} lies elsewhere", entry.values.get("country"))
    venue = entry.text("venue")  # a proper name, the same in every language
    start_time, end_time = _times(entry)
    printed_zone = entry.text("timezone")
    zone = ABBREVIATIONS.get(printed_zone, printed_zone)
    if zone and zone not in ZONES:
        raise entry.error("timezone", "not a time zone")
    return {
        "start_date": entry.date("start_date", required=True),
        "end_date": entry.date("end_date", required=True),
        "date_precision": entry.choice("date_precision", Precision, Precision.DAY),
        "start_time": start_time,
        "end_time": end_time,
        "time_zone": zone or getattr(country, "time_zone", "") or settings.SECRETARIAT_TIME_ZONE,
        "stated_time_zone": printed_zone,
        "stated_utc_offset": entry.text("utc_offset"),
        "city": city,
        "country": country,
        "venue_en": venue,
        "venue_fr": venue,
        "mode": entry.choice("format", Meeting.Mode, Meeting.Mode.NOT_STATED),
    }


def _times(entry: Entry) -> tuple[datetime.time | None, datetime.time | None]:
    """14:00-15:00 or 09:00 as from and to."""
    text = entry.text("time")
    try:
        times = [datetime.time.fromisoformat(part) for part in text.split("-")] if text else []
        start, end = [*times, None, None][:2] if len(times) < 3 else times
    except ValueError:
        raise entry.error("time", "a time such as 14:00 or 14:00-15:00 is expected") from None
    return start, end


def _status(entry: Entry) -> dict:
    return {
        "status": entry.choice("status", Status, Status.PLANNED),
        "status_basis": entry.choice("status_basis", Meeting.StatusBasis),
        "original_plan_en": entry.text("original_plan"),
        "original_plan_fr": entry.text("original_plan_fr"),
    }


def _numbers(entry: Entry) -> dict:
    words = entry.text("participants_qualifier")
    return {
        "participants_total": entry.number("participants_total"),
        "participants_qualifier": QUALIFIERS.get(words, Qualifier.EXACT),
        "participants_words": words,
        **{
            name: entry.number(name)
            for name in ("partner_countries", "european_countries", "african_countries")
        },
    }


def _reported_count(row: Entry) -> dict:
    words = row.text("qualifier")
    return {
        **row.texts("label", required=True),
        "value": row.number("value", required=True),
        "qualifier": QUALIFIERS.get(words, Qualifier.EXACT),
        "words": words,
    }


def _seats(entry: Entry) -> dict:
    stated = entry.entry("delegation_format")
    seats = {
        "principal_seats": stated.number("heads"),
        "accompanying_seats": stated.number("accompanying"),
        "seat_unit": stated.choice("per", Meeting.SeatUnit),
        "seats_as_printed": stated.text("text"),
    }
    stated.finish()
    limited = seats["principal_seats"] is not None
    return {"participation": "seats" if limited else "not_stated", **seats}


def _parts(entry: Entry, book: _Book) -> list[dict]:
    return [
        {"partner": entry.lookup(field, book.partners, key=code), "role": role, "order": order}
        for field, role in PARTS.items()
        for order, code in enumerate(entry.items(field), start=1)
    ]


def _plan_links(entry: Entry, book: _Book) -> list[dict]:
    """Every level that the source states, so that nothing hangs on an inferred parent."""
    links = {}
    for row in entry.entries("action_plan_links"):
        plan = row.lookup("plan", book.plans)
        if plan is None:
            row.skip()
            continue
        basis = row.choice("mapping", PlanLink.Basis, PlanLink.Basis.STATED)
        area = row.take("area")
        numbers = [("area", [area] if area is not None else [])]
        numbers += [("objective", row.items("objectives")), ("action", row.items("actions"))]
        for level, found in numbers:
            for number in found:
                field = level if level == "area" else f"{level}s"
                key = (plan.pk, number, "") if level == "objective" else (plan.pk, number)
                item = row.lookup(field, book.items[level], key=key, shown=number)
                none = {"area": None, "objective": None, "action": None}
                links.setdefault((level, number, plan), {**none, level: item, "basis": basis})
    return list(links.values())


def _links(entry: Entry, book: _Book) -> list[dict]:
    """What the meeting follows up and what it replaces; the replaced one must agree."""
    kinds = MeetingLink.Kind
    replaced, successor = entry.text("postponed_from"), entry.text("rescheduled_to")
    for field, slug, mirror in (
        ("postponed_from", replaced, "rescheduled_to"),
        ("rescheduled_to", successor, "postponed_from"),
    ):
        other = book.entries.get(slug)
        if slug and (other is None or other.values.get(mirror) != entry.name):
            raise entry.error(field, f"that record does not say so in {mirror}", slug)
    named = [(kinds.FOLLOWS_UP, "follow_up_of", slug) for slug in entry.items("follow_up_of")]
    named += [(kinds.REPLACES, "postponed_from", replaced)] if replaced else []
    found = [(kind, entry.lookup(field, book.meetings, key=slug)) for kind, field, slug in named]
    return [{"to_meeting": meeting, "kind": kind} for kind, meeting in found if meeting]


def _meeting_of(entry: Entry, entries: dict[str, Entry]) -> str:
    """The slug of the meeting that an entry of another file is about."""
    return entry.lookup("meeting", entries, key=entry.text("meeting", required=True)).name


def _sessions(folder: Path, entries: dict[str, Entry]) -> dict[str, list[dict]]:
    sessions = defaultdict(list)
    for entry in consume(read_entries(folder / "sessions.yaml", "meeting")):
        slug = _meeting_of(entry, entries)
        shared = {"kind": entry.choice("kind", Session.Kind), "sources": entry.lines("sources")}
        for row in entry.entries("titles"):
            titles = {"title_en": row.text("en", required=True), "title_fr": row.text("fr")}
            sessions[slug].append({**shared, **titles})
    return sessions


def _load_intentions(loader: Loader, folder: Path, book: _Book):
    orders = defaultdict(int)
    for entry in consume(read_entries(folder / "intentions.yaml", "meeting")):
        meeting = entry.lookup("meeting", book.meetings)
        if meeting is None:
            entry.skip()
            continue
        orders[meeting] += 1
        loader.put(
            entry,
            Intention,
            {"meeting": meeting, "order": orders[meeting]},
            {
                **entry.texts("text", required=True),
                "due_date": entry.date("due_date"),
                "due_precision": entry.choice(
                    "due_precision", BoundPrecision, BoundPrecision.UNKNOWN
                ),
                "fulfilled_by": entry.lookup("fulfilled_by", book.meetings),
                "sources": entry.lines("sources"),
            },
        )
