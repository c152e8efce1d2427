"""What writers at the same time do to the record, and what somebody sees who reads the changes
meanwhile. Each runs in a process of its own."""

import json
import random
import time
from pathlib import Path

from django.db import transaction

from actionplan.together import together
from events.changes.log import current, read
from events.changes.resources import BY_NAME
from events.models import Change, DocumentKind, Meeting, PublicCopy
from tests.factories import DocumentFactory, SessionFactory

PATIENCE = 300  # seconds, for writers that fail


def write(number: int, count: int, folder: str):
    """Edit meetings that others edit too, by every kind of write; then say so."""
    chance = random.Random(number)  # noqa: S311 - no secret depends on it
    deeds = [rename, add_session, add_document, remove_documents, hide_or_show, undo]
    for turn in range(count):
        chance.choice(deeds)(chance, f"{number}-{turn}")
    (Path(folder) / f"{number}.done").touch()


def some(chance) -> Meeting:
    """A meeting, locked as the administration locks what it saves."""
    keys = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
    return Meeting.objects.select_for_update().get(pk=chance.choice(keys))


def rename(chance, mark: str):
    with together():
        meeting = some(chance)
        meeting.title_en = mark
        meeting.save()


def add_session(chance, mark: str):
    with transaction.atomic():
        SessionFactory(meeting=some(chance), title_en=mark)


def add_document(chance, mark: str):
    with together():
        meeting = some(chance)
        DocumentFactory(meeting=meeting, slug=f"document-{mark}", kind=DocumentKind.objects.get())
        SessionFactory(meeting=meeting, title_en=mark)


def remove_documents(chance, mark: str):
    with together():
        for document in some(chance).documents.all():
            document.delete()


def hide_or_show(chance, mark: str):
    with together():
        meeting = some(chance)
        meeting.publication = "withdrawn" if meeting.is_published else "published"
        meeting.save()


def undo(chance, mark: str):
    with together():
        meeting = some(chance)
        meeting.title_en = "undone"
        meeting.save()
        transaction.set_rollback(True)


def watch(writers: int, folder: str):
    """Read the changes a few at a time until the writers are done; write down what was seen."""
    cursor, known, seqs, gaps = None, {}, [], 0
    deadline = time.monotonic() + PATIENCE
    while True:
        last = len(list(Path(folder).glob("*.done"))) == writers or time.monotonic() > deadline
        newest = current().newest
        gaps += newest - Change.objects.filter(seq__lte=newest).count()
        page = read(cursor, 7, list(BY_NAME))
        for entry in page.entries:
            seqs.append(entry.seq)
            if isinstance(entry, PublicCopy):
                known[f"{entry.resource}/{entry.key}"] = entry.body
            else:
                known.pop(f"{entry.resource}/{entry.key}", None)
        cursor = page.cursor
        if last and not page.more:
            break
    found = {"known": known, "seqs": seqs, "gaps": gaps}
    (Path(folder) / "seen.json").write_text(json.dumps(found), encoding="utf-8")
