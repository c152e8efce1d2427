"""Chairmanships, and the meetings at which the chair was handed over."""

from pathlib import Path

from actionplan.loading.entries import Entry, read_entries
from actionplan.loading.loader import Loader, by_name
from actionplan.record import Publication
from events.loading.partners import period
from events.models import BoundPrecision, Chairmanship, Confidence, Partner


def load_chairmanships(loader: Loader, folder: Path) -> dict[str, Chairmanship]:
    """Load every chairmanship; answers the chairmanship that began at each meeting, by slug."""
    partners = by_name(Partner, "code")
    entries = read_entries(folder / "chairmanships.yaml", "slug")
    handovers = {}
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        chairmanship = _load(loader, entry, partners, is_last=following is None)
        begun_at = entry.text("handover_in_meeting")
        if begun_at and chairmanship:
            handovers[begun_at] = chairmanship
        _check_handover_out(entry, following)
        entry.finish()
    return handovers


def _load(loader: Loader, entry: Entry, partners: dict, is_last: bool) -> Chairmanship | None:
    dates = period(entry)
    if not is_last and not dates["end_date"]:
        dates["end_precision"] = BoundPrecision.UNKNOWN
    return loader.put(
        entry,
        Chairmanship,
        {"slug": entry.text("slug", required=True)},
        {
            "publication": Publication.PUBLISHED,
            "partner": entry.lookup("country", partners),
            **dates,
            **entry.texts("slogan"),
            "confidence": entry.choice("confidence", Confidence, Confidence.HIGH),
            "notes": entry.text("notes"),
            "sources": entry.lines("sources"),
        },
        priorities=[
            {"order": order, **row.words("text", required=True)}
            for order, row in enumerate(entry.entries("priorities"), start=1)
        ],
    )


def _check_handover_out(entry: Entry, following: Entry | None):
    """The meeting that ends one turn is the one that begins the next: it is stored once."""
    ended_at = entry.text("handover_out_meeting")
    begins_at = following.values.get("handover_in_meeting") if following else None
    if ended_at and ended_at != begins_at:
        raise entry.error(
            "handover_out_meeting", "the next chairmanship begins elsewhere", ended_at
        )
