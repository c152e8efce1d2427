"""The lists of the API as files: CSV, calendars, maps."""

import csv
import datetime
import gc
import io
import json
import tracemalloc

import pytest
from icalendar import Calendar

from events.atlas import project, unproject
from events.generating.batches import generate
from events.map import drawing
from events.places import country_positions
from tests.browsing import ORIGIN
from tests.factories import (
    ActionPlanFactory,
    AreaFactory,
    ChairmanshipFactory,
    CityFactory,
    DocumentFactory,
    FormerSlugFactory,
    MeetingFactory,
    ObjectiveFactory,
    PartnerFactory,
    PartnerRoleFactory,
    RecommendationFactory,
)
from tests.test_api_manners import problem

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15T12:00Z", tick=False)]

TABLES = [
    *("meetings", "partners", "chairmanships", "areas", "objectives", "actions"),
    *("recommendations", "documents"),
]
FILES = [*(f"{name}.csv" for name in TABLES), "meetings.ics", "meetings.geojson"]


def rows(client, address: str) -> list[dict[str, str]]:
    """The lines of a table under its headings."""
    text = client.get(f"/api/v1/{address}").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def entries(client, address: str) -> list:
    return Calendar.from_ical(client.get(f"/api/v1/{address}").content).walk("VEVENT")


def features(client, query: str = "") -> list[dict]:
    answer = client.get(f"/api/v1/meetings.geojson{query}")
    collection = json.loads(answer.getvalue())
    assert (answer["Content-Type"], collection["type"]) == (
        "application/geo+json",
        "FeatureCollection",
    )
    return collection["features"]


# Tables


def test_the_table_of_meetings_is_that_of_the_page(client):
    MeetingFactory(title_en="On visas", title_fr="Des visas")
    MeetingFactory(mode="online")

    for language, page in [
        ("en", "/en/meetings/meetings.csv"),
        ("fr", "/fr/reunions/reunions.csv"),
    ]:
        table = client.get(f"/api/v1/meetings.csv?mode=online&lang={language}").getvalue()
        assert table == client.get(f"{page}?mode=online").getvalue()
    assert [one["title"] for one in rows(client, "meetings.csv?mode=not_stated")] == ["On visas"]


def test_a_table_has_a_column_per_member_and_language(client):
    mali = PartnerFactory(code="ML", name_en="Mali", name_fr="", aliases="Soudan\nBamako")
    PartnerRoleFactory(partner=mali, kind="observer", start_date=None)

    (row,) = rows(client, "partners.csv?fields=code,name,other_names,url,status,roles")

    assert {name: text for name, text in row.items() if name != "roles"} == {
        "code": "ML",
        "name_en": "Mali",
        "name_fr": "",
        "other_names": "Soudan; Bamako",
        "url_en": f"{ORIGIN}/en/partners/ML/",
        "url_fr": f"{ORIGIN}/fr/partenaires/ML/",
        "status": "observer",
    }
    assert [role["kind"] for role in json.loads(row["roles"])] == ["observer"]


def test_a_table_in_one_language_says_in_which_its_texts_are(client):
    PartnerFactory(code="ML", name_en="Mali", name_fr="")

    assert rows(client, "partners.csv?fields=code,name,url&lang=fr") == [
        {
            "code": "ML",
            "name": "Mali",
            "name_lang": "en",
            "url": f"{ORIGIN}/fr/partenaires/ML/",
        }
    ]


@pytest.mark.parametrize("resource", [one for one in TABLES if one != "meetings"])
def test_a_table_has_all_members_but_where_they_lead(client, resource):
    first = client.get(f"/api/v1/{resource}.csv").getvalue().decode("utf-8-sig").splitlines()[0]
    full_row_of(resource)

    (found,) = client.get(f"/api/v1/{resource}/").json()["results"]

    headings = [one.strip('"') for one in first.split(",")]
    texts = {name for name, value in found.items() if isinstance(value, dict)} - {"related"}
    members = [name for name in found if name != "related"]
    assert headings == [
        column
        for name in members
        for column in ([f"{name}_en", f"{name}_fr"] if name in texts else [name])
    ]


def full_row_of(resource: str):
    """The one row of the kind."""
    plan = ActionPlanFactory() if resource in ("areas", "objectives", "actions") else None
    {
        "partners": PartnerFactory,
        "chairmanships": ChairmanshipFactory,
        "areas": lambda: AreaFactory(plan=plan),
        "objectives": lambda: ObjectiveFactory(plan=plan),
        "actions": lambda: plan.actions.create(number=1, objective_basis="unknown"),
        "recommendations": RecommendationFactory,
        "documents": DocumentFactory,
    }[resource]()


def test_a_table_takes_the_filters_of_its_list_and_is_in_its_order(client, monkeypatch):
    monkeypatch.setattr("events.chunks.CHUNK", 2)
    plan = ActionPlanFactory(slug="plan")
    for number in (3, 1, 2, 5, 4):
        AreaFactory(plan=plan, number=number)
    AreaFactory(number=9)

    found = rows(client, "areas.csv?plan=plan&fields=number")

    assert [one["number"] for one in found] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1", "-1", "＝1"])
def test_no_cell_is_a_formula(client, text):
    PartnerFactory(code="ML", name_en=text)

    (row,) = rows(client, "partners.csv")

    assert row["name_en"] == f"'{text}"


def test_what_changed_since_as_a_table(client, time_machine):
    PartnerFactory(code="ML")
    time_machine.shift(datetime.timedelta(days=1))
    PartnerFactory(code="SN")

    found = rows(client, "partners.csv?updated_since=2024-06-16T00:00:00Z")

    assert [one["code"] for one in found] == ["SN"]


@pytest.mark.parametrize("address", FILES)
@pytest.mark.parametrize("name", ["page", "page_size", "format", "é"])
def test_a_file_refuses_what_it_does_not_know(client, address, name):
    content = problem(client.get(f"/api/v1/{address}", {name: "1"}))

    assert (content["status"], list(content["errors"])) == (400, [name])


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("meetings.csv?lang=de", "lang"),
        ("meetings.csv?fields=slug", "fields"),
        ("meetings.ics?type=none", "type"),
        ("meetings.ics?lang=%00", "lang"),
        ("meetings.geojson?year=soon", "year"),
        ("meetings.geojson?fields=notes", "fields"),
        ("actions.csv?objective=none", "objective"),
        ("partners.csv?fields=code,sources", "fields"),
        ("documents.csv?updated_since=soon", "updated_since"),
    ],
)
def test_a_bad_value_is_refused_before_a_file_begins(client, address, name):
    content = problem(client.get(f"/api/v1/{address}"))

    assert (content["status"], list(content["errors"])) == (400, [name])


@pytest.mark.parametrize("address", FILES)
def test_no_file_holds_a_draft(client, address):
    hidden = {"publication": "draft"}
    meeting = MeetingFactory(title_en="Hidden", city=CityFactory(), **hidden)
    RecommendationFactory(meeting=meeting, text_en="Hidden")
    plan = ActionPlanFactory(name_en="Hidden", **hidden)
    ObjectiveFactory(plan=plan, title_en="Hidden", area=AreaFactory(plan=plan, title_en="Hidden"))
    ChairmanshipFactory(slogan_en="Hidden", **hidden)
    DocumentFactory(title_en="Hidden", **hidden)
    PartnerFactory(name_en="Hidden", **hidden)

    response = client.get(f"/api/v1/{address}")

    assert b"Hidden" not in b"".join(response)


def test_a_file_of_a_resource_without_one_is_not_there(client):
    assert client.get("/api/v1/pages.csv").status_code == 404
    assert client.get("/api/v1/partners.ics").status_code == 404


@pytest.mark.usefixtures("record")
def test_files_keep_few_of_their_objects_in_memory(client, monkeypatch):
    """Of four times as many meetings, texts and all, the same few."""
    monkeypatch.setattr("events.chunks.CHUNK", 50)
    peaks = []
    for more in (100, 400):
        for _done in generate(more, seed=1, today=datetime.date(2024, 6, 15)):
            pass
        tracemalloc.start()
        for address in ("meetings.csv", "meetings.geojson"):
            for number, _part in enumerate(client.get(f"/api/v1/{address}")):
                if number % 50 == 0:
                    gc.collect()  # rows and what they lead to hold each other
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.5


# Calendars


def test_the_calendar_takes_filters_and_a_language(client):
    day = {"start_date": datetime.date(2024, 6, 20), "end_date": datetime.date(2024, 6, 21)}
    meeting = MeetingFactory(title_en="Visas", title_fr="Des visas", mode="online", **day)
    MeetingFactory(mode="in_person", **day)

    (entry,) = entries(client, "meetings.ics?mode=online&lang=fr")
    (english,) = entries(client, "meetings.ics?mode=online")

    assert (entry["summary"], english["summary"]) == ("Des visas", "Visas")
    assert entry["uid"] == english["uid"] == f"{meeting.uid}@rabat-process"


def test_the_calendar_is_that_of_the_page(client):
    MeetingFactory(start_date=datetime.date(2024, 6, 20), end_date=datetime.date(2024, 6, 20))
    MeetingFactory(start_date=datetime.date(2008, 6, 20), end_date=datetime.date(2008, 6, 20))

    answer = client.get("/api/v1/meetings.ics?lang=fr")

    assert answer.content == client.get("/fr/reunions/calendrier.ics").content
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_one_meeting_for_a_calendar(client):
    FormerSlugFactory(meeting=MeetingFactory(slug="one", title_fr="Des visas"), slug="former")

    (entry,) = entries(client, "meetings/one.ics?lang=fr")
    moved = client.get("/api/v1/meetings/former.ics")

    assert entry["summary"] == "Des visas"
    assert (moved.status_code, moved["Location"]) == (301, "/api/v1/meetings/one.ics")


def test_a_meeting_without_days_or_public_is_in_no_calendar(client):
    MeetingFactory(slug="vague", date_precision="month")
    MeetingFactory(slug="draft", publication="draft")

    vague = problem(client.get("/api/v1/meetings/vague.ics", headers={"accept-language": "fr"}))
    assert (vague["status"], vague["detail"][:9]) == (404, "Les jours")
    assert problem(client.get("/api/v1/meetings/draft.ics"))["status"] == 404
    assert list(problem(client.get("/api/v1/meetings/vague.ics?year=2023"))["errors"]) == ["year"]


# Maps


@pytest.fixture
def mali():
    return PartnerFactory(code="ML", name_en="Mali")


def test_a_city_is_exact(client, mali):
    city = CityFactory(
        name_en="Bamako", name_fr="", country=mali, latitude="12.6392", longitude="-8.0029"
    )
    meeting = MeetingFactory(slug="one", title_en="Visas", city=city, mode="hybrid")

    (found,) = features(client, "?fields=slug,city")

    assert found == {
        "type": "Feature",
        "id": str(meeting.uid),
        "geometry": {"type": "Point", "coordinates": [-8.0029, 12.6392]},
        "properties": {
            "slug": "one",
            "city": {"en": "Bamako", "fr": None},
            "precision": "city",
        },
    }


@pytest.mark.parametrize("with_city", [True, False])
def test_of_a_country_alone_the_point_is_inside_it(client, mali, with_city):
    MeetingFactory(city=CityFactory(country=mali) if with_city else None, country=mali)

    (found,) = features(client)

    longitude, latitude = found["geometry"]["coordinates"]
    assert (-12 < longitude < 4.5, 10 < latitude < 25) == (True, True)
    assert found["properties"]["precision"] == "country"


def test_a_meeting_without_a_place_has_no_geometry(client, mali):
    city = CityFactory(country=mali, latitude=10, longitude=10)
    MeetingFactory(slug="online", mode="online", city=city)
    MeetingFactory(slug="nowhere")
    MeetingFactory(slug="far", country=PartnerFactory(code="JP"))

    found = features(client, "?lang=fr")

    places = {one["properties"]["slug"]: one["geometry"] for one in found}
    assert places == {"online": None, "nowhere": None, "far": None}
    assert {one["properties"]["precision"] for one in found} == {None}


def test_a_city_in_a_hidden_country_is_nowhere(client):
    hidden = PartnerFactory(publication="draft", code="ML")
    MeetingFactory(city=CityFactory(country=hidden, latitude=10, longitude=10), country=hidden)

    assert [one["geometry"] for one in features(client)] == [None]


def test_the_map_takes_the_filters_of_the_list(client):
    MeetingFactory(slug="one", mode="online")
    MeetingFactory(slug="two", mode="hybrid")

    assert [one["properties"]["slug"] for one in features(client, "?mode=hybrid")] == ["two"]
    assert features(client, "?mode=in_person") == []


def test_the_way_back_from_the_drawing_is_the_way_there():
    for longitude in (-25, 0, 10, 51.5):
        for latitude in (-34, 0, 20, 71):
            back = unproject(*project(longitude, latitude))
            assert back == pytest.approx((longitude, latitude))


@pytest.mark.parametrize(
    ("code", "west", "south", "east", "north"),
    [
        ("MA", -13.2, 27.6, -1, 36),
        ("CV", -25.4, 14.8, -22.6, 17.3),
        ("FI", 20, 59.5, 31.6, 70.1),
        ("CD", 12, -13.5, 31.4, 5.4),
        ("MT", 14.1, 35.7, 14.7, 36.2),
    ],
)
def test_countries_are_where_they_are(code, west, south, east, north):
    longitude, latitude = country_positions()[code]

    assert (west <= longitude <= east, south <= latitude <= north) == (True, True)
    assert country_positions().keys() == drawing()["countries"].keys()
