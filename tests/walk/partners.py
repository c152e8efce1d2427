"""partners.yaml, chairmanships.yaml, cities.yaml and vocabularies.yaml."""

import datetime

from events.models import (
    Chairmanship,
    City,
    DocumentKind,
    Meeting,
    MeetingType,
    OutcomeKind,
    Partner,
)
from tests.walk.reading import attributes, by, code, content, found, iso, known, lines, pair, slug

AS_OF = datetime.date(2026, 1, 31)

ROLE = {
    **attributes("kind", "notes", "start_precision", "end_precision"),
    "start_date": iso("start_date"),
    "end_date": iso("end_date"),
}
PARTNER = {
    **attributes("code", "kind", "name_en", "name_fr", "region", "side", "time_zone", "notes"),
    "aliases": lambda partner: partner.aliases.splitlines(),
    "status": lambda partner: partner.status_on(AS_OF),
    "steering_committee": lambda partner: partner.roles.filter(kind="steering_committee").exists(),
    "roles": lambda partner: [
        found(ROLE, role, ROLE)
        for role in partner.roles.order_by("pk")
        if role.kind not in ("steering_committee", "reference_country")
    ],
}


def ended_at(chairmanship):
    """The meeting at which the chair was handed over to the next."""
    following = Meeting.objects.filter(handover_to__start_date=chairmanship.end_date)
    return chairmanship.end_date and following.values_list("slug", flat=True).first()


CHAIRMANSHIP = {
    **attributes("slug", "slogan_en", "slogan_fr", "notes", "confidence"),
    "country": code("partner"),
    "start_date": iso("start_date"),
    "start_precision": known("start_precision"),
    "end_date": iso("end_date"),
    "end_precision": known("end_precision"),
    "handover_in_meeting": slug("handover_meeting"),
    "handover_out_meeting": ended_at,
    "priorities": lambda chairmanship: [pair(row) for row in chairmanship.priorities.all()],
    "sources": lines,
}
CITY = {
    **attributes("name_en", "name_fr"),
    "country": code("country"),
    "latitude": lambda city: str(city.latitude),
    "longitude": lambda city: str(city.longitude),
}
WORD = attributes("slug", "name_en", "name_fr", "name_plural_en", "name_plural_fr", "category")
VOCABULARIES = {
    "meeting_types": MeetingType,
    "outcome_kinds": OutcomeKind,
    "document_kinds": DocumentKind,
}


def walk_vocabularies(file):
    for name, entries in content(file).items():
        rows = VOCABULARIES[name].objects.order_by("order")
        for row, entry in zip(rows, entries, strict=True):
            yield entry, found(WORD, row, entry)


WALKS = {
    "partners.yaml": by("code", PARTNER, Partner),
    "chairmanships.yaml": by("slug", CHAIRMANSHIP, Chairmanship),
    "cities.yaml": by("name_en", CITY, City),
    "vocabularies.yaml": walk_vocabularies,
}
