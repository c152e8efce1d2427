"""Who sees what: nobody sees through the public site what is not published."""

import re

import pytest

from tests.browsing import crawl
from tests.canaries import (
    CANARY,
    HIDDEN_CODE,
    NO_CANARY,
    SEALED,
    SEALED_FIELDS,
    TODAY,
    Nest,
    own_models,
    text_fields,
    translated_fields,
)
from tests.personas import PERSONAS, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]

HIDDEN = re.compile(rf"\w*{CANARY}[\w -]*|{SEALED}|\b{HIDDEN_CODE}\b", re.IGNORECASE)

# What everybody gets, whoever they are. Names in braces are attributes of a nest.
PUBLIC = {
    "/": 302,
    "/files/{published_file.pk}/": 200,
    "/files/0/": 404,
    "/api/v1/": 200,
    "/api/v1/meetings/": 200,
    "/api/v1/meetings/{meeting.slug}/": 200,
    "/api/v1/meeting-types/": 200,
    "/api/v1/meeting-types/{meeting.type.slug}/": 200,
    "/api/v1/partners/": 200,
    "/api/v1/partners/{country.code}/": 200,
    "/api/v1/chairmanships/": 200,
    "/api/v1/chairmanships/{turn.slug}/": 200,
    "/api/v1/action-plans/": 200,
    "/api/v1/action-plans/{plan.slug}/": 200,
    "/api/v1/documents/": 200,
    "/api/v1/documents/{document.slug}/": 200,
    "/api/v1/areas/{plan.slug}.{area.code}/": 200,
    "/api/v1/objectives/": 200,
    "/api/v1/actions/": 200,
    "/api/v1/recommendations/": 200,
    "/api/v1/coverage/?plan={plan.slug}": 200,
    "/api/v1/search/?q={meeting.slug}": 200,
    "/api/v1/nothing/": 404,
    "/api/v1/meetings/?year=soon": 400,
}
FILES = {
    **{
        f"/api/v1/{name}.csv": 200
        for name in (
            *("meetings", "partners", "chairmanships", "areas", "objectives", "actions"),
            *("recommendations", "documents"),
        )
    },
    "/api/v1/meetings.ics": 200,
    "/api/v1/meetings.geojson": 200,
    "/api/v1/meetings/{meeting.slug}.ics": 200,
    "/robots.txt": 200,
    "/sitemap.xml": 200,
    "/en/manifest.webmanifest": 200,
    "/en/meetings/calendar.ics": 200,
    "/fr/reunions/calendrier.ics": 200,
    "/en/meetings/news.atom": 200,
    "/fr/reunions/actualites.atom": 200,
    "/en/meetings/meetings.csv": 200,
    "/fr/reunions/reunions.csv": 200,
    "/en/embed/meetings/?limit=20": 200,
    "/fr/integrer/reunions/?upcoming=false&limit=20": 200,
    "/fr/integrer/reunions/?limit=21": 400,
    "/en/meetings/{meeting.slug}/calendar.ics": 200,
    "/fr/reunions/{meeting.slug}/calendrier.ics": 200,
    "/en/action-plans/{plan.slug}/coverage.csv": 200,
    "/fr/plans-d-action/{plan.slug}/couverture.csv": 200,
    "/en/action-plans/{plan.slug}/coverage.json": 200,
    "/fr/plans-d-action/{plan.slug}/couverture.json": 200,
}
PAGES = {
    "home": ("/en/", "/fr/"),
    "meetings": ("/en/meetings/", "/fr/reunions/"),
    "months": ("/en/meetings/calendar/", "/fr/reunions/calendrier/"),
    "month": ("/en/meetings/calendar/2023/04/", "/fr/reunions/calendrier/2023/04/"),
    "meeting": ("/en/meetings/{meeting.slug}/", "/fr/reunions/{meeting.slug}/"),
    "plans": ("/en/action-plans/", "/fr/plans-d-action/"),
    "plan": ("/en/action-plans/{plan.slug}/", "/fr/plans-d-action/{plan.slug}/"),
    "item": (
        "/en/action-plans/{plan.slug}/{area.code}/",
        "/fr/plans-d-action/{plan.slug}/{area.code}/",
    ),
    "coverage": (
        "/en/action-plans/{plan.slug}/coverage/",
        "/fr/plans-d-action/{plan.slug}/couverture/",
    ),
    "partners": ("/en/partners/", "/fr/partenaires/"),
    "partner": ("/en/partners/{country.code}/", "/fr/partenaires/{country.code}/"),
    "chairmanships": ("/en/chairmanships/", "/fr/presidences/"),
    "chairmanship": ("/en/chairmanships/{turn.slug}/", "/fr/presidences/{turn.slug}/"),
    "about": ("/en/about/", "/fr/a-propos/"),
    "accessibility": ("/en/accessibility/", "/fr/accessibilite/"),
    "privacy": ("/en/privacy/", "/fr/confidentialite/"),
    "languages": ("/en/languages/", "/fr/langues/"),
    "data": ("/en/data/", "/fr/donnees/"),
    "documents": ("/en/documents/", "/fr/documents/"),
    "document": ("/en/documents/{document.slug}/", "/fr/documents/{document.slug}/"),
    "search": ("/en/search/", "/fr/recherche/"),
    "api": ("/en/data/api/", "/fr/donnees/api/"),
    "api resource": ("/en/data/api/meetings/", "/fr/donnees/api/meetings/"),
    "found": ("/en/search/?q={meeting.slug}", "/fr/recherche/?q={meeting.slug}"),
}
PUBLIC |= FILES | {address: 200 for pair in PAGES.values() for address in pair}
PUBLIC |= {"/en/nothing/": 404, "/fr/rien/": 404, "/en/meetings/?year=soon": 400}
PUBLIC |= {"/en/search/?q=%00": 400, "/fr/recherche/?q=a&kind=person": 400}

# To these no page leads.
UNLINKED = [
    "/sitemap.xml",
    f"/en/search/?q={CANARY[:-1]}",  # begun only, since a page of results tells what was asked
    f"/fr/recherche/?q={CANARY[:-1]}",
    f"/api/v1/search/?q={CANARY[:-1]}&page_size=100",
    *(address for address in FILES if address.startswith("/api/") and "{" not in address),
    f"/en/search/?q={SEALED[:-1]}",
]

# Nobody gets these, nor learns that there is something.
NOT_PUBLIC = [
    "/en/meetings/{hidden_meeting.slug}/",
    "/fr/reunions/{hidden_meeting.slug}/",
    "/en/meetings/{former}/",
    "/en/meetings/{hidden_meeting.slug}/calendar.ics",
    "/en/meetings/{former}/calendar.ics",
    "/en/action-plans/{hidden_plan.slug}/",
    "/fr/plans-d-action/{hidden_plan.slug}/",
    "/en/action-plans/{hidden_plan.slug}/{hidden_items[area].code}/",
    "/fr/plans-d-action/{hidden_plan.slug}/{hidden_items[action].code}/",
    "/en/action-plans/{hidden_plan.slug}/coverage/",
    "/en/action-plans/{hidden_plan.slug}/coverage.csv",
    "/fr/plans-d-action/{hidden_plan.slug}/couverture.json",
    "/en/partners/{hidden_country.code}/",
    "/fr/partenaires/{hidden_country.code}/",
    "/en/partners/yz/",
    "/en/chairmanships/{hidden_turn.slug}/",
    "/fr/presidences/{hidden_turn.slug}/",
    "/en/chairmanships/{turn_of_hidden_country.slug}/",
    "/en/documents/{hidden_documents[0].slug}/",
    "/fr/documents/{hidden_documents[0].slug}/",
    "/en/documents/{hidden_documents[3].slug}/",
    "/en/documents/{hidden_documents[5].slug}/",
    "/api/v1/meetings/{hidden_meeting.slug}/",
    "/api/v1/meetings/{former}/",
    "/api/v1/action-plans/{hidden_plan.slug}/",
    "/api/v1/partners/{hidden_country.code}/",
    "/api/v1/chairmanships/{hidden_turn.slug}/",
    "/api/v1/chairmanships/{turn_of_hidden_country.slug}/",
    "/api/v1/documents/{hidden_documents[0].slug}/",
    "/api/v1/documents/{hidden_documents[3].slug}/",
    "/api/v1/meetings/{hidden_meeting.slug}.ics",
    "/api/v1/meetings/{former}.ics",
    "/api/v1/areas/{hidden_plan.slug}.{hidden_items[area].code}/",
    "/api/v1/actions/{hidden_plan.slug}.{hidden_items[action].code}/",
    *(f"/files/{{hidden_files[{number}].pk}}/" for number in range(7)),
]

# What a filter says about something that does not exist, it says about what is not published.
HIDDEN_VALUES = {
    "chairmanship": "{hidden_turn.slug}",
    "country": "{hidden_country.code}",
    "host": "{hidden_country.code}",
    "attended": "{hidden_country.code}",
    "item": "{hidden_plan.slug}.area-{hidden_items[area].number}",
    "plan": "{hidden_plan.slug}",
}


def statuses(client, nest, addresses) -> dict[str, int]:
    """The status of every address, by its form in the tables."""
    return {one: client.get(one.format_map(vars(nest))).status_code for one in addresses}


OF_THE_WAY = {"RateLimit", "ETag", "Cache-Control", "Vary"}


def told(response) -> str:
    """All that an answer says, in its headers and its body, but how it may be kept and how often
    was asked before."""
    body = b"".join(response) if response.streaming else response.content
    headers = [str(value) for name, value in response.headers.items() if name not in OF_THE_WAY]
    return "\n".join([*headers, body.decode()])


def every_answer(client) -> dict[str, str]:
    """What the site says at every address it leads to, with every choice of its filters."""
    found = crawl(client, "/en/", "/fr/", "/api/v1/", *UNLINKED)
    return {address: told(response) for address, response in found.items()}


@pytest.mark.parametrize("persona", PERSONAS)
def test_everybody_gets_what_is_public(client, persona):
    nest = Nest()
    log_in(client, persona)

    assert statuses(client, nest, PUBLIC) == PUBLIC


@pytest.mark.parametrize("persona", PERSONAS)
def test_nobody_gets_what_is_not_published(client, persona):
    nest = Nest()
    log_in(client, persona)

    assert statuses(client, nest, NOT_PUBLIC) == dict.fromkeys(NOT_PUBLIC, 404)


def test_addresses_of_what_was_hidden_answer_once_it_is_published(client):
    nest = Nest(published=True)

    assert set(statuses(client, nest, NOT_PUBLIC).values()) == {200, 301}


def test_the_administrator_is_told_word_for_word_what_the_public_is_told(client):
    nest = Nest()
    addresses = [address.format_map(vars(nest)) for address in [*PUBLIC, *NOT_PUBLIC]]
    public = {address: told(client.get(address)) for address in addresses}
    log_in(client, "administrator")

    assert {address: told(client.get(address)) for address in addresses} == public


def test_what_is_not_published_is_told_nowhere(client):
    Nest()

    answers = every_answer(client)

    leaks = [(address, leak) for address, text in answers.items() for leak in HIDDEN.findall(text)]
    assert leaks == []


def test_the_same_records_are_told_once_they_are_published_but_not_what_is_for_staff(client):
    nest = Nest(published=True)

    everything = "\n".join(every_answer(client).values())

    missing = [text for text in nest.texts if text not in everything]
    assert (missing, everything.count(SEALED)) == ([], 0)


@pytest.mark.parametrize("root", ["/en", "/api/v1"])
@pytest.mark.parametrize("name", HIDDEN_VALUES)
def test_filters_do_not_tell_the_unpublished_from_the_unknown(client, root, name):
    value = HIDDEN_VALUES[name].format_map(vars(Nest()))
    unknown = re.sub("[A-Za-z]", "x", value.partition(".")[0]) + "".join(value.partition(".")[1:])

    answers = [client.get(f"{root}/meetings/?{name}={one}") for one in (value, unknown)]

    assert told(answers[0]).replace(value, "…") == told(answers[1]).replace(unknown, "…")


def test_every_text_field_is_known_to_the_canaries():
    unknown = {
        f"{model.__name__}.{name}"
        for model in own_models()
        for name in text_fields(model) - translated_fields(model) - SEALED_FIELDS - NO_CANARY
    }

    assert unknown == set()
