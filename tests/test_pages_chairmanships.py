"""The pages of chairmanships, and the first page, which names the one of the day."""

import datetime

import pytest

from tests.browsing import read
from tests.factories import (
    ActionPlanFactory,
    ChairmanshipFactory,
    ChairmanshipPriorityFactory,
    DocumentFactory,
    MeetingFactory,
    ObjectiveFactory,
    PlanLinkFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

NOW = {"start_date": datetime.date(2024, 2, 1), "end_precision": ""}
BEFORE = {"start_date": datetime.date(2022, 12, 14), "end_date": datetime.date(2024, 2, 1)}


def page_of(client, chairmanship):
    return read(client.get(f"/en/chairmanships/{chairmanship.slug}/"))


def test_chairmanships_are_listed_latest_first(client):
    for fields in (BEFORE, NOW):
        ChairmanshipFactory(partner__name_en=f"Chair of {fields['start_date'].year}", **fields)
    ChairmanshipFactory(partner__name_en="Chair of once")

    items = read(client.get("/en/chairmanships/")).one("main").all("li")

    assert [one.text for one in items] == [
        "Chair of 2024, since 1 February 2024",
        "Chair of 2022, 14 December 2022 – 1 February 2024",
        "Chair of once, formerly",
    ]


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
        page.section("Programme").one("p").text,
        [one.text for one in page.section("Priorities").all("li")],
    ) == (
        "Morocco",
        "14 December 2022 – 1 February 2024",
        "Together",
        "Many things.",
        ["First this", "Then that"],
    )


def test_a_chairmanship_shows_its_meetings_documents_and_handover(client):
    chairmanship = ChairmanshipFactory()
    MeetingFactory(chairmanship=chairmanship, title_en="On visas")
    MeetingFactory(handover_to=chairmanship, title_en="Senior officials")
    DocumentFactory(chairmanship=chairmanship, title_en="Brochure")

    page = page_of(client, chairmanship)

    assert (
        [one.text for one in page.section("Meetings").all("a")],
        [one.text for one in page.section("Documents").all("a")],
        page.one("main").text.partition("Took over at: ")[2].partition(",")[0],
    ) == (["On visas"], ["Brochure"], "Senior officials")


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
    for start, end in years:
        plan = ActionPlanFactory(name_en=f"Plan of {start}", start_year=start, end_year=end)
        ObjectiveFactory(plan=plan)
    chairmanship = ChairmanshipFactory(**BEFORE)

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


# The first page


def test_the_first_page_shows_the_next_three_meetings_and_the_last_five(client):
    for days in (*range(-7, 0), *range(4)):
        day = datetime.date(2024, 6, 15) + datetime.timedelta(days=days)
        MeetingFactory(title_en=f"{days:+}", start_date=day)

    page = read(client.get("/en/"))

    shown = [
        [one.one("a").text for one in page.section(heading).all("li")]
        for heading in ("Next meetings", "Latest meetings")
    ]
    assert shown == [["+0", "+1", "+2"], ["-1", "-2", "-3", "-4", "-5"]]


def test_the_first_page_names_the_chair_of_the_day(client):
    ChairmanshipFactory(partner__name_en="Morocco", **BEFORE)
    ChairmanshipFactory(partner__name_en="Portugal", **NOW)

    section = read(client.get("/en/")).section("In the chair")

    assert section.one("p").text == "Portugal, since 1 February 2024"


@pytest.mark.parametrize(("day", "name"), [("2024-02-01", "Morocco"), ("2024-02-02", "Portugal")])
def test_the_day_of_the_handover_belongs_to_the_outgoing_chair(client, time_machine, day, name):
    time_machine.move_to(day)
    ChairmanshipFactory(partner__name_en="Morocco", **BEFORE)
    ChairmanshipFactory(partner__name_en="Portugal", **NOW)

    assert read(client.get("/en/")).section("In the chair").one("a").text == name


def test_the_first_page_counts_what_was_addressed_of_the_plan_of_the_day(client):
    plan = ActionPlanFactory(name_en="Cadiz Action Plan", start_year=2023, end_year=2027)
    ObjectiveFactory(plan=plan)
    ActionPlanFactory(start_year=2018, end_year=2020)

    section = read(client.get("/en/")).section("Cadiz Action Plan")

    assert section.one("p", class_="coverage-totals").text == "0 of 1 objectives"


def test_the_first_page_of_an_empty_record_says_that_nothing_is_announced(client):
    page = read(client.get("/en/"))

    assert page.section("Next meetings").one("p").text == "No meeting is announced at present."


@pytest.mark.parametrize(
    ("asked", "given"),
    [("fr", "/fr/"), ("fr-CA,en;q=0.5", "/fr/"), ("en", "/en/"), ("ar", "/en/"), ("", "/en/")],
)
def test_the_root_leads_to_the_language_the_browser_asks_for(client, asked, given):
    response = client.get("/", headers={"accept-language": asked})

    assert (response.status_code, response["Location"]) == (302, given)
    assert "Accept-Language" in response["Vary"]
