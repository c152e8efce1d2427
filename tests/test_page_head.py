"""What the head of a page tells search engines, and those with whom a page is shared."""

import datetime

import pytest

from tests.browsing import ORIGIN, read
from tests.factories import (
    ActionPlanFactory,
    ChairmanshipFactory,
    DocumentFactory,
    MeetingFactory,
    PartnerFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]


def head_of(client, address: str):
    return read(client.get(address)).one("head")


def told(head) -> dict[str, str]:
    """The meta elements by their name or property; those that may be there twice, as a list."""
    metas = [one for one in head.all("meta") if one["content"] and one["name"] != "viewport"]
    return {one["property"] or one["name"]: one["content"] for one in metas}


def languages_named(head) -> dict[str, str]:
    links = [one for one in head.all("link", rel="alternate") if one["hreflang"]]
    return {link["hreflang"]: link["href"].removeprefix(ORIGIN) for link in links}


# A page in a language that its record lacks


def test_a_page_that_only_repeats_another_names_that_one(client):
    MeetingFactory(slug="one", title_en="On visas", title_fr="")

    heads = [head_of(client, one) for one in ("/en/meetings/one/", "/fr/reunions/one/")]

    canonical = [head.one("link", rel="canonical")["href"] for head in heads]
    assert canonical == [f"{ORIGIN}/en/meetings/one/"] * 2
    assert [languages_named(head) for head in heads] == [
        {"en": "/en/meetings/one/", "x-default": "/meetings/one/"}
    ] * 2


def test_a_page_with_a_title_in_each_language_is_a_page_in_each(client):
    MeetingFactory(slug="one", title_fr="Visas", summary_en="In short", summary_fr="")

    head = head_of(client, "/fr/reunions/one/")

    assert head.one("link", rel="canonical")["href"] == f"{ORIGIN}/fr/reunions/one/"
    assert list(languages_named(head)) == ["en", "fr", "x-default"]


def test_the_reader_of_a_copy_can_still_switch(client):
    MeetingFactory(slug="one", title_fr="")

    switch = read(client.get("/en/meetings/one/")).one("ul", class_="language-switch")

    assert switch.one("a")["href"] == "/fr/reunions/one/"


@pytest.mark.parametrize(
    ("title_fr", "address", "language"),
    [
        ("", "/fr/reunions/one/", "en"),
        ("Visas", "/fr/reunions/one/", "fr"),
        ("", "/en/meetings/one/", "en"),
    ],
)
def test_the_title_says_which_language_it_is_in(client, title_fr, address, language):
    MeetingFactory(slug="one", title_en="On visas", title_fr=title_fr)

    assert head_of(client, address).one("title").language == language


# Addresses with a query


@pytest.mark.parametrize(
    ("given", "known"),
    [
        (
            "/en/meetings/?utm_source=x&year=2023&mode=&status=held&status=planned&page=1",
            "/en/meetings/?year=2023&status=held&status=planned",
        ),
        (
            "/fr/reunions/calendrier/2023/04/?year=2023&x=1",
            "/fr/reunions/calendrier/2023/04/?year=2023",
        ),
        ("/en/documents/?x=1&page=2", "/en/documents/?page=2"),
        ("/en/documents/?language=en&x=1", "/en/documents/?language=en"),
        ("/en/search/?q=a+word&x=1&kind=meeting", "/en/search/?q=a+word&kind=meeting"),
        ("/en/meetings/one/?year=2023&page=2", "/en/meetings/one/"),
        ("/en/?utm_source=x", "/en/"),
    ],
)
def test_search_engines_are_told_only_what_of_the_query_makes_the_page(client, given, known):
    MeetingFactory(slug="one", start_date=datetime.date(2023, 4, 25))
    DocumentFactory.create_batch(21)

    head = head_of(client, given)

    assert head.one("link", rel="canonical")["href"] == ORIGIN + known
    assert told(head)["og:url"] == ORIGIN + known
    assert languages_named(head)["en" if known.startswith("/en/") else "fr"] == known


@pytest.mark.parametrize(
    "address",
    [
        "/en/meetings/?type=zzz",
        "/en/meetings/calendar/2023/04/?type=zzz",
        "/en/meetings/calendar/?month=x",
        "/en/documents/?type=zzz",
        "/en/search/?kind=zzz",
        "/en/action-plans/one/coverage/?by=zzz",
    ],
)
def test_what_cannot_be_asked_for_is_not_for_search_engines(client, address):
    ActionPlanFactory(slug="one")

    response = client.get(address)

    head = read(response).one("head")
    assert (response.status_code, told(head).get("robots")) == (400, "noindex")
    assert (head.all("link", rel="canonical"), languages_named(head)) == ([], {})


# Titles


def test_further_pages_of_a_list_say_so_in_their_title(client):
    DocumentFactory.create_batch(41)

    titles = [
        head_of(client, f"/{one}/documents/?page=3").one("title").text for one in ("en", "fr")
    ]

    assert titles == [
        "Documents – page 3 – Rabat Process",
        "Documents – page 3 – Processus de Rabat",
    ]


# Cards


def test_a_page_tells_what_it_is_about(client):
    MeetingFactory(slug="one", title_en="On <visas> & “trust”", summary_en="In short.")

    found = told(head_of(client, "/en/meetings/one/"))

    assert found == {
        "og:type": "website",
        "og:site_name": "Rabat Process",
        "og:title": "On <visas> & “trust”",
        "og:url": f"{ORIGIN}/en/meetings/one/",
        "og:locale": "en_GB",
        "og:locale:alternate": "fr_FR",
        "description": "In short.",
        "og:description": "In short.",
        "twitter:card": "summary",
    }


@pytest.mark.parametrize(
    ("summary", "description"),
    [
        ("Two lines\n\nand <b>signs</b>", "Two lines and <b>signs</b>"),
        ("word " * 40, ("word " * 40).strip()),
        ("word " * 41, ("word " * 39).strip() + "…"),
        ("l’idée,  " * 40, "l’idée, " * 23 + "l’idée…"),
    ],
)
def test_a_description_is_the_beginning_of_the_summary_in_whole_words(client, summary, description):
    MeetingFactory(slug="one", summary_en=summary)

    assert told(head_of(client, "/en/meetings/one/"))["description"] == description


def test_a_meeting_without_summary_is_described_by_its_facts(client):
    MeetingFactory(slug="one", type__name_fr="Atelier", country=PartnerFactory(name_fr="Gambie"))

    found = told(head_of(client, "/fr/reunions/one/"))

    assert found["description"] == "Atelier, 25\u00a0avril 2023, Gambie"


def test_a_chairmanship_is_described_by_its_slogan(client):
    mali = PartnerFactory(name_fr="Mali")
    ChairmanshipFactory(slug="one", partner=mali, slogan_fr="Ensemble")

    assert told(head_of(client, "/fr/presidences/one/"))["description"].endswith(". Ensemble")


def test_an_error_page_is_shared_as_nothing(client):
    assert told(head_of(client, "/en/nothing/")) == {"robots": "noindex"}
