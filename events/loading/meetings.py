"""Meetings with everything that hangs on them, and the follow-ups they announced."""

import uuid
from collections import defaultdict
from pathlib import Path

from actionplan.loading.entries import Entry, RecordError, consume, read_entries
from actionplan.loading.loader import Loader
from actionplan.record import Publication
from events.loading.meeting_fields import (
    in_order,
    links,
    numbers,
    parts,
    place_and_time,
    plan_links,
    reported_count,
    seats,
    status,
    word,
)
from events.loading.references import References, in_order_of_reference
from events.models import BoundPrecision, Chairmanship, Confidence, Delegation, Intention, Meeting

# The same meeting has the same permanent id, hence the same calendar entry, on every installation.
NAMESPACE = uuid.UUID("6f1c1b3e-2c55-5d0e-9d5a-7f0f4f3a9b61")


def load_meetings(loader: Loader, folder: Path, handovers: dict[str, Chairmanship]):
    """Load every meeting, those before others that refer to them."""
    entries = read_entries(folder / "meetings.yaml", "slug")
    references = References(folder, handovers, {entry.name: entry for entry in entries})
    for slug, chair in handovers.items():
        if slug not in references.entries:
            where = ("chairmanships.yaml", chair.slug, "handover_in_meeting", slug)
            raise RecordError(*where, "there is no such record")
    for entry in in_order_of_reference(entries):
        references.meetings[entry.name] = _load_meeting(loader, entry, references)
        entry.take("documents")  # see events.loading.documents
        entry.finish()
    _load_intentions(loader, folder, references)


def _load_meeting(loader: Loader, entry: Entry, references: References) -> Meeting | None:
    slug = entry.text("slug", required=True)
    return loader.put(
        entry,
        Meeting,
        {"slug": slug},
        {
            "uid": uuid.uuid5(NAMESPACE, slug),
            "publication": Publication.PUBLISHED,
            "type": entry.lookup("kind", references.types, key=word(entry, "kind")),
            **entry.texts("title", required=True),
            **entry.texts("summary"),
            **place_and_time(entry, references),
            **status(entry),
            **numbers(entry),
            **seats(entry),
            "part_of": entry.lookup("part_of", references.meetings),
            "handover_to": references.handovers.get(slug),
            "confidence": entry.choice("confidence", Confidence, Confidence.HIGH),
            "notes": entry.text("notes"),
            "sources": entry.lines("sources"),
        },
        partner_parts=parts(entry, references),
        delegations=[
            {
                "partner": entry.lookup("organisations_present", references.partners, key=code),
                "status": Delegation.Status.ATTENDED,
            }
            for code in entry.items("organisations_present")
        ],
        aims=in_order(row.words("text", required=True) for row in entry.entries("objectives")),
        reported_counts=in_order(reported_count(row) for row in entry.entries("other_counts")),
        outcomes=in_order(
            {
                "kind": row.lookup("kind", references.outcome_kinds, key=word(row, "kind")),
                "count": row.number("count"),
                **row.texts("text"),
            }
            for row in entry.entries("outcomes")
        ),
        plan_links=plan_links(entry, references),
        links_to=links(entry, references),
        sessions=in_order(references.sessions.get(slug, [])),
        adoptions=references.adopted.get(slug, []),
    )


def _load_intentions(loader: Loader, folder: Path, references: References):
    orders = defaultdict(int)
    for entry in consume(read_entries(folder / "intentions.yaml", "meeting")):
        meeting = entry.lookup("meeting", references.meetings)
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
                "fulfilled_by": entry.lookup("fulfilled_by", references.meetings),
                "sources": entry.lines("sources"),
            },
        )
