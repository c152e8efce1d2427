"""The pages of chairmanships: along the years, and one each with its programme and results."""

import datetime

import pytest

from tests.browsing import read
from tests.factories import (
    ActionPlanFactory,
    ChairmanshipFactory,
    ChairmanshipPriorityFactory,
    DocumentFactory,
    MeetingFactory,
    MeetingTypeFactory,
    ObjectiveFactory,
    OutcomeFactory,
    OutcomeKindFactory,
    PlanLinkFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

NOW = {"start_date": datetime.date(2024, 2, 1), "end_precision": ""}
BEFORE = {"start_date": datetime.date(2022, 12, 14), "end_date": datetime.date(2024, 2, 1)}


def page_of(client, chairmanship):
    return read(client.get(f"/en/chairmanships/{chairmanship.slug}/"))


def test_chairmanships_are_listed_latest_first_and_the_one_of_today_is_marked(client):
    for fields in (BEFORE, NOW):
        ChairmanshipFactory(partner__name_en=f"Chair of {fields['start_date'].year}", **fields)
    ChairmanshipFactory(partner__name_en="Chair of once")

    items = read(client.get("/en/chairmanships/")).one("main").all("li")

    assert [one.text for one in items] == [
        "Chair of 2024 in the chair now since 1 February 2024 Africa",
        "Chair of 2022 14 December 2022 – 1 February 2024 Africa",
        "Chair of once formerly, start not recorded, end not recorded Africa",
    ]


def test_a_turn_of_unknown_start_stands_before_the_one_that_began_when_it_ended(client):
    handover = datetime.date(2017, 3, 21)
    for name, dates in [
        ("Mali", {"end_date": handover}),
        ("Belgium", {"start_date": handover, "end_date": datetime.date(2018, 5, 2)}),
        ("Portugal", {"start_date": datetime.date(2016, 1, 1), "start_precision": "year"}),
    ]:
        ChairmanshipFactory(partner__name_en=name, **dates)

    items = read(client.get("/en/chairmanships/")).one("main").all("p", class_="turn-name")

    assert [one.text for one in items] == ["Belgium", "Mali", "Portugal"]


def test_bars_stand_where_the_turns_stood_and_those_not_well_known_are_broken(client):
    ChairmanshipFactory(start_date=datetime.date(2023, 1, 1), end_date=datetime.date(2024, 1, 1))
    ChairmanshipFactory(
        start_date=datetime.date(2024, 1, 1), end_precision="", partner__side="europe"
    )
    ChairmanshipFactory(end_date=datetime.date(2023, 1, 1))

    page = read(client.get("/en/chairmanships/"))

    bars = [(one["x"], one["width"], one["class"]) for one in page.one("main").all("rect")]
    assert bars == [
        ("667", "151", "side-europe"),
        ("333", "334", "side-africa"),
        ("224", "109", "side-africa is-vague"),
    ]


def test_a_page_without_chairmanships_draws_nothing(client):
    assert read(client.get("/en/chairmanships/")).all("svg") == []


def test_a_chairmanship_shows_what_it_set_out_to_do(client):
    chairmanship = ChairmanshipFactory(
        partner__name_en="Morocco", slogan_en="Together", programme_en="Many things.", **BEFORE
    )
    for order, text in [(2, "Then that"), (1, "First this")]:
        ChairmanshipPriorityFactory(chairmanship=chairmanship, order=order, text_en=text)

    page = page_of(client, chairmanship)

    assert (
        page.one("h1").text,
        page.one("p", class_="lead").text,
        page.one("blockquote").text,
        page.section("Programme").all("p")[0].text,
        [one.text for one in page.section("Priorities").all("li")],
    ) == (
        "Morocco 2022–2024",
        "14 December 2022 – 1 February 2024",
        "Together",
        "Many things.",
        ["First this", "Then that"],
    )


def facts(page) -> dict[str, str]:
    return {one.one("dt").text: one.one("dd").text for one in page.one("dl").all("div")}


def test_a_chairmanship_says_where_the_chair_was_handed_over_and_between_whom(client):
    first = {"start_date": datetime.date(2021, 11, 18), "end_date": datetime.date(2022, 12, 14)}
    ChairmanshipFactory(partner__name_en="Spain", **first)
    chairmanship = ChairmanshipFactory(**BEFORE)
    following = ChairmanshipFactory(partner__name_en="Portugal", **NOW)
    for turn, day in [(chairmanship, "2022-12-14"), (following, "2024-02-01")]:
        day = datetime.date.fromisoformat(day)
        MeetingFactory(handover_to=turn, title_en=f"Officials {day.year}", start_date=day)

    assert facts(page_of(client, chairmanship)) == {
        "Took over at": "Officials 2022, 14 December 2022",
        "Handed over at": "Officials 2024, 1 February 2024",
        "Before": "Spain, 18 November 2021 – 14 December 2022",
        "After": "Portugal, since 1 February 2024",
    }


def test_the_programme_is_told_by_category_in_the_order_of_time_with_its_state(client):
    chairmanship = ChairmanshipFactory()
    for category, title, year, status in [
        ("technical", "Visas", 2023, "held"),
        ("technical", "Asylum", 2022, "held"),
        ("technical", "Skills", 2025, "planned"),
        ("political", "Officials", 2023, "postponed"),
    ]:
        MeetingFactory(
            chairmanship=chairmanship,
            type__category=category,
            title_en=title,
            start_date=datetime.date(year, 5, 1),
            status=status,
        )

    page = page_of(client, chairmanship)

    told = [
        (
            group.one("h3").text,
            group.one("p", class_="hint").text,
            [one.text for one in group.all("p", class_="meeting-item-title")],
        )
        for group in page.all("section", class_="programme-group")
    ]
    assert told == [
        ("Political", "1 postponed", ["Officials"]),
        ("Technical", "1 planned · 2 held", ["Asylum", "Visas", "Skills"]),
    ]


def test_results_are_counted_from_meetings_outcomes_and_documents(client):
    chairmanship = ChairmanshipFactory()
    thematic = MeetingTypeFactory(name_en="Thematic meeting", name_plural_en="Thematic meetings")
    kind = OutcomeKindFactory(name_plural_en="recommendations")
    handover = OutcomeKindFactory(slug="handover")
    for count in (20, 32):
        meeting = MeetingFactory(chairmanship=chairmanship, type=thematic)
        OutcomeFactory(meeting=meeting, kind=kind, count=count)
        OutcomeFactory(meeting=meeting, kind=handover, count=1)
    MeetingFactory(chairmanship=chairmanship, type__name_en="Webinar")
    MeetingFactory(chairmanship=chairmanship, status="planned")
    DocumentFactory(meeting=meeting)
    DocumentFactory(meeting=meeting, publication="draft")

    section = page_of(client, chairmanship).section("Results")

    assert ([one.text for one in section.all("li")], section.one("p").text) == (
        ["3 meetings held", "52 recommendations", "1 document"],
        "By type of meeting: Thematic meetings (2) · Webinar (1)",
    )


def test_a_chairmanship_of_which_nothing_is_recorded_shows_no_empty_part(client):
    page = page_of(client, ChairmanshipFactory())

    assert (page.all("h2"), page.all("dl")) == ([], [])


def test_a_chairmanship_lists_its_documents_and_those_of_its_meetings(client):
    chairmanship = ChairmanshipFactory()
    DocumentFactory(chairmanship=chairmanship, title_en="Brochure")
    meeting = MeetingFactory(chairmanship=chairmanship)
    DocumentFactory(
        meeting=meeting, title_en="Report", date=datetime.date(2024, 1, 1), date_precision="day"
    )
    DocumentFactory(title_en="Other")

    section = page_of(client, chairmanship).section("Documents")

    assert [one.text for one in section.all("a")] == ["Report", "Brochure"]


@pytest.mark.parametrize(
    ("fields", "plan"),
    [
        (BEFORE, "Old"),
        (NOW, "New"),
        (NOW | {"end_date": datetime.date(2028, 2, 1), "end_precision": "day"}, "New"),
    ],
)
def test_the_plan_is_that_of_today_or_of_the_end_of_the_chairmanship(
    client, time_machine, fields, plan
):
    time_machine.move_to("2025-06-15")
    chairmanship = ChairmanshipFactory(**fields)
    for name, start, end in [("Old", 2023, 2024), ("New", 2025, 2027)]:
        objective = ObjectiveFactory(plan__name_en=name, plan__start_year=start, plan__end_year=end)
        meeting = MeetingFactory(chairmanship=chairmanship)
        PlanLinkFactory(meeting=meeting, area=None, objective=objective)

    assert page_of(client, chairmanship).section(plan).one("h2")["id"] == "coverage"


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        ([(2018, 2022), (2023, 2027)], ["Plan of 2023"]),
        ([(2018, 2022)], []),
        ([], []),
    ],
)
def test_a_chairmanship_counts_what_its_meetings_addressed_of_the_plan_of_its_time(
    client, years, shown
):
    chairmanship = ChairmanshipFactory(**BEFORE)
    for start, end in years:
        plan = ActionPlanFactory(name_en=f"Plan of {start}", start_year=start, end_year=end)
        PlanLinkFactory(
            area=None, objective=ObjectiveFactory(plan=plan), meeting__chairmanship=chairmanship
        )

    links = page_of(client, chairmanship).one("main").all("h2")

    assert [one.text for one in links if one["id"] == "coverage"] == shown


def test_only_the_meetings_of_a_chairmanship_count_for_it(client):
    plan, chairmanship = ActionPlanFactory(), ChairmanshipFactory(**BEFORE)
    for turn in (chairmanship, None):
        objective = ObjectiveFactory(plan=plan)
        meeting = MeetingFactory(start_date=datetime.date(2020, 1, 1), chairmanship=turn)
        PlanLinkFactory(meeting=meeting, area=None, objective=objective)

    totals = page_of(client, chairmanship).one("p", class_="coverage-totals").text

    assert totals == "1 of 2 objectives"
