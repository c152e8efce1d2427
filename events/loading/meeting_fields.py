"""The fields of a meeting, from the words of the files to columns and parts."""

import datetime

from django.conf import settings

from actionplan.loading.entries import Entry
from actionplan.translation import columns
from events.dates import Precision
from events.loading.references import References
from events.models import Meeting, MeetingLink, MeetingPartner, PlanLink, Qualifier, Status
from events.zones import ZONES

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


def word(entry: Entry, field: str) -> str:
    """A word of the record as a slug of the vocabulary."""
    return entry.text(field, required=True).replace("_", "-")


def in_order(rows) -> list[dict]:
    return [{"order": order, **row} for order, row in enumerate(rows, start=1)]


def place_and_time(entry: Entry, references: References) -> dict:
    city = entry.lookup("city", references.cities)
    country = entry.lookup("country", references.partners)
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
        **dict.fromkeys(columns("venue"), venue),
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


def status(entry: Entry) -> dict:
    return {
        "status": entry.choice("status", Status, Status.PLANNED),
        "status_basis": entry.choice("status_basis", Meeting.StatusBasis),
        "original_plan_en": entry.text("original_plan"),
        "original_plan_fr": entry.text("original_plan_fr"),
    }


def numbers(entry: Entry) -> dict:
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


def reported_count(row: Entry) -> dict:
    words = row.text("qualifier")
    return {
        **row.texts("label", required=True),
        "value": row.number("value", required=True),
        "qualifier": QUALIFIERS.get(words, Qualifier.EXACT),
        "words": words,
    }


def seats(entry: Entry) -> dict:
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


def parts(entry: Entry, references: References) -> list[dict]:
    return [
        {
            "partner": entry.lookup(field, references.partners, key=code),
            "role": role,
            "order": order,
        }
        for field, role in PARTS.items()
        for order, code in enumerate(entry.items(field), start=1)
    ]


def plan_links(entry: Entry, references: References) -> list[dict]:
    """Every level that the source states, so that nothing hangs on an inferred parent."""
    links = {}
    for row in entry.entries("action_plan_links"):
        plan = row.lookup("plan", references.plans)
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
                item = row.lookup(field, references.items[level], key=key, shown=number)
                none = {"area": None, "objective": None, "action": None}
                links.setdefault((level, number, plan), {**none, level: item, "basis": basis})
    return list(links.values())


def links(entry: Entry, references: References) -> list[dict]:
    """What the meeting follows up and what it replaces; the replaced one must agree."""
    kinds = MeetingLink.Kind
    replaced, successor = entry.text("postponed_from"), entry.text("rescheduled_to")
    for field, slug, mirror in (
        ("postponed_from", replaced, "rescheduled_to"),
        ("rescheduled_to", successor, "postponed_from"),
    ):
        other = references.entries.get(slug)
        if slug and (other is None or other.values.get(mirror) != entry.name):
            raise entry.error(field, f"that record does not say so in {mirror}", slug)
    named = [(kinds.FOLLOWS_UP, "follow_up_of", slug) for slug in entry.items("follow_up_of")]
    named += [(kinds.REPLACES, "postponed_from", replaced)] if replaced else []
    found = [
        (kind, entry.lookup(field, references.meetings, key=slug)) for kind, field, slug in named
    ]
    return [{"to_meeting": meeting, "kind": kind} for kind, meeting in found if meeting]
