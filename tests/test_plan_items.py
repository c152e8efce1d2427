"""The page of an area, objective or action: its place in the plan and what addressed it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import Objective
from tests.browsing import read
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    DocumentFactory,
    MeetingFactory,
    ObjectiveFactory,
    PartnerFactory,
    PartnerRoleFactory,
    PlanLinkFactory,
    RecommendationLinkFactory,
)
from tests.worlds import full_document, full_plan, link_to_all_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

ADDRESS = "/en/action-plans/plan/"


@pytest.fixture
def plan():
    return ActionPlanFactory(slug="plan", name_en="The plan")


def page_of(client, code: str):
    return read(client.get(f"{ADDRESS}{code}/"))


def crumbs(page) -> list[str]:
    return [one.text for one in page.one("nav", class_="breadcrumbs").all("li")]


def rows(page) -> list[str]:
    """What belongs to the item, each in a line."""
    return [one.text for one in page.section("What belongs to it").all("p")]


def meetings(page, heading: str) -> list[str]:
    lines = page.section(heading).all("p", class_="meeting-item-title")
    return [one.text for one in lines]


def headings(page) -> list[str]:
    return [one.text for one in page.one("main").all("h2")]


def objective_in_parts(plan):
    """Objective 5, printed as 5a and 5b, in an area, with an action under 5b."""
    area = AreaFactory(plan=plan, number=3, title_en="Protection")
    whole, _a, b = (
        ObjectiveFactory(plan=plan, area=area, number=5, part=part, title_en=f"Protect {part}")
        for part in ("", "a", "b")
    )
    return whole, b, ActionFactory(plan=plan, objective=b, number=16, title_en="Train")


def test_an_item_says_where_it_stands(client, plan):
    objective_in_parts(plan)

    found = {
        code: crumbs(page_of(client, code))[2:] for code in ("area-3", "objective-5b", "action-16")
    }

    assert found == {
        "area-3": ["The plan"],
        "objective-5b": ["The plan", "Area 3", "Objective 5"],
        "action-16": ["The plan", "Area 3", "Objective 5", "Objective 5b"],
    }


def test_an_item_without_a_recorded_parent_stands_in_its_plan(client, plan):
    ActionFactory(plan=plan, number=16)

    assert crumbs(page_of(client, "action-16"))[2:] == ["The plan"]


def test_an_item_shows_what_belongs_to_it_and_how_often_it_was_addressed(client, plan):
    _whole, _part, action = objective_in_parts(plan)
    PlanLinkFactory(area=None, action=action)
    PlanLinkFactory(area=None, action=action, basis="inferred")

    told = "1 meeting · 1 inferred, not counted"
    assert rows(page_of(client, "objective-5")) == [
        "5a Objective 5a: Protect a not addressed",
        f"5b Objective 5b: Protect b {told}",
        f"16 Action 16: Train {told}",
    ]


@pytest.mark.parametrize(
    ("code", "title"), [("area-3", "Protection"), ("objective-5b", "Protect b")]
)
def test_an_item_is_called_by_its_label_and_title(client, plan, code, title):
    objective_in_parts(plan)

    page = page_of(client, code)

    label = code.replace("-", " ").capitalize()
    assert (page.one("h1").text, page.one("title").text) == (
        f"{label}: {title}",
        f"{label} – {title} – The plan – Rabat Process",
    )


def test_a_title_that_is_not_recorded_is_said_not_to_be(client, plan):
    ActionFactory(plan=plan, number=4, title_en="")

    page = page_of(client, "action-4")

    assert (page.one("h1").text, "Its title is not recorded." in page.one("main").text) == (
        "Action 4",
        True,
    )


def test_an_item_shows_the_meetings_of_what_is_below_it_newest_first(client, plan):
    whole, _part, action = objective_in_parts(plan)
    for year, link in [(2021, {"objective": whole}), (2023, {"action": action})]:
        meeting = MeetingFactory(title_en=f"{year}", start_date=datetime.date(year, 1, 1))
        PlanLinkFactory(meeting=meeting, area=None, **link)

    found = {
        code: meetings(page_of(client, code), "Meetings that addressed it")
        for code in ("area-3", "objective-5", "objective-5b", "action-16")
    }

    assert found == {
        "area-3": ["2023", "2021"],
        "objective-5": ["2023", "2021"],
        "objective-5b": ["2023"],
        "action-16": ["2023"],
    }


def test_a_part_without_an_area_stands_in_that_of_its_whole(client, plan):
    whole, _part, action = objective_in_parts(plan)
    Objective.objects.exclude(pk=whole.pk).update(area=None)
    held = PlanLinkFactory(meeting__title_en="Held", area=None, action=action).meeting
    PlanLinkFactory(meeting__status="postponed", area=None, action=action)
    RecommendationLinkFactory(area=None, action=action, recommendation__meeting=held)

    page = page_of(client, "area-3")

    listed = read(client.get(page.one("p", class_="more").one("a")["href"])).one("main")
    assert headings(page) == [
        "What belongs to it",
        "Meetings that addressed it",
        "Not held, or not yet: not counted",
        "Recommendations",
    ]
    assert len(listed.all("p", class_="meeting-item-title")) == 2


def test_meetings_that_do_not_count_stand_apart_and_say_why(client, plan):
    area = AreaFactory(plan=plan, number=3)
    for title, meeting, link in [
        ("Held", {}, {}),
        ("By its topic", {}, {"basis": "inferred"}),
        ("To come", {"status": "planned", "start_date": datetime.date(2024, 7, 1)}, {}),
        ("Put off", {"status": "postponed"}, {}),
    ]:
        PlanLinkFactory(meeting=MeetingFactory(title_en=title, **meeting), area=area, **link)

    page = page_of(client, "area-3")

    assert [meetings(page, one) for one in headings(page)] == [
        ["Held"],
        ["By its topic"],
        ["To come", "Put off"],
    ]
    assert page.one("p", class_="item-state").text == (
        "Addressed by 1 meeting held up to 15 June 2024. Addressed does not mean implemented."
    )


def test_an_item_that_no_meeting_addressed_says_so_and_shows_no_empty_part(client, plan):
    AreaFactory(plan=plan, number=3)

    page = page_of(client, "area-3")

    assert (headings(page), page.one("p", class_="item-state").text) == (
        [],
        "Not addressed by a meeting held up to 15 June 2024, as far as recorded.",
    )


def test_an_item_leads_to_the_list_of_its_meetings(client, plan):
    PlanLinkFactory(area=AreaFactory(plan=plan, number=3), meeting__title_en="On visas")

    link = page_of(client, "area-3").one("p", class_="more").one("a")

    listed = read(client.get(link["href"])).one("main").all("p", class_="meeting-item-title")
    assert [one.text for one in listed] == ["On visas"]


def test_an_item_shows_the_documents_of_meetings_that_addressed_it(client, plan):
    area = AreaFactory(plan=plan, number=3)
    for basis in ("stated", "inferred"):
        meeting = PlanLinkFactory(area=area, basis=basis).meeting
        DocumentFactory(meeting=meeting, title_en=f"Report, {basis}")
        DocumentFactory(meeting=meeting, title_en="Draft", publication="draft")

    section = page_of(client, "area-3").section("Documents of these meetings")

    assert [one.text for one in section.all("a")] == ["Report, stated"]


@pytest.mark.parametrize(
    ("publication", "shown"), [("published", ["Recommendations"]), ("draft", [])]
)
def test_an_item_shows_what_published_meetings_recommended_on_it(client, plan, publication, shown):
    _whole, _part, action = objective_in_parts(plan)
    RecommendationLinkFactory(
        area=None, action=action, recommendation__meeting__publication=publication
    )

    page = page_of(client, "objective-5")

    assert [one for one in headings(page) if one != "What belongs to it"] == shown


def test_a_recommendation_leads_to_its_place_on_the_page_of_its_meeting(client, plan):
    RecommendationLinkFactory(
        area=AreaFactory(plan=plan, number=3),
        recommendation__number=7,
        recommendation__meeting__slug="visas",
    )

    link = page_of(client, "area-3").section("Recommendations").all("a")[0]

    page, _hash, anchor = link["href"].partition("#")
    assert link.text == "Recommendation 7"
    assert read(client.get(page)).one("li", id=anchor)["value"] == "7"


@pytest.mark.parametrize(
    ("ended", "line"),
    [("", "Reference countries: Mali"), ("unknown", "Reference countries then: Mali")],
)
def test_an_area_names_its_reference_countries(client, plan, ended, line):
    area = AreaFactory(plan=plan, number=3)
    role = {"kind": "reference_country", "area": area, "end_precision": ended}
    PartnerRoleFactory(partner=PartnerFactory(code="ML", name_en="Mali"), **role)
    PartnerRoleFactory(partner=PartnerFactory(publication="draft"), **role)

    for page in (page_of(client, "area-3"), read(client.get(ADDRESS))):
        assert page.one("p", class_="reference-countries").text == line


def test_an_item_leads_to_those_before_and_after_it_on_its_level(client, plan):
    objective_in_parts(plan)
    for number in (10, 4):
        ObjectiveFactory(plan=plan, number=number)

    found = {}
    for code in ("objective-4", "objective-5", "objective-5b", "objective-10"):
        links = page_of(client, code).one("nav", class_="neighbours").all("a")
        found[code] = {one["rel"]: one["href"].removeprefix(ADDRESS)[:-1] for one in links}

    assert found == {
        "objective-4": {"next": "objective-5"},
        "objective-5": {"prev": "objective-4", "next": "objective-5a"},
        "objective-5b": {"prev": "objective-5a", "next": "objective-10"},
        "objective-10": {"prev": "objective-5b"},
    }


@pytest.mark.parametrize(
    "code",
    [
        "area-4",
        "area-03",
        "Area-3",
        "AREA-3",
        "area-3a",
        "objective-5c",
        "objective-5B",
        "action-5",
    ],
)
def test_whatever_is_no_code_of_the_plan_is_not_found(client, plan, code):
    objective_in_parts(plan)

    assert client.get(f"{ADDRESS}{code}/").status_code == 404


@pytest.mark.usefixtures("record")
def test_every_item_of_the_record_has_a_page_that_names_as_many_meetings_as_the_plan(
    client, time_machine
):
    time_machine.move_to("2027-01-01")  # when all meetings of the record are over
    plan = read(client.get("/en/action-plans/cadiz-action-plan/")).one("main")
    codes = [one["id"] for one in plan.walk() if (one["id"] or "").startswith(("area-", "action-"))]

    for code in codes[::5]:
        (item,) = [one for one in plan.walk() if one["id"] == code]
        own = [one for one in item.content if getattr(one, "tag", "") == "details"]
        listed = sum(len(one.all("li")) for one in own)
        page = read(client.get(f"/en/action-plans/cadiz-action-plan/{code}/"))
        assert len(page.all("p", class_="meeting-item-title")) == listed


@pytest.mark.parametrize("each", [1, 3])
def test_the_page_of_an_item_costs_as_many_queries_for_three_things_as_for_one(client, each):
    plan = full_plan(each, slug="plan")
    for meeting in MeetingFactory.create_batch(each):
        link_to_all_of(plan, PlanLinkFactory, meeting=meeting)
        full_document(each, meeting=meeting)
    area = plan.areas.first()
    for link in RecommendationLinkFactory.create_batch(each, area=area):
        PartnerRoleFactory(kind="reference_country", area=link.area)

    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{ADDRESS}{area.code}/").status_code == 200

    assert len(queries) == 14


def test_of_many_meetings_the_latest_are_shown_with_their_number(client, plan, monkeypatch):
    monkeypatch.setattr("events.plan_items.EACH", 1)
    monkeypatch.setattr("events.evidence.EACH", 1)
    area = AreaFactory(plan=plan, number=3)
    for title, day in [("Earlier", 1), ("Later", 2)]:
        PlanLinkFactory(
            area=area, meeting__title_en=title, meeting__start_date=datetime.date(2024, 5, day)
        )

    page, whole = page_of(client, "area-3"), read(client.get(ADDRESS))

    assert meetings(page, "Meetings that addressed it") == ["Later"]
    assert "The latest 1 of 2." in page.section("Meetings that addressed it").text
    folded = whole.one("details", class_="covering")
    assert [one.text for one in folded.all("li")] == ["Later, 2 May 2024"]
    more = folded.all("a")[-1]
    assert more.text == "1 other meeting, in the list"
    assert len(read(client.get(more["href"])).all("p", class_="meeting-item-title")) == 2
