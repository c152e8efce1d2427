"""Plan links typed as a text in the form of a meeting."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import PlanLink
from tests.admin_forms import data_of, errors_of, with_part
from tests.browsing import read
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    MeetingFactory,
    ObjectiveFactory,
    PlanLinkFactory,
)
from tests.personas import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cadiz():
    plan = ActionPlanFactory(slug="cadiz", name_en="Cadiz Plan", name_fr="Plan de Cadix")
    AreaFactory(plan=plan, number=4)
    ObjectiveFactory(plan=plan, number=7)
    for number in range(19, 24):
        ActionFactory(plan=plan, number=number)
    return plan


@pytest.fixture
def editor(client):
    return log_in(client, "editor")


def page_of(meeting):
    return reverse("admin:events_meeting_change", args=[meeting.pk])


def post(client, meeting, data=None, **values):
    page = page_of(meeting)
    return client.post(page, (data or data_of(client.get(page))) | values)


def codes(meeting, basis="stated"):
    return [link.item.code for link in meeting.plan_links.filter(basis=basis)]


def test_what_is_typed_is_linked(editor, cadiz):
    meeting = MeetingFactory()

    response = post(editor, meeting, plan_text="Area 4 | Objectif 7 | Actions 20-22")

    assert response.status_code == 302, errors_of(response)
    names = ["area-4", "objective-7", "action-20", "action-21", "action-22"]
    assert codes(meeting) == names
    assert {link.history.get().history_user.username for link in meeting.plan_links.all()} == {
        "editor"
    }


def test_what_is_linked_stands_in_the_form_as_it_is_typed(editor, cadiz):
    meeting = MeetingFactory()
    post(editor, meeting, plan_text="Area 4 | Objective 7 | Actions 20-22")

    shown = data_of(editor.get(page_of(meeting)))["plan_text"]

    assert shown == "Cadiz Plan: Area 4 | Objective 7 | Actions 20–22"
    post(editor, meeting, plan_text=f"{shown}, 19")
    assert codes(meeting)[-1] == "action-19"
    assert meeting.plan_links.count() == 6


@pytest.mark.parametrize("language", ["en", "fr"])
def test_saving_what_is_shown_changes_nothing(editor, cadiz, language):
    meeting = MeetingFactory()
    for item in cadiz.actions.all():
        PlanLinkFactory(meeting=meeting, area=None, action=item)
    old = ActionPlanFactory(name_en="Old: Plan", name_fr="Ancien : plan", start_year=2006)
    PlanLinkFactory(meeting=meeting, area=AreaFactory(plan=old, number=1))
    editor.cookies["django_language"] = language

    post(editor, meeting, title_en="Other")
    shown = data_of(editor.get(page_of(meeting)))["plan_text"]
    post(editor, meeting, plan_text=f"{shown}; ")

    assert PlanLink.history.count() == meeting.plan_links.count() == 6


def test_what_is_taken_out_of_the_text_is_no_longer_linked(editor, cadiz):
    meeting = MeetingFactory()
    PlanLinkFactory(meeting=meeting, area=cadiz.areas.get())
    kept = PlanLinkFactory(meeting=meeting, area=None, objective=cadiz.objectives.get())

    post(editor, meeting, plan_text="Cadix : objectif 7")

    assert codes(meeting) == ["objective-7"]
    assert kept.history.count() == 1


def test_what_was_inferred_stays_so_unless_it_is_typed(editor, cadiz):
    meeting = MeetingFactory()
    area = PlanLinkFactory(meeting=meeting, area=cadiz.areas.get(), basis="inferred")
    PlanLinkFactory(
        meeting=meeting, area=None, action=cadiz.actions.get(number=20), basis="inferred"
    )

    post(editor, meeting, plan_text="Area 4")

    assert (codes(meeting), codes(meeting, "inferred")) == (["area-4"], ["action-20"])
    assert area.history.count() == 2


def test_links_that_another_editor_made_meanwhile_stay(editor, cadiz):
    meeting = MeetingFactory()
    shown = data_of(editor.get(page_of(meeting)))
    post(editor, meeting, plan_text="Action 19")

    post(editor, meeting, shown, **{"plan_text": "Objective 7", "initial-plan_text": ""})

    assert codes(meeting) == ["action-19", "objective-7"]


def test_a_link_entered_as_a_row_stays_beside_the_text(editor, cadiz):
    meeting = MeetingFactory()
    data = data_of(editor.get(page_of(meeting)))
    area = cadiz.areas.get().pk
    data = with_part(data, "plan_links", area=area, basis="stated")

    post(editor, meeting, data, plan_text="Objective 7")

    assert codes(meeting) == ["area-4", "objective-7"]


def test_lines_are_of_the_plan_in_force_on_the_day_unless_another_is_chosen(editor, cadiz):
    old = ActionPlanFactory(start_year=2018, end_year=2020, applied_until_year=2022)
    AreaFactory(plan=old, number=4)
    meetings = [MeetingFactory(start_date=datetime.date(year, 3, 1)) for year in (2021, 2024, 2024)]

    for meeting, plan in zip(meetings, ["", "", old.pk], strict=True):
        post(editor, meeting, plan_text="Area 4", plan_text_plan=plan)

    found = [meeting.plan_links.get().area.plan for meeting in meetings]
    assert found == [old, cadiz, old]


def test_numbers_alone_are_of_the_level_chosen(editor, cadiz):
    meeting = MeetingFactory()

    post(editor, meeting, plan_text="19-21, 23", plan_text_level="action")

    assert codes(meeting) == ["action-19", "action-20", "action-21", "action-23"]


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"plan_text": "Action 31"},
            {"plan_text": ["Cadiz Plan has no action 31; it has the actions 19–23."]},
        ),
        ({"plan_text": "7"}, {"plan_text": ["Say what 7 is, for instance “Action 7”."]}),
        (
            {"plan_text": "Area 4", "start_date": "2005-01-01"},
            {"plan_text": ["Choose the plan, or begin the line with its name and a colon."]},
        ),
        ({"plan_text": "a\0b"}, {"plan_text": ["Null characters are not allowed."]}),
        (
            {"plan_text": "x" * 2001},
            {"plan_text": ["Ensure this value has at most 2000 characters (it has 2001)."]},
        ),
        ({"plan_text": "Area 4", "start_date": "", "end_date": ""}, None),
        ({"plan_text": "Area 4", "plan_text_plan": "99999999999999999999"}, None),
        ({"plan_text": "Area 4", "plan_text_level": "aim"}, None),
    ],
)
def test_what_cannot_be_linked_is_refused_in_words(editor, cadiz, changes, errors):
    meeting = MeetingFactory()

    response = post(editor, meeting, **changes)

    assert response.status_code == 200
    assert errors is None or errors_of(response) == errors
    assert not meeting.plan_links.exists()


def test_readers_see_what_was_addressed_as_it_is_printed(client, cadiz):
    meeting = MeetingFactory()
    PlanLinkFactory(meeting=meeting, area=cadiz.areas.get())

    page = read(log_in(client, "reader").get(page_of(meeting)))

    assert "Cadiz Plan – Area 4" in page.one("div", class_="field-plan_text").text


@pytest.mark.parametrize("each", [1, 4])
def test_links_in_the_text_cost_a_fixed_number_of_queries(editor, cadiz, each):
    meeting = MeetingFactory()
    editor.get(page_of(meeting))
    with CaptureQueriesContext(connection) as bare:
        editor.get(page_of(meeting))
    for item in cadiz.actions.all()[:each]:
        PlanLinkFactory(meeting=meeting, area=None, action=item)

    with CaptureQueriesContext(connection) as queries:
        editor.get(page_of(meeting))

    assert len(queries) == len(bare)
