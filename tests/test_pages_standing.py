"""What the page of a meeting says has become of it: put off, called off, moved, replaced."""

import datetime

import pytest

from tests.browsing import read
from tests.factories import (
    DateChangeFactory,
    MeetingFactory,
    MeetingLinkFactory,
    StatusChangeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

MARCH = datetime.date(2023, 3, 1)
OFF = [("postponed", "Postponed"), ("cancelled", "Cancelled")]


def banners(client, meeting):
    page = read(client.get(f"/en/meetings/{meeting.slug}/"))
    return [one for one in page.all("div") if (one["class"] or "").startswith("banner")]


def said(client, meeting) -> list[str]:
    return [line.text for banner in banners(client, meeting) for line in banner.all("p")]


@pytest.mark.parametrize("status", ["planned", "held"])
def test_a_meeting_that_goes_as_planned_has_no_banner(client, status):
    assert banners(client, MeetingFactory(status=status)) == []


@pytest.mark.parametrize(("status", "word"), OFF)
def test_what_is_off_says_so_alone_if_no_more_is_known(client, status, word):
    assert said(client, MeetingFactory(status=status)) == [word]


@pytest.mark.parametrize(("status", "word"), OFF)
@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"changed_on": datetime.date(2020, 3, 12)}, " on 12 March 2020."),
        ({"reason_en": "Pandemic."}, " Pandemic."),
        (
            {"changed_on": datetime.date(2020, 3, 12), "reason_en": "Pandemic."},
            " on 12 March 2020. Pandemic.",
        ),
    ],
)
def test_what_is_off_says_since_when_and_why(client, status, word, fields, end):
    meeting = MeetingFactory(status=status)
    StatusChangeFactory(meeting=meeting, status=status, **fields)

    assert said(client, meeting) == [word + end]


def test_only_the_last_of_several_changes_is_told(client):
    meeting = MeetingFactory(status="postponed")
    for status, reason in [("postponed", "First."), ("planned", "On."), ("postponed", "Again.")]:
        StatusChangeFactory(meeting=meeting, status=status, reason_en=reason)

    assert said(client, meeting) == ["Postponed Again."]


@pytest.mark.parametrize(("status", "word"), OFF)
def test_what_is_off_strikes_its_dates_out(client, status, word):
    meeting = MeetingFactory(status=status)

    facts = read(client.get(f"/en/meetings/{meeting.slug}/")).one("dl", class_="facts")

    assert (facts.one("dt").text, facts.one("s").text) == ("Planned for", "25 April 2023")


@pytest.mark.parametrize(("status", "word"), OFF)
def test_what_is_off_strikes_earlier_dates_out_and_names_all_that_replace_it(client, status, word):
    meeting = MeetingFactory(status=status, original_plan_en="First planned in Tripoli.")
    DateChangeFactory(meeting=meeting, start_date=MARCH, reason_en="Elections.")
    for title in ("One", "Two"):
        new = MeetingFactory(slug=title.lower(), title_en=title, start_date=MARCH)
        MeetingLinkFactory(from_meeting=new, to_meeting=meeting, kind="replaces")

    (banner,) = banners(client, meeting)

    assert [line.text for line in banner.all("p")] == [
        word,
        "Earlier dates: 1 March 2023. Elections.",
        "Replaced by One, 1 March 2023",
        "Replaced by Two, 1 March 2023",
        "First planned in Tripoli.",
    ]
    assert banner.one("s").text == "1 March 2023"
    assert [one["href"] for one in banner.all("a")] == ["/en/meetings/one/", "/en/meetings/two/"]


def test_a_successor_that_is_not_published_is_not_named(client):
    meeting = MeetingFactory(status="cancelled")
    draft = MeetingFactory(publication="draft")
    MeetingLinkFactory(from_meeting=draft, to_meeting=meeting, kind="replaces")

    assert said(client, meeting) == ["Cancelled"]


@pytest.mark.parametrize("status", ["planned", "held"])
def test_a_meeting_that_is_on_again_says_from_when_it_was_moved(client, status):
    meeting = MeetingFactory(status=status)
    StatusChangeFactory(meeting=meeting, status="postponed", reason_en="Elections.")
    StatusChangeFactory(meeting=meeting, status="planned")
    two_days = {"start_date": MARCH, "end_date": datetime.date(2023, 3, 2)}
    DateChangeFactory(meeting=meeting, **two_days, reason_en="Elections.")
    DateChangeFactory(
        meeting=meeting,
        start_date=datetime.date(2023, 4, 1),
        date_precision="month",
        changed_on=datetime.date(2023, 3, 20),
    )

    (banner,) = banners(client, meeting)

    assert [line.text for line in banner.all("p")] == [
        "Moved from 1–2 March 2023. Elections.",
        "Moved from April 2023, as decided on 20 March 2023.",
    ]
    assert [one.text for one in banner.all("s")] == ["1–2 March 2023", "April 2023"]


def test_the_banner_speaks_french(client):
    meeting = MeetingFactory(slug="off", status="postponed")
    StatusChangeFactory(
        meeting=meeting, status="postponed", changed_on=MARCH, reason_fr="Élections."
    )
    DateChangeFactory(meeting=meeting, start_date=MARCH)
    moved = MeetingFactory(slug="moved")
    DateChangeFactory(meeting=moved, start_date=MARCH, changed_on=MARCH)

    pages = [read(client.get(f"/fr/reunions/{slug}/")) for slug in ("off", "moved")]

    assert [[line.text for line in page.one("main").all("p")[1:3]] for page in pages] == [
        ["Reportée le 1er mars 2023. Élections.", "Dates antérieures : 1er mars 2023."],
        [
            "Initialement prévue : 1er mars 2023 (déplacement décidé le 1er mars 2023).",
            "Ajouter à l’agenda (ICS)",
        ],
    ]


def test_a_first_plan_known_in_words_is_shown(client):
    meeting = MeetingFactory(original_plan_en="First planned in Tripoli.")

    assert said(client, meeting) == ["First planned in Tripoli."]
