"""publications.yaml, and the documents listed in meetings.yaml. One document may be in both: then
each file may leave open what the other says, and the meeting's list gives its short title."""

from events.models import Document
from tests.walk.reading import attributes, content, found, given, known, lines, slug, underscored


def loose_date(document):
    """YYYY, YYYY-MM or YYYY-MM-DD, as precise as known."""
    if document.date is None:
        return None
    return document.date.isoformat()[: {"year": 4, "month": 7, "day": 10}[document.date_precision]]


def address(document):
    return document.versions.get().url


PUBLICATION = {
    **attributes("slug", "title_en", "title_fr", "notes", "confidence"),
    "kind": lambda document: underscored(document.kind),
    "date": loose_date,
    "date_precision": known("date_precision"),
    "url": address,
    "meeting": slug("meeting"),
    "chairmanship": slug("chairmanship"),
    "plan": slug("plan"),
    "sources": lines,
}
LISTED = {
    "title_en": lambda document: document.short_title_en or document.title_en,
    "title_fr": lambda document: document.short_title_fr or document.title_fr,
    "kind": PUBLICATION["kind"],
    "date": loose_date,
    "url": address,
    "publication": lambda document: document.slug,
    "notes": PUBLICATION["notes"],
}


def walk_publications(file):
    for entry in content(file):
        document = Document.objects.get(slug=entry["slug"])
        yield given(entry), found(PUBLICATION, document, given(entry))


WALKS = {"publications.yaml": walk_publications}
