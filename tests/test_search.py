"""Searching the public record: what is found, in which order, and what never is.

Run on both databases, the literal answers below show that both answer alike.
"""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import SearchEntry
from events.search.index import count_wrong
from events.search.query import search
from tests import factories
from tests.browsing import read
from tests.canaries import CANARY, HIDDEN_CODE, SEALED, Nest

pytestmark = pytest.mark.django_db

# The record as loaded: what is asked, how many are found, and the first of them.
ANSWERS = [
    ("5b", 1, ["objective cadiz-action-plan#objective-5b"]),
    ("objective 5b", 1, ["objective cadiz-action-plan#objective-5b"]),
    ("Objectif 5b", 1, ["objective cadiz-action-plan#objective-5b"]),
    (
        "action 16",
        2,
        ["action cadiz-action-plan#action-16", "action marrakesh-action-plan#action-16"],
    ),
    (
        "ACTION 16",
        2,
        ["action cadiz-action-plan#action-16", "action marrakesh-action-plan#action-16"],
    ),
    (
        "domaine 3",
        8,
        [
            "area cadiz-action-plan#area-3",
            "area marrakesh-action-plan#area-3",
            "area rome-programme#area-3",
        ],
    ),
    (
        "area 3",
        7,
        [
            "area cadiz-action-plan#area-3",
            "area marrakesh-action-plan#area-3",
            "area rome-programme#area-3",
        ],
    ),
    (
        "objective 10",
        3,
        [
            "objective cadiz-action-plan#objective-10",
            "objective marrakesh-action-plan#objective-10",
            "meeting ministerial-conference-cadiz-2022",
        ],
    ),
    ("MA", 112, ["partner MA", "plan marrakesh-action-plan", "area rome-programme#area-2"]),
    ("ma", 112, ["partner MA", "plan marrakesh-action-plan", "area rome-programme#area-2"]),
    ("IS", 5, ["partner IS", "objective marrakesh-action-plan#objective-9", "partner FORIM"]),
    ("AU", 46, ["partner AU", "partner AU-HOAI", "meeting climate-mobility-abuja-2026"]),
    ("Morocco", 20, ["partner MA", "chairmanship morocco-2022", "chairmanship morocco-2015"]),
    ("maroc", 21, ["partner MA", "chairmanship morocco-2022", "chairmanship morocco-2015"]),
    ("MAROC", 21, ["partner MA", "chairmanship morocco-2022", "chairmanship morocco-2015"]),
    (
        "cote d'ivoire",
        4,
        [
            "partner CI",
            "meeting migrant-smuggling-abidjan-2019",
            "meeting scenario-building-abidjan-2019",
        ],
    ),
    (
        "COTE D’IVOIRE",
        4,
        [
            "partner CI",
            "meeting migrant-smuggling-abidjan-2019",
            "meeting scenario-building-abidjan-2019",
        ],
    ),
    (
        "Côte d’Ivoire",
        4,
        [
            "partner CI",
            "meeting migrant-smuggling-abidjan-2019",
            "meeting scenario-building-abidjan-2019",
        ],
    ),
    (
        "Ivory Coast",
        4,
        [
            "partner CI",
            "meeting migrant-smuggling-abidjan-2019",
            "meeting scenario-building-abidjan-2019",
        ],
    ),
    (
        "cap vert",
        4,
        [
            "partner CV",
            "meeting regular-migration-praia-2024",
            "meeting labour-migration-virtual-2021",
        ],
    ),
    ("RDC", 1, ["partner CD"]),
    ("DR Congo", 1, ["partner CD"]),
    (
        "ecowas",
        3,
        [
            "partner ECOWAS",
            "meeting webinar-anti-trafficking-2020",
            "document assessment-anti-trafficking-2020",
        ],
    ),
    (
        "CEDEAO",
        3,
        [
            "partner ECOWAS",
            "meeting webinar-anti-trafficking-2020",
            "document assessment-anti-trafficking-2020",
        ],
    ),
    ("OIM", 1, ["partner IOM"]),
    (
        "tchad",
        4,
        ["partner TD", "document infographic-lake-chad", "meeting roundtable-uam-geneva-2021"],
    ),
    (
        "reunion",
        83,
        [
            "meeting som-abuja-2026",
            "meeting steering-committee-abuja-2026",
            "meeting missing-migrants-network-fourth-2025",
        ],
    ),
    (
        "réunions",
        83,
        [
            "meeting som-abuja-2026",
            "meeting steering-committee-abuja-2026",
            "meeting missing-migrants-network-fourth-2025",
        ],
    ),
    (
        "comité de pilotage",
        11,
        [
            "meeting steering-committee-abuja-2026",
            "meeting steering-committee-nigeria-2025",
            "meeting steering-committee-porto-2025",
        ],
    ),
    (
        "steering committee",
        11,
        [
            "meeting steering-committee-abuja-2026",
            "meeting steering-committee-nigeria-2025",
            "meeting steering-committee-porto-2025",
        ],
    ),
    (
        "sénégal",
        9,
        ["partner SN", "meeting diaspora-lisbon-2024", "meeting migration-development-madrid-2022"],
    ),
    (
        "l'asile",
        12,
        [
            "area cadiz-action-plan#area-3",
            "area marrakesh-action-plan#area-3",
            "meeting roundtable-uam-virtual-2021",
        ],
    ),
    (
        "asile",
        12,
        [
            "area cadiz-action-plan#area-3",
            "area marrakesh-action-plan#area-3",
            "meeting roundtable-uam-virtual-2021",
        ],
    ),
    (
        "asylum",
        12,
        [
            "area cadiz-action-plan#area-3",
            "area marrakesh-action-plan#area-3",
            "meeting roundtable-uam-virtual-2021",
        ],
    ),
    (
        "migr",
        106,
        [
            "area cadiz-action-plan#area-4",
            "area marrakesh-action-plan#area-4",
            "objective cadiz-action-plan#objective-5",
        ],
    ),
    (
        "cadiz",
        53,
        [
            "plan cadiz-action-plan",
            "meeting som-cadiz-2022",
            "meeting steering-committee-cadiz-2022",
        ],
    ),
    (
        "Cadix",
        53,
        [
            "plan cadiz-action-plan",
            "meeting som-cadiz-2022",
            "meeting steering-committee-cadiz-2022",
        ],
    ),
    (
        "diaspora",
        10,
        [
            "action cadiz-action-plan#action-3",
            "meeting diaspora-lisbon-2024",
            "meeting remittances-abuja-2019",
        ],
    ),
    (
        "climat",
        5,
        [
            "meeting climate-mobility-abuja-2026",
            "meeting futures-workshop-climate-2021",
            "chairmanship nigeria-2025",
        ],
    ),
    (
        "visas",
        3,
        [
            "objective cadiz-action-plan#objective-4",
            "objective marrakesh-action-plan#objective-4",
            "meeting visa-facilitation-cidade-velha-2016",
        ],
    ),
    (
        "presidence marocaine",
        4,
        [
            "document results-moroccan-chairmanship-2024",
            "meeting som-rabat-2024",
            "meeting steering-committee-brussels-2023",
        ],
    ),
    ("chairmanship of nigeria", 1, ["chairmanship nigeria-2025"]),
    (
        "declaration",
        11,
        [
            "partner NIAMEY",
            "document cadiz-declaration-action-plan",
            "document ministerial-conference-marrakesh-2018-declaration-1",
        ],
    ),
    (
        "Marrakech 2018",
        46,
        [
            "plan marrakesh-action-plan",
            "meeting som-marrakesh-2018",
            "meeting steering-committee-marrakesh-2018",
        ],
    ),
    ("handover rabat", 1, ["meeting steering-committee-rabat-2024"]),
    (
        "retour réintégration",
        15,
        [
            "area cadiz-action-plan#area-5",
            "area marrakesh-action-plan#area-5",
            "objective cadiz-action-plan#objective-10",
        ],
    ),
    (
        "traite des êtres humains",
        5,
        [
            "area cadiz-action-plan#area-4",
            "area marrakesh-action-plan#area-4",
            "meeting trilateral-lagos-2025",
        ],
    ),
    (
        "smuggling",
        15,
        [
            "area cadiz-action-plan#area-4",
            "area marrakesh-action-plan#area-4",
            "objective cadiz-action-plan#objective-7",
        ],
    ),
    (
        "jeunesse",
        4,
        [
            "meeting youth-innovation-abuja-2025",
            "meeting youth-the-hague-2023",
            "document outcome-report-abuja-2025",
        ],
    ),
    ("nowhere at all", 0, []),
]


def first(query: str, count: int = 3) -> list[str]:
    """The first results, as "objective cadiz-action-plan#objective-5b"."""
    return [
        f"{entry.resource} {entry.key}" + (f"#{entry.fragment}" if entry.fragment else "")
        for entry in search(query)[:count]
    ]


def titles(query: str) -> list[str]:
    return [entry.title_en for entry in search(query)]


def test_the_record_answers_alike_on_every_database(record):
    def answer(query):
        # The words of standing pages change too often to be counted here.
        count = search(query).exclude(resource="standingpage").count()
        return query, count, first(query)

    assert [answer(query) for query, _count, _first in ANSWERS] == ANSWERS


def test_index_of_the_loaded_record_is_complete(record):
    assert count_wrong() == 0


# The order of results


def test_code_comes_before_title_and_title_before_text():
    meeting = factories.MeetingFactory
    meeting(title_en="Other", summary_en="Iceland")
    meeting(title_en="On Iceland")
    meeting(title_en="What is new")
    factories.PartnerFactory(code="IS", name_en="Iceland", name_fr="Islande")
    assert titles("is") == ["Iceland", "What is new"]
    assert titles("iceland") == ["Iceland", "On Iceland", "Other"]


def test_whole_words_come_before_beginnings():
    factories.MeetingFactory(title_en="Visas", start_date=datetime.date(2020, 1, 1))
    factories.MeetingFactory(title_en="Visage", start_date=datetime.date(2024, 1, 1))
    assert titles("visa") == ["Visas", "Visage"]


def test_newest_meeting_comes_first():
    for year in (2021, 2024, 2022):
        day = datetime.date(year, 1, 1)
        factories.MeetingFactory(title_en=f"Asylum {year}", title_fr="", start_date=day)
    assert titles("asylum") == ["Asylum 2024", "Asylum 2022", "Asylum 2021"]


def test_item_of_the_newest_plan_comes_first():
    for slug, year in [("old", 2015), ("new", 2023), ("older", 2010)]:
        plan = factories.ActionPlanFactory(slug=slug, start_year=year)
        factories.ObjectiveFactory(plan=plan, number=5, part="b")
    expected = [f"objective {slug}#objective-5b" for slug in ("new", "old", "older")]
    assert first("5b") == first("5 B") == first("objectif 5b") == first("OBJECTIVE 5B") == expected


# What is found


def test_words_of_both_languages_may_be_mixed():
    factories.MeetingFactory(title_en="Border management", title_fr="Gestion des frontières")
    assert titles("frontiere management") == ["Border management"]


def test_every_word_has_to_be_there():
    factories.MeetingFactory(title_en="Border management")
    assert titles("border asylum") == []


def test_partner_is_found_by_its_other_names_and_so_are_its_meetings():
    partner = factories.PartnerFactory(name_en="Côte d’Ivoire", aliases="Ivory Coast\nRCI")
    factories.MeetingFactory(title_en="In Abidjan", country=partner)
    assert titles("ivory coast") == titles("rci") == ["Côte d’Ivoire", "In Abidjan"]


def test_recommendation_leads_to_its_meeting():
    factories.RecommendationFactory(meeting__slug="one", number=3, text_en="Open more ways")
    (found,) = search("open ways")
    assert found.get_absolute_url() == "/en/meetings/one/#recommendation-3"


def test_recommendation_stands_where_it_leads(client):
    factories.RecommendationFactory(meeting__slug="one", number=3, text_en="Open more ways")
    page = read(client.get("/en/search/?q=open+ways"))
    (link,) = page.one("ol", class_="search-results").all("a")
    path, _mark, place = link["href"].partition("#")
    assert "Open more ways" in read(client.get(path)).one("li", id=place).text


# What never is


def test_nothing_unpublished_no_person_and_nothing_of_staff_is_in_the_index():
    Nest()
    hidden = (CANARY, SEALED)
    text = " ".join(" ".join(map(str, row)) for row in SearchEntry.objects.values_list())
    assert [word for word in hidden if word in text.lower()] == []
    assert SearchEntry.objects.filter(code=HIDDEN_CODE.lower()).exists() is False


# The page


@pytest.mark.parametrize(
    ("address", "heading", "count"),
    [
        ("/en/search/?q=asylum", "Search", "1 result"),
        ("/fr/recherche/?q=asile", "Rechercher", "1 résultat"),
    ],
)
def test_page_shows_what_was_found(client, address, heading, count):
    factories.MeetingFactory(title_en="On asylum", title_fr="Sur l’asile", slug="asylum")
    page = read(client.get(address))
    assert page.one("h1").text == heading
    assert page.one("div", role="status").text == count
    assert [mark.text for mark in page.all("mark")] in (["asylum"], ["l’asile"])


def test_page_names_the_language_of_what_is_not_in_its_own(client):
    factories.MeetingFactory(title_en="On asylum", title_fr="")
    page = read(client.get("/fr/recherche/?q=asylum"))
    (title,) = page.all("mark")
    assert title.language == "en"


def test_page_escapes_what_it_marks(client):
    factories.MeetingFactory(title_en="<b>Asylum</b> & more")
    answer = client.get("/en/search/?q=asylum").content.decode()
    assert "&lt;b&gt;<mark>Asylum</mark>&lt;/b&gt; &amp; more" in answer


def test_page_shows_the_part_of_the_text_that_was_found(client):
    factories.MeetingFactory(title_en="One", summary_en="word " * 100 + "asylum " + "word " * 100)
    (entry,) = read(client.get("/en/search/?q=asylum")).all("mark")
    assert len(entry.parent.text) < 300


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Meetings, items of the action plans"),
        ("?q=", "Meetings, items of the action plans"),
        ("?q=%22%27*", "Meetings, items of the action plans"),
        ("?q=nowhere", "Nothing found for “nowhere”."),
    ],
)
def test_page_says_what_to_do_when_there_is_nothing_to_show(client, query, said):
    response = client.get(f"/en/search/{query}")
    assert response.status_code == 200
    assert said in read(response).one("main").text


def test_twenty_results_are_on_a_page_and_none_beyond_the_last(client):
    factories.MeetingFactory.create_batch(21, title_en="Asylum")
    pages = [read(client.get(f"/en/search/?q=asylum&page={page}")) for page in (1, 2)]
    assert [len(page.all("mark")) for page in pages] == [20, 1]
    assert client.get("/en/search/?q=asylum&page=3").status_code == 404


@pytest.mark.parametrize("each", [1, 3])
def test_page_costs_four_queries(client, each):
    factories.MeetingFactory.create_batch(each, title_en="Asylum")
    with CaptureQueriesContext(connection) as queries:
        client.get("/en/search/?q=asylum")
    assert len(queries) == 4


# The filter of meetings


def test_meetings_are_filtered_by_words(client):
    factories.MeetingFactory(title_en="On asylum", slug="asylum")
    factories.MeetingFactory(title_en="On borders", slug="borders")
    factories.DocumentFactory(title_en="On asylum")
    found = client.get("/api/v1/meetings/?q=asylum").json()["results"]
    assert [one["slug"] for one in found] == ["asylum"]
