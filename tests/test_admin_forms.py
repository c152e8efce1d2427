"""How the forms of the administration are laid out, and what they say of translations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.models import StaleText
from tests import factories
from tests.admin_forms import data_of
from tests.browsing import read
from tests.personas import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    return log_in(client, "editor")


@pytest.fixture
def meeting():
    """Its title is stale, its summary and its aim lack French, its venue has neither."""
    meeting = factories.MeetingFactory(
        title_fr="Vieux", summary_en="Words", summary_fr="", venue_en=""
    )
    meeting.title_en = "New"
    meeting.save()
    factories.MeetingAimFactory(meeting=meeting, text_en="Agree", text_fr="")
    return meeting


def page_of(meeting) -> str:
    return reverse("admin:events_meeting_change", args=[meeting.pk])


def test_languages_of_a_text_stand_under_one_label(editor, meeting):
    page = read(editor.get(page_of(meeting)))

    text = page.all("div", class_="text-title")[0]
    assert text.one("span", class_="text-label").text == "Title"
    labels = [(one["for"], one.text) for one in text.all("label") if one["for"]]
    assert labels == [("id_title_en", "Title, English"), ("id_title_fr", "Title, French")]


def test_translations_that_are_missing_or_stale_are_marked(editor, meeting):
    page = read(editor.get(page_of(meeting)))

    marks = {
        column["class"].split()[1]: column.one("span", class_="text-state").text.strip()
        for column in page.all("div", class_="text-column")
        if column.all("span", class_="text-state")
    }
    assert marks.pop("field-title_fr").startswith("older than its source, edited on ")
    assert marks == {"field-summary_fr": "French missing", "field-text_fr": "French missing"}


def test_contents_say_what_there_is(editor, meeting):
    page = read(editor.get(page_of(meeting)))

    said = [" ".join(link.text.split()) for link in page.one("nav", class_="contents").all("a")]
    assert "What 2 texts to translate" in said
    assert "Programme and plan 1 text to translate" in said
    assert "Results empty" in said


def test_a_translation_still_holds_by_a_tick(editor, meeting):
    data = data_of(editor.get(page_of(meeting)))

    editor.post(page_of(meeting), data | {"still_holds": "title_fr"})

    assert not StaleText.objects.exists()


def test_a_translation_stays_stale_without_a_tick(editor, meeting):
    editor.post(page_of(meeting), data_of(editor.get(page_of(meeting))))

    assert StaleText.objects.get().column == "title_fr"


def test_the_states_cost_one_query_whatever_there_is(editor, meeting):
    counts = []
    for _aim in range(2):
        with CaptureQueriesContext(connection) as queries:
            editor.get(page_of(meeting))
        counts.append(sum("staletext" in query["sql"] for query in queries))
        factories.MeetingAimFactory(meeting=meeting, text_fr="")

    assert counts == [1, 1]
