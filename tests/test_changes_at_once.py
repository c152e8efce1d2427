"""Eight processes write at once: numbers grow as they commit, and a reader misses nothing."""

import json

import pytest

from events.changes.copies import count_wrong
from events.models import Change, PublicCopy
from events.search import index
from tests.at_once import in_processes
from tests.factories import DocumentKindFactory, MeetingFactory

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
