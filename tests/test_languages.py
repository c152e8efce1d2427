"""Two languages: each page has a form in both, and says which language its texts are in."""

import datetime
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override

from tests.browsing import ORIGIN, read
from tests.factories import (
    ActionPlanFactory,
    AreaFactory,
    ChairmanshipFactory,
    ChairmanshipPriorityFactory,
    CityFactory,
    DocumentFactory,
    MeetingAimFactory,
    MeetingFactory,
    MeetingTypeFactory,
    PartnerFactory,
    StandingPageFactory,
)
from tests.factories.pages import every_standing_page

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

ADDRESSES = {
    "home": ("/en/", "/fr/"),
    "meeting-list": ("/en/meetings/", "/fr/reunions/"),
    "meeting-months": ("/en/meetings/calendar/", "/fr/reunions/calendrier/"),
    "meeting-month": ("/en/meetings/calendar/2023/04/", "/fr/reunions/calendrier/2023/04/"),
    "meeting-detail": ("/en/meetings/one/", "/fr/reunions/one/"),
    "action-plan-list": ("/en/action-plans/", "/fr/plans-d-action/"),
    "action-plan-detail": ("/en/action-plans/one/", "/fr/plans-d-action/one/"),
    "plan-item-detail": ("/en/action-plans/one/area-1/", "/fr/plans-d-action/one/area-1/"),
    "partner-list": ("/en/partners/", "/fr/partenaires/"),
    "partner-detail": ("/en/partners/ML/", "/fr/partenaires/ML/"),
    "chairmanship-list": ("/en/chairmanships/", "/fr/presidences/"),
    "chairmanship-detail": ("/en/chairmanships/one/", "/fr/presidences/one/"),
    "about": ("/en/about/", "/fr/a-propos/"),
    "accessibility": ("/en/accessibility/", "/fr/accessibilite/"),
    "privacy": ("/en/privacy/", "/fr/confidentialite/"),
    "languages": ("/en/languages/", "/fr/langues/"),
    "data": ("/en/data/", "/fr/donnees/"),
    "document-list": ("/en/documents/", "/fr/documents/"),
    "document-detail": ("/en/documents/one/", "/fr/documents/one/"),
    "search": ("/en/search/", "/fr/recherche/"),
    "api-start": ("/en/data/api/", "/fr/donnees/api/"),
    "api-resource": ("/en/data/api/meetings/", "/fr/donnees/api/meetings/"),
}
QUERIES = [
    "page=1",
    "type=one&type=two&year=2023",
    "country=ML&upcoming=",
    "q=%C3%A9t%C3%A9+%26%20%3D",
    "q=a/b:c%2Fd;e,f",
]


@pytest.fixture
def record_of_one(db):
    """One of each thing that has a page."""
    MeetingFactory(slug="one", type__slug="one")
    MeetingTypeFactory(slug="two")
    AreaFactory(plan=ActionPlanFactory(slug="one"), number=1, title_fr="Protéger")
    PartnerFactory(code="ML")
    ChairmanshipFactory(slug="one")
    DocumentFactory(slug="one")
    every_standing_page()


def switch(page) -> str:
    """Where the link to the other language leads."""
    return page.one("ul", class_="language-switch").one("a")["href"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_page_has_an_address_in_the_words_of_each_language(name):
    keys = {
        "api-resource": ["meetings"],
        "meeting-month": ["2023", "04"],
        "partner-detail": ["ML"],
        "plan-item-detail": ["one", "area-1"],
    }
    args = keys.get(name, ["one"] if name.endswith("-detail") else [])

    found = []
    for language in ("en", "fr"):
        with override(language):
            found.append(reverse(name, args=args))

    assert tuple(found) == ADDRESSES[name]


@pytest.mark.usefixtures("record_of_one")
@pytest.mark.parametrize(
    ("name", "query"),
    [
        *((name, "") for name in ADDRESSES),
        *product(["meeting-list", "meeting-month"], QUERIES),
        ("document-list", "type=report&meeting=one&language=fr&q=%C3%A9t%C3%A9"),
        ("search", "q=r%C3%A9union+%26%20b&kind=meeting&page=1"),
    ],
)
def test_the_switch_leads_to_the_same_page_and_back_to_the_same_address(client, name, query):
    english, french = (f"{one}?{query}".removesuffix("?") for one in ADDRESSES[name])

    there = switch(read(client.get(english)))
    back = switch(read(client.get(there)))

    assert (meant(there), meant(back)) == (meant(french), meant(english))


def meant(address: str) -> tuple[str, dict]:
    """The page, and what of the query it understands, in whatever order and spelling."""
    path, _mark, query = address.partition("?")
    asked = dict(QueryDict(query).lists())
    if "/calendar/" in path or "/calendrier/" in path:
        asked.pop("page", None)  # of the list alone
    return path, asked


def test_the_switch_leaves_out_what_the_page_does_not_understand(client):
    page = read(client.get("/en/meetings/?utm_source=x&year=2023&y=%00"))

    assert switch(page) == "/fr/reunions/?year=2023"


@pytest.mark.parametrize("address", ["/en/documents/?page=2", "/en/meetings/?year=2023&page=2"])
def test_the_page_of_a_list_that_the_switch_leads_to_is_there(client, address):
    DocumentFactory.create_batch(21)
    MeetingFactory.create_batch(21, start_date=datetime.date(2023, 4, 25))

    here = read(client.get(address))
    there = client.get(switch(here))

    counts = [len(page.one("main").all("li")) for page in (here, read(there))]
    assert (there.status_code, there.context["page_obj"].number) == (200, 2)
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("record_of_one")
@pytest.mark.parametrize("name", ADDRESSES)
def test_both_forms_of_a_page_name_each_other_and_themselves(client, name):
    english, french = ADDRESSES[name]
    wanted = {"en": ORIGIN + english, "fr": ORIGIN + french}

    heads = [read(client.get(f"{one}?page=1&x=1")).one("head") for one in (english, french)]

    named = [
        {link["hreflang"]: link["href"] for link in head.all("link", rel="alternate", type=None)}
        for head in heads
    ]
    canonical = [head.one("link", rel="canonical")["href"] for head in heads]
    links = wanted | {"x-default": f"{ORIGIN}{english.removeprefix('/en')}"}
    assert (named, canonical) == ([links, links], list(wanted.values()))


@pytest.mark.usefixtures("record_of_one")
@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_address_without_language_leads_to_the_form_that_the_browser_asks_for(
    client, name, language
):
    head = read(client.get(ADDRESSES[name][0])).one("head")
    (address,) = [link["href"] for link in head.all("link", hreflang="x-default")]

    response = client.get(address, headers={"accept-language": language})

    wanted = ADDRESSES[name][["en", "fr"].index(language)]
    assert (response.status_code, response["Location"]) == (302, wanted)
    assert response["Vary"] == "Accept-Language, Cookie"


@pytest.mark.usefixtures("record_of_one")
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_says_which_language_it_is_in(client, name):
    pages = [client.get(address) for address in ADDRESSES[name]]

    said = [(read(one).one("html")["lang"], one["Content-Language"]) for one in pages]
    assert said == [("en", "en"), ("fr", "fr")]


@pytest.mark.usefixtures("record_of_one")
def test_the_switch_says_its_language_in_that_language(client):
    links = [
        read(client.get(f"/{one}/")).one("ul", class_="language-switch") for one in ("en", "fr")
    ]

    said = [(one.one("a").text, one.one("a")["lang"], one.one("a")["hreflang"]) for one in links]
    assert said == [("Français", "fr", "fr"), ("English", "en", "en")]


@pytest.mark.usefixtures("record_of_one")
@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("headers", [{"accept-language": "fr"}, {"cookie": "django_language=fr"}])
def test_the_language_of_a_page_is_that_of_its_address_alone(client, name, headers):
    english, _french = ADDRESSES[name]

    assert client.get(english, headers=headers).content == client.get(english).content


# Texts that a language lacks


def a_meeting(**fields):
    return MeetingFactory(
        slug="lacking",
        title_en="On visas",
        title_fr="",
        summary_en="In short",
        type__name_en="Workshop",
        type__name_fr="",
        city=CityFactory(name_en="Banjul", name_fr=""),
        **fields,
    )


@pytest.mark.parametrize("address", ["/fr/", "/fr/reunions/", "/fr/reunions/lacking/"])
def test_a_text_that_is_lacking_stands_in_the_other_language_and_says_so(client, address):
    a_meeting()

    main = read(client.get(address)).one("main")

    marked = {one.text for one in main.all("span") if one.language == "en"}
    assert {"On visas", "Workshop", "Banjul"} <= marked


@pytest.mark.parametrize(
    ("fields", "notices"), [({}, 1), ({"title_fr": "Visas", "summary_fr": "Bref"}, 0)]
)
def test_a_page_with_texts_lacking_has_a_notice(client, fields, notices):
    MeetingFactory(**({"slug": "one", "title_fr": "", "summary_en": "In short"} | fields))

    page = read(client.get("/fr/reunions/one/"))

    assert len(page.all("p", class_="notice")) == notices


def test_a_notice_names_the_language_of_the_page_and_that_of_the_text(client):
    MeetingFactory(slug="one", title_fr="")
    MeetingFactory(slug="two", title_fr="Visas", summary_fr="Bref")

    pages = [read(client.get(one)) for one in ("/fr/reunions/one/", "/en/meetings/two/")]

    assert [page.one("p", class_="notice").text for page in pages] == [
        "Cette page n’est pas encore entièrement disponible en français. Ce qui manque figure "
        "dans sa langue d’origine : anglais.",
        "Not all of this page is available in English yet. What is missing stands in its "
        "original language: French.",
    ]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/fr/reunions/", "On visas (EN)(en anglais)"),
        ("/fr/", "On visas (EN)(en anglais)"),
        ("/en/meetings/", "On visas"),
        ("/fr/documents/", "Report (EN)(en anglais)"),
        ("/fr/plans-d-action/", "Plan (EN)(en anglais)"),
    ],
)
def test_a_list_marks_the_titles_that_are_in_another_language(client, address, title):
    a_meeting()
    DocumentFactory(title_en="Report", title_fr="")
    ActionPlanFactory(name_en="Plan", name_fr="")

    main = read(client.get(address)).one("main")

    assert title in {link.text for link in main.all("a")}


def test_nothing_is_lacking_in_the_language_the_record_is_kept_in(client):
    a_meeting()

    main = read(client.get("/en/meetings/lacking/")).one("main")

    assert [one for one in main.walk() if one["lang"]] + main.all("p", class_="notice") == []


def test_a_text_known_only_in_french_stands_in_french_on_the_english_page(client):
    a_meeting(venue_fr="Palais des Congrès")

    main = read(client.get("/en/meetings/lacking/")).one("main")

    assert [one.text for one in main.all("span", lang="fr")] == ["Palais des Congrès"]


def test_every_kind_of_text_falls_back(client):
    meeting = a_meeting()
    MeetingAimFactory(meeting=meeting, text_en="To learn")
    chairmanship = ChairmanshipFactory(slug="one", slogan_en="Together", programme_en="Much")
    ChairmanshipPriorityFactory(chairmanship=chairmanship, text_en="First this")
    AreaFactory(plan__slug="one", plan__name_fr="", plan__name_en="Plan", title_en="Development")
    DocumentFactory(slug="one", title_en="Report", title_fr="")
    PartnerFactory(code="ML", name_en="Mali", name_fr="")
    StandingPageFactory(title_en="Who we are", title_fr="")

    addresses = ("reunions/lacking", "presidences/one", "plans-d-action/one", "documents/one")
    addresses += ("a-propos",)
    mains = [read(client.get(f"/fr/{one}/")).one("main") for one in addresses]
    mains.append(read(client.get("/fr/partenaires/ML/")).one("main"))

    found = [
        {one.text.strip() for tag in ("span", "div") for one in main.all(tag, lang="en")}
        for main in mains
    ]
    wanted = [
        {"On visas", "In short", "To learn"},
        {"Together", "Much", "First this"},
        {"Plan", "Development"},
        {"Report"},
        {"Who we are"},
        {"Mali"},
    ]
    assert [texts - marked for texts, marked in zip(wanted, found, strict=True)] == [set()] * 6


# Dates


@pytest.mark.parametrize(
    ("start", "end", "english", "french"),
    [
        ("2023-04-25", "2023-04-26", "25–26 April 2023", "25–26 avril 2023"),
        ("2016-05-31", "2016-06-01", "31 May – 1 June 2016", "31 mai – 1er juin 2016"),
        ("2020-10-01", "2020-10-01", "1 October 2020", "1er octobre 2020"),
        (
            "2023-12-31",
            "2024-01-01",
            "31 December 2023 – 1 January 2024",
            "31 décembre 2023 – 1er janvier 2024",
        ),
    ],
)
def test_dates_are_in_the_words_of_the_language(client, start, end, english, french):
    MeetingFactory(
        start_date=datetime.date.fromisoformat(start), end_date=datetime.date.fromisoformat(end)
    )

    pages = [read(client.get(address)) for address in ("/en/meetings/", "/fr/reunions/")]

    shown = [page.one("p", class_="meeting-item-when").text for page in pages]
    assert shown == [english, french]


def test_times_are_in_the_form_of_the_language(client):
    MeetingFactory(slug="one", start_time=datetime.time(14), time_zone="Africa/Dakar")

    pages = [read(client.get(f"{address}one/")) for address in ("/en/meetings/", "/fr/reunions/")]

    shown = [page.one("dl", class_="facts").all("dd")[0].text for page in pages]
    assert shown == ["25 April 2023, 14:00 (Africa/Dakar)", "25 avril 2023, 14 h 00 (Africa/Dakar)"]


def test_every_internal_link_of_a_page_stays_in_its_language(client, record_of_one):
    stray = {}
    for number, language in enumerate(("en", "fr")):
        for addresses in ADDRESSES.values():
            page = read(client.get(addresses[number]))
            links = [*page.one("main").all("a"), *page.one("header").all("a", hreflang=None)]
            paths = [urlsplit(link["href"]).path for link in links]
            # The API has one address for all languages.
            ours = (f"/{language}/", "/api/v1/")
            away = [path for path in paths if path and not path.startswith(ours)]
            stray |= {addresses[number]: away} if away else {}

    assert stray == {}
