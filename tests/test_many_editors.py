"""Four processes edit the same meetings, two hundred times each: nothing is lost silently."""

import json
from collections import Counter
from itertools import chain

import pytest
from django.contrib.auth.models import User

from tests.at_once import in_processes
from tests.editors.past import changes
from tests.editors.work import TEXTS
from tests.factories import MeetingAimFactory, MeetingFactory
from tests.personas import make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PROCESSES, EDITS, MEETINGS = 4, 200, 3


@pytest.fixture
def editors():
    """Several members of the staff, all of them editors."""
    groups = make_user("editor").groups.all()
    found = [User(username=f"editor-{number}", is_staff=True) for number in range(1, 1 + PROCESSES)]
    for user in found:
        user.save()
        user.groups.set(groups)
    return [user.username for user in found]


@pytest.fixture
def meetings():
    """Each text is another one, so that what was seen and what was not can be told apart."""
    for number in range(MEETINGS):
        texts = {name: f"editor-0/{number}{index}" for index, name in enumerate(TEXTS)}
        meeting = MeetingFactory(**texts)
        MeetingAimFactory.create_batch(2, meeting=meeting, text_en=f"editor-0/{number}9")


@pytest.fixture
def done(tmp_path, editors, meetings):
    """What came of the edits, by the text that each typed, and what the history says."""
    files = {editor: tmp_path / f"{editor}.json" for editor in editors}
    commands = [
        [
            "shell",
            "--no-imports",
            "--command",
            f"from tests.editors.work import work; work({name!r}, {EDITS}, {str(file)!r})",
        ]
        for name, file in files.items()
    ]
    history = in_processes(tmp_path, *commands, after=changes)
    lines = chain.from_iterable(file.read_text().splitlines() for file in files.values())
    return {edit["mark"]: edit for edit in map(json.loads, lines)}, history


def test_nothing_is_lost_silently(done):
    edits, history = done
    saved = {mark: edit for mark, edit in edits.items() if edit["end"] == "saved"}
    ends = Counter(edit["end"] for edit in edits.values())
    assert [problem for edit in edits.values() for problem in edit["problems"]] == []
    assert ends.total() == PROCESSES * EDITS
    assert ends.keys() <= {"saved", "told"}
    # They met often, and asserting anything makes sense.
    assert sum(edit["told"] for edit in edits.values()) > EDITS / 4

    # What was answered with success was stored once, and nothing else was.
    deletions = [edit for edit in saved.values() if edit["kind"] == "deletion"]
    typed = [(one["mark"], one["by"]) for one in saved.values() if one not in deletions]
    stored = [change for change in history if change.by and change.new]
    assert sorted((change.new, change.by) for change in stored) == sorted(typed)
    gone = [change for change in history if change.new is None]
    assert {change.row for change in gone} == {aim_of(edit) for edit in deletions}

    # Nobody overwrote or deleted what they had not seen.
    assert [one for one in stored if one.old and one.old not in saved[one.new]["seen"]] == []
    seen = {(aim_of(edit), text) for edit in deletions for text in edit["seen"]}
    assert [one for one in gone if (one.row, one.old) not in seen] == []


def aim_of(edit) -> str:
    return f"MeetingAim {edit['part']} text_en"
