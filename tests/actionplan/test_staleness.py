"""Translations that are older than their source are noticed, and no others."""

import pytest

from actionplan.models import StaleText
from tests.factories import MeetingAimFactory, MeetingFactory
from tests.personas import log_in

pytestmark = pytest.mark.django_db


def notes():
    return [(note.model, note.key, note.column) for note in StaleText.objects.all()]


def edit(row, **texts):
    """The row after somebody has edited these texts of it."""
    for column, text in texts.items():
        setattr(row, column, text)
    row.save()
    return row


def meeting(**texts):
    return MeetingFactory(**({"title_en": "On visas", "title_fr": "Les visas"} | texts))


def test_a_translation_is_stale_once_its_source_is_edited():
    row = edit(meeting(), title_en="On short-stay visas")

    assert notes() == [("events.meeting", row.pk, "title_fr")]


@pytest.mark.parametrize(
    "texts",
    [
        {"title_fr": "Les visas de court séjour"},
        {"title_en": "On short-stay visas", "title_fr": "Les visas de court séjour"},
        {"title_en": "On visas"},
        {"slug": "another-address"},
    ],
)
def test_a_translation_that_follows_its_source_is_not_stale(texts):
    edit(meeting(), **texts)

    assert notes() == []


def test_a_translation_that_is_missing_is_not_stale_as_well():
    edit(meeting(title_fr=""), title_en="On short-stay visas")

    assert notes() == []


@pytest.mark.parametrize("french", ["Les visas de court séjour", ""])
def test_editing_or_removing_a_stale_translation_takes_the_note_away(french):
    row = edit(meeting(), title_en="On short-stay visas")

    edit(row, title_fr=french)

    assert notes() == []


def test_a_second_edit_of_the_source_is_noted_once():
    row = edit(meeting(), title_en="On short-stay visas")

    edit(row, title_en="On long-stay visas")

    assert notes() == [("events.meeting", row.pk, "title_fr")]


def test_texts_of_parts_become_stale_too():
    aim = MeetingAimFactory(text_en="To learn", text_fr="Apprendre")

    edit(aim, text_en="To teach")

    assert notes() == [("events.meetingaim", aim.pk, "text_fr")]


def test_only_what_is_written_counts():
    row = meeting()
    row.title_en = "On short-stay visas"

    row.save(update_fields=["status"])

    assert notes() == []


@pytest.mark.parametrize(("persona", "left"), [("editor", 0), ("reader", 2)])
def test_staff_say_that_translations_still_hold_those_of_parts_too(client, persona, left):
    row = edit(meeting(), title_en="On short-stay visas")
    edit(MeetingAimFactory(meeting=row, text_fr="Apprendre"), text_en="To teach")
    log_in(client, persona)

    chosen = {"action": "confirm_translations", "_selected_action": [row.pk]}
    client.post("/admin/events/meeting/", chosen)

    assert len(notes()) == left


def test_a_record_that_is_deleted_leaves_no_note():
    row = edit(meeting(), title_en="On short-stay visas")

    row.delete()

    assert notes() == []
