"""The next meetings as a page for frames of other sites."""

import datetime

import pytest
from django.http import HttpResponse

from events.views.embed import USUAL
from tests.browsing import ORIGIN, Page, read
from tests.factories import CityFactory, MeetingFactory, MeetingTypeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

EMBED, FRENCH_EMBED = "/en/embed/meetings/", "/fr/integrer/reunions/"


def meeting(day: str, **fields):
    date = datetime.date.fromisoformat(day)
    return MeetingFactory(slug=day, title_en=f"Of {day}", start_date=date, **fields)


def page(client, address: str = EMBED, status: int = 200) -> Page:
    response = client.get(address)
    assert response.status_code == status
    found = read(response)
    assert found.faults == []
    return found


def shown(found: Page) -> list[str]:
    return [link["href"] for item in found.all("li") for link in item.all("a")]


def test_the_next_meetings_are_shown_the_nearest_first(client):
    meeting("2024-06-14", status="held")
    for day in ("2024-09-01", "2024-06-15", "2024-07-01"):
        meeting(day, status="planned")
    meeting("2024-08-01", publication="draft")

    assert shown(page(client)) == [
        "/en/meetings/2024-06-15/",
        "/en/meetings/2024-07-01/",
        "/en/meetings/2024-09-01/",
    ]


def test_a_meeting_has_its_date_place_and_status(client):
    city = CityFactory(name_en="Rabat", country__name_en="Morocco")
    meeting("2024-07-01", status="postponed", city=city)

    (item,) = page(client).all("li")

    assert item.one("time").text == "1 July 2024"
    assert item.one("span", class_="tag-postponed").text == "Postponed"
    assert item.one("p", class_="meeting-item-facts").text.endswith("· Rabat (Morocco)")


@pytest.mark.parametrize(("query", "number"), [("", USUAL), ("?limit=1", 1), ("?limit=20", 20)])
def test_as_many_are_shown_as_asked_for(client, query, number):
    MeetingFactory.create_batch(21, start_date=datetime.date(2024, 7, 1), status="planned")

    assert len(shown(page(client, EMBED + query))) == number


def test_filters_are_those_of_the_list_and_said(client):
    webinar = MeetingTypeFactory(slug="webinar", name_en="Webinar", name_fr="Webinaire")
    meeting("2024-07-01", type=webinar)
    meeting("2024-07-02")

    found = page(client, f"{FRENCH_EMBED}?type=webinar&limit=3&page=2")

    assert shown(found) == ["/fr/reunions/2024-07-01/"]
    assert found.one("p", class_="hint").text == "Webinaire"
    assert found.one("p", class_="more").one("a")["href"] == "/fr/reunions/?type=webinar"
    (canonical,) = found.all("link", rel="canonical")
    assert canonical["href"] == f"{ORIGIN}/fr/reunions/?type=webinar"


def test_without_any_to_come_the_last_are_shown(client):
    meeting("2024-05-01", status="held")
    meeting("2024-06-01", status="held")

    found = page(client)

    assert found.one("h1").text == "Next meetings of the Rabat Process"
    assert "No meeting is announced at present." in found.one("main").text
    assert found.one("h2").text == "The last ones"
    assert shown(found) == ["/en/meetings/2024-06-01/", "/en/meetings/2024-05-01/"]


def test_an_empty_record_is_said_to_be(client):
    found = page(client)

    assert (shown(found), found.all("h2")) == ([], [])
    assert "No meeting is announced at present." in found.one("main").text


@pytest.mark.parametrize(("days", "said"), [(["2024-06-01"], False), ([], True)])
def test_past_meetings_can_be_asked_for(client, days, said):
    for day in days:
        meeting(day, status="held")
    meeting("2024-07-01")

    found = page(client, f"{EMBED}?upcoming=false")

    assert found.one("h1").text == "Past meetings of the Rabat Process"
    assert shown(found) == [f"/en/meetings/{day}/" for day in days]
    assert ("No meeting fits." in found.one("main").text) is said


@pytest.mark.parametrize("query", ["", "?limit=0", "?year=soon&x=1"])
def test_page_may_be_framed_and_leaves_nothing_behind(client, query):
    response = client.get(EMBED + query)

    assert "X-Frame-Options" not in response.headers
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; "
        "frame-ancestors *; base-uri 'none'"
    )
    assert (response.cookies, "Cookie" in response["Vary"]) == ({}, False)


def test_links_open_where_the_site_around_it_is(client):
    found = page(client)

    assert found.one("base").attributes == {"target": "_top"}
    assert found.all("script") == []
    assert found.one("meta", name="robots")["content"] == "noindex"


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("limit=0", "limit: Ensure this value is greater than or equal to 1."),
        ("limit=21", "limit: Ensure this value is less than or equal to 20."),
        ("limit=-1", "limit: Ensure this value is greater than or equal to 1."),
        ("limit=" + "9" * 5000, "limit: Enter a whole number."),
        ("limit=1e2", "limit: Enter a whole number."),
        ("limit=%00", "limit: Enter a whole number."),
        ("limit=2&limit=x", "limit: Enter a whole number."),
        ("limit=%D9%A1%D9%A1%D9%A1", "limit: Ensure this value is less than or equal to 20."),
        ("year=soon", "year: Enter a whole number."),
        ("country=%00", "country: “ ” is not known here."),
        (
            "colour=%E2%80%AEred",
            "colour: Unknown parameter. Known are: attended, category, chair, chairmanship, "
            "co_chair, country, host, item, limit, mode, page, plan, q, status, type, upcoming, "
            "year.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(client, query, reason):
    meeting("2024-07-01")

    found = page(client, f"{EMBED}?{query}", status=400)

    assert [one.text for one in found.all("li")] == [" ".join(reason.split())]
    assert found.one("p", class_="more").one("a")["href"] == "/en/meetings/"


def test_the_reason_is_in_the_language_of_the_page(client):
    found = page(client, f"{FRENCH_EMBED}?limit=many", status=400)

    assert [one.text for one in found.all("li")] == ["limit : Saisissez un nombre entier."]


@pytest.mark.parametrize(
    ("listed", "embedded", "title"),
    [
        ("/en/meetings/", EMBED, "Next meetings of the Rabat Process"),
        (
            "/fr/reunions/?type=webinar&q=%22%3Ca%26b&page=1",
            f"{FRENCH_EMBED}?q=%22%3Ca%26b&type=webinar",
            "Prochaines réunions du Processus de Rabat",
        ),
    ],
)
def test_the_list_has_the_line_that_frames_it(client, listed, embedded, title):
    MeetingTypeFactory(slug="webinar")

    (line,) = read(client.get(listed)).all("textarea")

    host = read(HttpResponse(line.text)).one("iframe")
    assert host.attributes == {
        "src": ORIGIN + embedded,
        "title": title,
        "loading": "lazy",
        "width": "100%",
        "height": "640",
    }
    assert client.get(host["src"]).status_code == 200
