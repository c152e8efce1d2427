"""Meetings as CSV: what the list finds, a line each, for spreadsheet programs and scripts."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.chunks import CHUNK
from events.models import Meeting
from tests.browsing import read
from tests.factories import (
    ActionFactory,
    ChairmanshipFactory,
    CityFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    MeetingTypeFactory,
    ObjectiveFactory,
    PartnerFactory,
    PlanLinkFactory,
)
from tests.test_filters import QUERIES, found_by_page

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

TABLE, FRENCH_TABLE = "/en/meetings/meetings.csv", "/fr/reunions/reunions.csv"


def rows(client, address: str = TABLE) -> list[dict[str, str]]:
    """The lines under their headings."""
    text = client.get(address).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def a_full_meeting():
    mali = PartnerFactory(code="ML", name_en="Mali", name_fr="Mali")
    meeting = MeetingFactory(
        slug="som",
        title_en="On visas, and more",
        title_fr="Des visas",
        type__name_en="Workshop",
        type__name_fr="Atelier",
        start_date=datetime.date(2024, 1, 31),
        end_date=datetime.date(2024, 2, 1),
        city=CityFactory(name_en="Bamako", name_fr="Bamako", country=mali),
        venue_en="Palace",
        mode="hybrid",
        chairmanship=ChairmanshipFactory(slug="morocco-2022"),
    )
    for role, codes in {"host": ["ML"], "chair": ["MA"], "co_chair": ["ES", "TG"]}.items():
        for code in codes:
            partner = mali if code == "ML" else PartnerFactory(code=code)
            MeetingPartnerFactory(meeting=meeting, partner=partner, role=role)
    objective = ObjectiveFactory(plan__slug="cadiz", number=5, part="b")
    PlanLinkFactory(meeting=meeting, area=None, objective=objective)
    action = ActionFactory(plan=objective.plan, number=16)
    PlanLinkFactory(meeting=meeting, area=None, action=action, basis="inferred")
    return meeting


def test_line_says_all_there_is_to_a_meeting(client):
    a_full_meeting()

    assert rows(client) == [
        {
            "slug": "som",
            "title": "On visas, and more",
            "type": "Workshop",
            "first day": "2024-01-31",
            "last day": "2024-02-01",
            "precision": "Day",
            "date": "31\xa0January\xa0–\xa01\xa0February 2024",
            "venue": "Palace",
            "city": "Bamako",
            "country": "Mali",
            "country code": "ML",
            "mode": "Hybrid",
            "status": "Held",
            "chairmanship": "morocco-2022",
            "hosts": "ML",
            "chairs": "MA",
            "co-chairs": "ES TG",
            "items of the action plan": "cadiz.objective-5b",
            "items of the action plan, inferred": "cadiz.action-16",
            "address": "http://testserver/en/meetings/som/",
        }
    ]


def test_headings_and_texts_are_in_the_language_of_the_address(client):
    a_full_meeting()

    (row,) = rows(client, FRENCH_TABLE)

    told = ("titre", "type", "date", "format", "hôtes", "adresse")
    assert [row[name] for name in told] == [
        "Des visas",
        "Atelier",
        "31\xa0janvier\xa0–\xa01er\xa0février 2024",
        "Hybride",
        "ML",
        "http://testserver/fr/reunions/som/",
    ]


def test_dates_claim_no_day_that_is_not_known(client):
    MeetingFactory(start_date=datetime.date(2008, 3, 14), date_precision="month")

    (row,) = rows(client)

    told = ("first day", "last day", "precision", "date")
    assert [row[name] for name in told] == ["2008-03-01", "2008-03-31", "Month", "March 2008"]


def test_meeting_of_which_little_is_known_has_empty_cells(client):
    MeetingFactory(slug="bare")

    (row,) = rows(client)

    empty = [name for name, value in row.items() if not value]
    assert empty == [
        *("venue", "city", "country", "country code", "chairmanship", "hosts", "chairs"),
        *("co-chairs", "items of the action plan", "items of the action plan, inferred"),
    ]


@pytest.mark.parametrize("publication", ["draft", "withdrawn"])
def test_table_holds_nothing_unpublished(client, publication):
    hidden = {"publication": publication}
    MeetingFactory(**hidden)
    meeting = MeetingFactory(
        country=PartnerFactory(code="XA", **hidden), chairmanship=ChairmanshipFactory(**hidden)
    )
    MeetingPartnerFactory(meeting=meeting, partner=PartnerFactory(code="XB", **hidden))
    PlanLinkFactory(meeting=meeting, area__plan__publication=publication)

    (row,) = rows(client)

    names = ("country code", "chairmanship", "hosts", "items of the action plan")
    assert [row["slug"], *(row[name] for name in names)] == [meeting.slug, "", "", "", ""]


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("query", QUERIES)
def test_table_holds_what_the_list_shows_on_all_its_pages(client, query):
    slugs = [row["slug"] for row in rows(client, f"{TABLE}?{query}")]

    assert sorted(slugs) == sorted(found_by_page(client, query)) != []


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("type=nonsense", "type: Select a valid choice. nonsense is"),
        ("year=soon", "year: Enter a whole number."),
        ("q=%00", "q: "),
        ("typ=webinar", "typ: Unknown parameter. Known are: attended, "),
    ],
)
def test_filter_that_cannot_be_is_refused_with_its_reason(client, query, reason):
    response = client.get(f"{TABLE}?{query}")

    assert response.status_code == 400
    assert read(response).one("p", class_="lead").text.startswith(reason)


def test_address_of_a_page_of_the_list_gives_all_its_pages(client):
    MeetingFactory.create_batch(25)

    assert len(rows(client, f"{TABLE}?page=2")) == 25


@pytest.mark.parametrize(("address", "name"), [(TABLE, "meetings"), (FRENCH_TABLE, "reunions")])
def test_table_is_sent_as_a_file_that_spreadsheets_read(client, address, name):
    MeetingFactory()

    response = client.get(address)

    content = response.getvalue()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    assert (content[:3], content.count(b"\r\n"), content[-2:]) == (b"\xef\xbb\xbf", 2, b"\r\n")
    assert response.cookies == {}


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_would_be_a_formula_is_marked_as_text(client, first):
    MeetingFactory(title_en=f"{first}HYPERLINK(1)")

    assert rows(client)[0]["title"] == f"'{first}HYPERLINK(1)"


def queries_of(client, address: str = TABLE) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address).getvalue()
    return len(queries)


@pytest.mark.parametrize("each", [1, 3])
def test_table_costs_as_many_queries_for_three_meetings_as_for_one(client, each):
    for _number in range(each):
        meeting = MeetingFactory(city=CityFactory(), chairmanship=ChairmanshipFactory())
        for _part in range(each):
            MeetingPartnerFactory(meeting=meeting)
            PlanLinkFactory(meeting=meeting)

    assert queries_of(client) == 8


def test_ten_thousand_meetings_are_read_a_chunk_at_a_time(client):
    type_, day = MeetingTypeFactory(), datetime.date(2023, 4, 25)
    fields = {"type": type_, "publication": "published", "time_zone": "UTC"}
    Meeting.objects.bulk_create(
        Meeting(slug=f"m-{n}", title_en=f"{n}", start_date=day, end_date=day, **fields)
        for n in range(10_000)
    )
    chunks = 10_000 / CHUNK

    with CaptureQueriesContext(connection) as queries:
        response = client.get(TABLE)
        before = len(queries)
        lines = iter(response)
        next(lines), next(lines), next(lines)
        first = len(queries)
        count = 1 + sum(1 for _line in lines)

    # Before all, where the log stands. Before the first line, the keys and one chunk are read:
    # meetings, parts played, plan links.
    assert (before, first, len(queries), count) == (1, 5, 2 + 3 * chunks, 10_000)


@pytest.mark.parametrize("query", ["", "?upcoming=true"])
def test_table_is_in_one_order_across_its_chunks(client, monkeypatch, query):
    monkeypatch.setattr("events.chunks.CHUNK", 2)
    for month in (8, 11, 7, 10, 9):
        MeetingFactory(start_date=datetime.date(2024, month, 1), status="planned")

    days = [row["first day"] for row in rows(client, TABLE + query)]

    assert days == [f"2024-{month:02}-01" for month in (11, 10, 9, 8, 7)]


def test_language_of_a_table_does_not_stay_behind(client):
    MeetingFactory()
    lines = iter(client.get(FRENCH_TABLE))

    next(lines), next(lines)
    read(client.get("/en/"))

    assert "avril" in next(lines).decode()
