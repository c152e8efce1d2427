"""The pages of action plans: what is in them and which meetings addressed it."""

import datetime

import pytest

from tests.browsing import read
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    MeetingFactory,
    ObjectiveFactory,
    PlanLinkFactory,
    RoadmapPriorityFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]


@pytest.fixture
def plan():
    return ActionPlanFactory(slug="plan")


def page_of(client, plan):
    return read(client.get(f"/en/action-plans/{plan.slug}/"))


def item(page, code: str):
    """The element of an item of the plan."""
    (found,) = [one for tag in ("section", "li") for one in page.all(tag, id=code)]
    return found


def covering(page, code: str) -> list[str]:
    """The meetings that stand directly at an item."""
    parts = [one for one in item(page, code).content if getattr(one, "tag", "") == "details"]
    return [line.text for one in parts for line in one.all("li")]


def test_plans_are_listed_newest_first_with_how_long_they_were_applied(client):
    ActionPlanFactory(name_en="Old", start_year=2018, end_year=2020, applied_until_year=2022)
    ActionPlanFactory(name_en="New", start_year=2023, end_year=2027)

    items = read(client.get("/en/action-plans/")).one("main").all("li")

    assert [one.text for one in items] == ["New", "Old applied until 2022"]


def test_an_item_stands_below_the_one_it_belongs_to(client, plan):
    area = AreaFactory(plan=plan, number=1, title_en="Development")
    objective = ObjectiveFactory(plan=plan, area=area, number=5, part="a", title_en="Protect")
    ActionFactory(plan=plan, objective=objective, number=16, title_en="Train")

    page = page_of(client, plan)

    assert [item(page, code).text for code in ("area-1", "objective-5a", "action-16")] == [
        "Area 1: Development Objective 5a: Protect Action 16: Train",
        "Objective 5a: Protect Action 16: Train",
        "Action 16: Train",
    ]


def test_a_title_that_is_not_known_is_said_to_be(client, plan):
    AreaFactory(plan=plan, number=1, title_en="")

    assert item(page_of(client, plan), "area-1").text == "Area 1: not recorded"


def test_items_whose_parent_is_not_known_stand_apart(client, plan):
    ObjectiveFactory(plan=plan, number=3, title_en="Protect")
    ActionFactory(plan=plan, number=16, title_en="Train")

    page = page_of(client, plan)

    headings = (
        "Objectives whose area is not recorded",
        "Actions whose objective is not recorded",
    )
    assert [page.section(heading).text.removeprefix(heading) for heading in headings] == [
        " Objective 3: Protect",
        " Action 16: Train",
    ]


@pytest.mark.parametrize(
    ("first_level", "word"), [("area", "Area"), ("domain", "Domain"), ("pillar", "Pillar")]
)
def test_the_first_level_is_called_what_the_plan_calls_it(client, first_level, word):
    area = AreaFactory(plan__first_level=first_level, number=1, title_en="Development")

    assert item(page_of(client, area.plan), "area-1").text == f"{word} 1: Development"


def test_priorities_keep_the_numbers_of_the_roadmap(client, plan):
    for order in (3, 1):
        RoadmapPriorityFactory(plan=plan, order=order, title_en=f"Priority {order}")

    section = page_of(client, plan).section("Priorities of the roadmap")

    assert [(one["value"], one.text) for one in section.all("li")] == [
        ("1", "Priority 1"),
        ("3", "Priority 3"),
    ]


def test_meetings_stand_at_every_item_they_addressed(client, plan):
    area = AreaFactory(plan=plan, number=1)
    objective = ObjectiveFactory(plan=plan, area=area, number=1)
    action = ActionFactory(plan=plan, objective=objective, number=1)
    held = MeetingFactory(title_en="On visas", start_date=datetime.date(2023, 4, 25))
    PlanLinkFactory(meeting=held, area=None, action=action)

    page = page_of(client, plan)

    codes = ("area-1", "objective-1", "action-1")
    assert [covering(page, code) for code in codes] == [["On visas, 25 April 2023"]] * 3


def test_meetings_known_by_inference_are_marked_and_not_counted(client, plan):
    area = AreaFactory(plan=plan, number=1)
    objective = ObjectiveFactory(plan=plan, area=area, number=1)
    meeting = MeetingFactory(title_en="On visas")
    PlanLinkFactory(meeting=meeting, area=None, objective=objective, basis="inferred")

    page = page_of(client, plan)

    assert (covering(page, "objective-1"), page.one("p", class_="coverage-totals").text) == (
        ["On visas, 25 April 2023 inferred, not counted"],
        "0 of 1 objectives",
    )


def test_what_addressed_means_is_said_with_the_day_it_is_counted_to(client, plan):
    ObjectiveFactory(plan=plan)

    hint = page_of(client, plan).one("main").all("p", class_="hint")[0]

    assert hint.text == (
        "Addressed by meetings held up to 15 June 2024. Addressed does not mean implemented."
    )


@pytest.mark.parametrize(
    ("factories", "words"),
    [
        ([], []),
        ([AreaFactory], []),
        ([ObjectiveFactory], ["0 of 1 objectives"]),
        ([ActionFactory], []),
        ([ObjectiveFactory, ActionFactory], ["0 of 1 objectives, 0 of 1 actions"]),
    ],
)
def test_only_levels_that_are_recorded_have_totals(client, plan, factories, words):
    for factory in factories:
        factory(plan=plan)

    totals = page_of(client, plan).all("p", class_="coverage-totals")

    assert [one.text for one in totals] == words


@pytest.mark.usefixtures("record")
def test_the_cadiz_plan_counts_its_objective_in_two_parts_once(client):
    page = read(client.get("/en/action-plans/cadiz-action-plan/"))

    codes = [one["id"] for one in page.all("section", class_="plan-objective")]
    actions = [one["id"] for one in page.all("li") if (one["id"] or "").startswith("action-")]
    of = page.one("p", class_="coverage-totals").text.split(" of ")
    assert (len(codes), len(actions), [words.split()[0] for words in of[1:]]) == (
        12,
        29,
        ["10", "29"],
    )


@pytest.mark.usefixtures("record")
def test_the_moroccan_chairmanship_shows_the_numbers_of_its_brochure(client):
    page = read(client.get("/en/chairmanships/morocco-2022/"))

    totals = page.one("p", class_="coverage-totals").text
    assert totals == "6 of 10 objectives, 11 of 29 actions"
