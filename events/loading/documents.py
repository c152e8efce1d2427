"""Documents: those listed with a meeting, and the publications. A document listed in both files is
one document: the publication gives its title, the meeting's list its short title."""

import datetime
import re
from pathlib import Path

from actionplan.loading.entries import Entry, consume, read_entries
from actionplan.loading.loader import Loader, by_name
from actionplan.models import ActionPlan
from actionplan.record import Publication
from actionplan.translation import LANGUAGES
from events.models import BoundPrecision, Chairmanship, Confidence, Document, DocumentKind, Meeting


def load_documents(loader: Loader, folder: Path):
    """Load publications, then the meetings' own documents."""
    kinds = by_name(DocumentKind, "slug")
    listed, alone = _listed_documents(folder)
    models = {"meeting": Meeting, "chairmanship": Chairmanship, "plan": ActionPlan}
    owners = {name: by_name(model, "slug") for name, model in models.items()}
    for entry in consume(read_entries(folder / "publications.yaml", "slug")):
        slug = entry.text("slug", required=True)
        values = _values(entry, kinds, entry.text("date_precision"))
        values |= {name: entry.lookup(name, table) for name, table in owners.items()}
        values["confidence"] = entry.choice("confidence", Confidence, Confidence.HIGH)
        values["sources"] = entry.lines("sources")
        if slug in listed:
            _merge(values, listed.pop(slug), kinds)
        _put(loader, entry, slug, values)
    for slug, entry in listed.items():
        raise entry.error("publication", "there is no such publication", slug)
    for slug, meeting, entry in alone:
        values = _values(entry, kinds) | {"meeting": owners["meeting"].get(meeting)}
        _put(loader, entry, slug, values)
        entry.finish()


def _listed_documents(folder: Path) -> tuple[dict[str, Entry], list[tuple[str, str, Entry]]]:
    """The documents of the meetings: those that are publications by slug, the others with a slug
    of their own and the meeting's."""
    listed, alone = {}, []
    for meeting in read_entries(folder / "meetings.yaml", "slug"):
        for number, values in enumerate(meeting.items("documents"), start=1):
            entry = Entry(meeting.file, f"{meeting.name}, documents {number}", values)
            if publication := entry.text("publication"):
                listed[publication] = entry
            else:
                slug = f"{meeting.name}-{entry.values.get('kind')}-{number}".replace("_", "-")
                alone.append((slug, meeting.name, entry))
    return listed, alone


def _values(entry: Entry, kinds: dict, stated_precision: str = "") -> dict:
    date, precision = _loose_date(entry)
    if stated_precision and stated_precision != precision:
        raise entry.error("date_precision", f"the date has the precision {precision}")
    kind = entry.text("kind", required=True).replace("_", "-")
    return {
        "publication": Publication.PUBLISHED,
        **entry.texts("title", required=True),
        "kind": entry.lookup("kind", kinds, key=kind),
        "date": date,
        "date_precision": precision,
        "url": entry.text("url"),
        "notes": entry.text("notes"),
    }


def _merge(values: dict, entry: Entry, kinds: dict):
    """Take from the meeting's list what the publication lacks; they must not contradict."""
    other = _values(entry, kinds)
    for name in ("kind", "date", "date_precision", "url", "notes"):
        unknown = (None, "", BoundPrecision.UNKNOWN)
        if other[name] not in unknown and values[name] not in (other[name], *unknown):
            raise entry.error(name, "the publication says otherwise")
        if values[name] in unknown:
            values[name] = other[name]
    same = other["title_en"] == values["title_en"]
    for language in LANGUAGES:
        title, short = f"title_{language}", f"short_title_{language}"
        if same:
            values[title] = values[title] or other[title]
        else:
            values[short] = other[title]
    entry.finish()


def _put(loader: Loader, entry: Entry, slug: str, values: dict):
    url = values.pop("url")
    versions = [{"url": url, "language": ""}] if url else []
    loader.put(entry, Document, {"slug": slug}, values, versions=versions)


def _loose_date(entry: Entry) -> tuple[datetime.date | None, str]:
    """YYYY, YYYY-MM or YYYY-MM-DD as the first day it can mean, and its precision."""
    text = entry.text("date")
    if not text:
        return None, BoundPrecision.UNKNOWN
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        raise entry.error("date", "a date YYYY, YYYY-MM or YYYY-MM-DD is expected")
    precision = {4: "year", 7: "month", 10: "day"}[len(text)]
    try:
        return datetime.date.fromisoformat((text + "-01-01")[:10]), precision
    except ValueError:
        raise entry.error("date", "not a real date") from None
