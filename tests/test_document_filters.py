"""The filters of documents: one set for the library and the API."""

import datetime

import pytest

from tests.browsing import read
from tests.factories import (
    DocumentFactory,
    DocumentKindFactory,
    DocumentVersionFactory,
    MeetingFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

LIBRARIES = ["/en/documents/", "/fr/documents/"]
BAD = [
    ("type", "nothing"),
    ("type", "a\0b"),
    ("year", "soon"),
    ("year", "1989"),
    ("year", "99999999999999999999"),
    ("language", "xx"),
    ("meeting", "nothing"),
    ("q", "a\0b"),
]
QUERIES = [
    "",
    "type=report",
    "type=report&type=video",
    "year=2022",
    "language=und",
    "q=declaration",
]


def found_by_api(client, query: str) -> list[str]:
    """The slugs of the documents, all pages of them."""
    answer = client.get(f"/api/v1/documents/?page_size=100&{query}").json()
    return [document["slug"] for document in answer["results"]]


def found_by_page(client, query: str) -> list[str]:
    """The slugs of the documents on all pages, as their links have them."""
    slugs, address = [], f"/en/documents/?{query}"
    while address:
        page = read(client.get(address))
        items = page.all("li", class_="document-item")
        slugs += [item.one("a")["href"].split("/")[-2] for item in items]
        address = next(("/en/documents/" + one["href"] for one in page.all("a", rel="next")), None)
    return slugs


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("query", QUERIES)
def test_library_and_api_find_the_same_documents_of_the_record(client, query):
    on_page = found_by_page(client, query)

    assert len(on_page) > 0
    assert found_by_api(client, query) == on_page


def test_type_finds_any_of_those_named(client):
    for name in ("report", "video", "article"):
        DocumentFactory(slug=f"a-{name}", kind=DocumentKindFactory(slug=name))

    assert found_by_api(client, "type=report&type=video") == ["a-report", "a-video"]


def test_year_finds_dates_of_every_precision(client):
    for precision, day in [("day", 31), ("month", 1), ("year", 1)]:
        date = datetime.date(2022, 12 if precision == "day" else 1, day)
        DocumentFactory(slug=precision, date=date, date_precision=precision)
    DocumentFactory(date=datetime.date(2023, 1, 1), date_precision="day")
    DocumentFactory(date=datetime.date(2021, 12, 31), date_precision="day")
    DocumentFactory()

    assert sorted(found_by_api(client, "year=2022")) == ["day", "month", "year"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["both", "fr", "mul"]),
        ("en", ["both", "mul"]),
        ("mul", ["mul"]),
        ("ar", ["mul"]),
        ("und", ["und"]),
    ],
)
def test_language_finds_what_can_be_read_in_it(client, language, expected):
    versions = {"both": ["en", "fr"], "fr": ["fr"], "mul": ["mul"], "und": ["", ""], "none": []}
    for slug, languages in versions.items():
        document = DocumentFactory(slug=slug)
        for one in languages:
            DocumentVersionFactory(document=document, language=one)

    assert found_by_api(client, f"language={language}") == expected


def test_meeting_finds_its_documents(client):
    meeting = MeetingFactory(slug="one")
    DocumentFactory(slug="minutes", meeting=meeting)
    DocumentFactory(meeting=MeetingFactory())

    assert found_by_api(client, "meeting=one") == ["minutes"]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_meeting_that_is_not_published_is_as_unknown_as_any(client, state):
    MeetingFactory(slug="unseen", publication=state)

    said = [client.get(f"/en/documents/?meeting={slug}") for slug in ("unseen", "xxxxxx")]

    assert said[0].status_code == 400
    assert said[0].content.replace(b"unseen", b"") == said[1].content.replace(b"xxxxxx", b"")


def test_words_find_what_search_finds(client):
    DocumentFactory(slug="one", title_en="Declaration of Cadiz", title_fr="Déclaration de Cadix")
    DocumentFactory(slug="two", title_en="Agenda", title_fr="Ordre du jour")
    MeetingFactory(title_en="Declaration day")

    found = [found_by_api(client, f"q={words}") for words in ("DECLARATIONS", "cadix", "", "…")]

    assert found == [["one"], ["one"], ["one", "two"], ["one", "two"]]


def test_several_filters_must_all_hold(client):
    report = DocumentKindFactory(slug="report")
    dated = {"date": datetime.date(2022, 1, 1), "date_precision": "year"}
    DocumentFactory(slug="both", kind=report, **dated)
    DocumentFactory(kind=report)
    DocumentFactory(**dated)

    assert found_by_api(client, "type=report&year=2022") == ["both"]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_api_refuses_a_value_that_cannot_be_and_names_the_filter(client, name, value):
    response = client.get("/api/v1/documents/", {name: value})

    assert (response.status_code, list(response.json()["errors"])) == (400, [name])


@pytest.mark.parametrize(("name", "value"), BAD)
@pytest.mark.parametrize("address", LIBRARIES)
def test_library_refuses_a_value_that_cannot_be_and_names_the_filter(client, address, name, value):
    response = client.get(address, {name: value})

    (error,) = read(response).one("div", class_="error-summary").all("li")
    assert (response.status_code, error["id"]) == (400, f"id_{name}_error")


def test_api_refuses_a_filter_it_does_not_know(client):
    response = client.get("/api/v1/documents/?status=held")

    assert (response.status_code, list(response.json()["errors"])) == (400, ["status"])


@pytest.mark.parametrize("name", sorted(dict(BAD)))
def test_an_empty_value_is_no_filter(client, name):
    document = DocumentFactory()

    assert found_by_api(client, f"{name}=") == [document.slug]


def test_the_form_keeps_what_was_chosen_and_the_meeting_unseen(client):
    DocumentKindFactory(slug="report")
    MeetingFactory(slug="one")
    chosen = {"type": "report", "meeting": "one", "year": "2022", "language": "fr", "q": "words"}

    form = read(client.get("/en/documents/", chosen)).one("form", class_="filter-form")

    ticked = [one for one in form.all("input", type="checkbox") if "checked" in one.attributes]
    written = [one for one in form.all("input") if one["type"] in ("number", "hidden", "text")]
    picked = [one for one in form.all("option") if "selected" in one.attributes]
    kept = {one["name"]: one["value"] for one in ticked + written}
    kept |= {one.parent["name"]: one["value"] for one in picked}
    assert kept == chosen
    assert form.one("input", name="meeting")["type"] == "hidden"


def test_filters_that_are_on_are_chips_that_take_them_off(client):
    DocumentKindFactory(slug="report", name_en="Report")
    DocumentKindFactory(slug="video", name_en="Video")
    MeetingFactory(slug="one", title_en="Conference")

    page = read(client.get("/en/documents/?type=report&type=video&meeting=one&language=fr&page=1"))

    chips = page.one("ul", class_="chips").all("a")
    assert [(chip.text, chip["href"]) for chip in chips] == [
        (
            "Type of document: Report – remove this filter",
            "/en/documents/?type=video&language=fr&meeting=one",
        ),
        (
            "Type of document: Video – remove this filter",
            "/en/documents/?type=report&language=fr&meeting=one",
        ),
        (
            "Language: French – remove this filter",
            "/en/documents/?type=report&type=video&meeting=one",
        ),
        (
            "Meeting: Conference (2023) – remove this filter",
            "/en/documents/?type=report&type=video&language=fr",
        ),
    ]


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 documents"), (1, "1 document"), (21, "21 documents")]
)
def test_the_library_says_how_many_documents_it_found(client, count, words):
    DocumentFactory.create_batch(count)

    assert read(client.get("/en/documents/")).one("p", role="status").text == words


def test_a_library_without_hits_says_what_to_do(client):
    page = read(client.get("/en/documents/?year=2022"))

    assert "Try fewer filters." in page.one("main").text


def test_documents_stand_under_their_years(client):
    for year in (2023, 2021, 2023, None):
        date = year and datetime.date(year, 1, 1)
        DocumentFactory(date=date, date_precision="year" if year else "unknown")

    groups = read(client.get("/en/documents/")).all("section", class_="year-group")

    found = [
        (group.one("h2").text, len(group.all("li", class_="document-item"))) for group in groups
    ]
    assert found == [("2023", 2), ("2021", 1), ("Without a recorded date", 1)]


def test_a_meeting_leads_to_its_documents_in_the_library(client):
    document = DocumentFactory(meeting=MeetingFactory(slug="one"))

    links = read(client.get("/en/meetings/one/")).section("Documents").all("a")

    assert links[-1]["href"] == "/en/documents/?meeting=one"
    assert found_by_page(client, "meeting=one") == [document.slug]
