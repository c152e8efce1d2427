"""Eight processes write at once: numbers grow as they commit, and a reader misses nothing."""

import datetime
import json
import time
from threading import Event

import pytest
from django.utils import timezone

from actionplan.publishing import publish_scheduled
from actionplan.together import together
from events.changes.copies import count_wrong
from events.models import Change, Document, Meeting, Partner, PublicCopy
from events.search import index
from tests.at_once import at_once, in_processes
from tests.factories import (
    ChairmanshipFactory,
    DocumentFactory,
    DocumentKindFactory,
    MeetingFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WRITERS, WRITES, MEETINGS = 8, 12, 4


def run(call: str) -> list[str]:
    return ["shell", "--no-imports", "--command", f"from tests.writers import *; {call}"]


def look():
    """What the database says in the end."""
    copies = PublicCopy.objects.values_list("resource", "key", "body")
    return {
        "copies": {f"{resource}/{key}": body for resource, key, body in copies},
        "seqs": list(Change.objects.values_list("seq", flat=True)),
        "times": list(Change.objects.values_list("changed_at", flat=True)),
        "wrong": (count_wrong(), index.count_wrong()),
    }


def test_a_reader_sees_every_change_and_none_too_early(tmp_path):
    MeetingFactory.create_batch(MEETINGS)
    DocumentKindFactory()
    folder = str(tmp_path)
    writers = [run(f"write({one}, {WRITES}, {folder!r})") for one in range(WRITERS)]
    end = in_processes(tmp_path, *writers, run(f"watch({WRITERS}, {folder!r})"), after=look)
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))

    assert end["wrong"] == (0, 0)
    assert end["seqs"] == list(range(1, len(end["seqs"]) + 1))
    assert len(end["seqs"]) > WRITERS * WRITES / 2
    assert end["times"] == sorted(end["times"])
    # Whenever the reader looked, all numbers up to the newest were there.
    assert seen["gaps"] == 0
    assert seen["seqs"] == sorted(set(seen["seqs"]))
    assert seen["known"] == end["copies"]


PAUSE = 0.5  # seconds in which whoever need not wait is done


def test_what_is_added_while_something_above_it_is_withdrawn_is_withdrawn_too(tmp_path):
    chairmanship, kind = ChairmanshipFactory(), DocumentKindFactory()
    added, withdrawn = Event(), Event()

    def add():
        with together():
            DocumentFactory(chairmanship=chairmanship, meeting=None, kind=kind)
            added.set()
            withdrawn.wait(PAUSE)  # on SQLite in vain: one writes at a time

    def withdraw():
        added.wait()
        with together():
            rows = Partner.objects.select_for_update(no_key=True)
            partner = rows.get(pk=chairmanship.partner_id)
            partner.publication = "withdrawn"
            partner.save()
            withdrawn.set()
            time.sleep(PAUSE)

    def left():
        copies = PublicCopy.objects.filter(resource="documents").count()
        return Document.objects.count(), copies, count_wrong(), index.count_wrong()

    assert at_once(tmp_path, add, withdraw, after=left) == [None, None, (1, 0, 0, 0)]


def test_a_record_is_published_while_somebody_adds_to_it(tmp_path, monkeypatch):
    now = timezone.now()
    due = now - datetime.timedelta(minutes=1)
    meeting, kind = MeetingFactory(publication="draft", publish_at=due), DocumentKindFactory()
    added, locked = Event(), Event()

    def check_slowly(record, at):
        locked.set()
        time.sleep(PAUSE)
        return {}

    monkeypatch.setattr(Meeting, "obstacles", check_slowly)

    def add():
        with together():
            DocumentFactory(meeting=meeting, kind=kind)
            added.set()
            locked.wait(PAUSE)

    def publish():
        added.wait()
        return publish_scheduled(meeting, now)

    def left():
        return PublicCopy.objects.filter(resource="documents").count(), count_wrong()

    assert at_once(tmp_path, add, publish, after=left) == [None, True, (1, 0)]
