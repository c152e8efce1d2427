"""The first page: what comes next, who is in the chair, how far the plan is, what is new."""

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
    OutcomeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

NOW = {"start_date": datetime.date(2024, 2, 1), "end_precision": ""}
BEFORE = {"start_date": datetime.date(2022, 12, 14), "end_date": datetime.date(2024, 2, 1)}


def first_page(client):
    return read(client.get("/en/"))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_the_next_meeting_stands_out_and_those_after_it_follow(client):
    for title, start in [("First", "2024-07-01"), ("Second", "2024-08-01"), ("Past", "2024-05-01")]:
        MeetingFactory(title_en=title, start_date=day(start), status="planned")

    section = first_page(client).section("Next meeting")

    assert (
        section.one("p", class_="next-when").text,
        section.one("p", class_="next-title").text,
        [one.text for one in section.all("li")],
    ) == ("1 July 2024", "First", ["Second, 1 August 2024"])


def test_a_meeting_that_was_put_off_is_not_the_next(client):
    MeetingFactory(title_en="Put off", start_date=day("2024-07-01"), status="postponed")
    MeetingFactory(title_en="On", start_date=day("2024-08-01"), status="planned")

    section = first_page(client).section("Next meeting")

    assert (
        section.one("p", class_="next-title").text,
        [one.text for one in section.all("li")],
    ) == (
        "On",
        ["Put off, 1 July 2024 Postponed"],
    )


def test_the_next_meeting_is_found_behind_any_number_that_were_called_off(client):
    for month in range(7, 12):
        MeetingFactory(start_date=datetime.date(2024, month, 1), status="cancelled")
    MeetingFactory(title_en="On", start_date=day("2024-12-01"), status="planned")

    section = first_page(client).section("Next meeting")

    assert (section.one("p", class_="next-title").text, len(section.all("li"))) == ("On", 3)


@pytest.mark.parametrize(
    ("precisions", "expected"),
    [
        (["year", "month", "day"], "Of one day"),
        (["year", "month"], "Of one month"),
        (["year"], "Of one year"),
    ],
)
def test_the_next_meeting_is_the_one_of_which_most_is_known(client, precisions, expected):
    for precision in precisions:
        MeetingFactory(
            title_en=f"Of one {precision}",
            start_date=day("2024-06-17"),
            date_precision=precision,
            status="planned",
        )

    section = first_page(client).section("Next meeting")

    assert section.one("p", class_="next-title").text == expected
    assert len(section.all("li")) == len(precisions) - 1


@pytest.mark.parametrize(
    ("now", "heading"),
    [
        ("2024-06-30T21:59Z", "Next meeting"),
        ("2024-06-30T22:00Z", "Under way"),  # midnight in Brussels
        ("2024-07-02T21:59Z", "Under way"),
    ],
)
def test_a_meeting_is_under_way_through_its_days_in_its_own_zone(
    client, time_machine, now, heading
):
    time_machine.move_to(now)
    MeetingFactory(title_en="Visas", start_date=day("2024-07-01"), end_date=day("2024-07-02"))

    assert first_page(client).section(heading).one("p", class_="next-title").text == "Visas"


def test_without_a_meeting_to_come_the_last_one_that_was_held_is_named(client):
    MeetingFactory(title_en="Held", start_date=day("2024-04-01"), type__name_en="Webinar")
    MeetingFactory(title_en="Called off", start_date=day("2024-05-01"), status="cancelled")

    lines = [one.text for one in first_page(client).section("Next meeting").all("p")]

    assert lines == [
        "No meeting is announced at present.",
        "The last one: Held, 1 April 2024",
        "Webinar",
        "All meetings",
    ]


def test_the_latest_outcomes_are_those_of_the_newest_meetings_with_numbers(client):
    for month, fields in enumerate([{"count": 20}, {"count": 1}, {"count": None, "text_en": "x"}]):
        meeting = MeetingFactory(
            title_en=f"Month {month}", start_date=datetime.date(2024, 1 + month, 1)
        )
        kind = {"kind__name_en": "recommendation", "kind__name_plural_en": "recommendations"}
        OutcomeFactory(meeting=meeting, **kind, **fields)
    OutcomeFactory(meeting=MeetingFactory(status="planned"))
    OutcomeFactory(meeting=meeting, kind__slug="handover", count=1)

    section = first_page(client).section("Latest outcomes")

    told = [
        (one.one("a").text, one.one("p", class_="outcome-counts").text) for one in section.all("li")
    ]
    assert told == [("Month 1", "1 recommendation"), ("Month 0", "20 recommendations")]


def test_the_latest_documents_are_those_of_the_newest_dates(client):
    for month in range(1, 8):
        DocumentFactory(
            title_en=f"Month {month}", date=datetime.date(2024, month, 1), date_precision="month"
        )
    DocumentFactory(title_en="Of no date")

    section = first_page(client).section("Latest documents")

    titles = [one.one("a").text for one in section.all("li")]
    assert titles == [f"Month {month}" for month in range(7, 1, -1)]


def test_the_first_page_names_the_chair_of_the_day(client):
    ChairmanshipFactory(partner__name_en="Morocco", **BEFORE)
    portugal = ChairmanshipFactory(partner__name_en="Portugal", **NOW)
    ChairmanshipPriorityFactory(chairmanship=portugal, text_en="Sharing")

    section = first_page(client).section("In the chair")

    assert section.text == "In the chair Portugal since 1 February 2024 Sharing"


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


def test_the_first_page_of_an_empty_record_says_that_nothing_is_announced_and_no_more(client):
    page = read(client.get("/en/"))

    texts = [one.text for one in page.one("main").all("h2")]
    assert (texts, page.section("Next meeting").all("p")[0].text) == (
        ["Next meeting"],
        "No meeting is announced at present.",
    )


@pytest.mark.parametrize(
    ("asked", "given"),
    [("fr", "/fr/"), ("fr-CA,en;q=0.5", "/fr/"), ("en", "/en/"), ("ar", "/en/"), ("", "/en/")],
)
def test_the_root_leads_to_the_language_the_browser_asks_for(client, asked, given):
    response = client.get("/?a=1", headers={"accept-language": asked})

    assert (response.status_code, response["Location"]) == (302, f"{given}?a=1")
    assert response["Vary"] == "Accept-Language, Cookie"
