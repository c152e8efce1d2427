"""Addresses in the words of the wrong language lead to the page, and nowhere else."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils.translation import override

from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db


def made_up(parameter: re.Match) -> str:
    return {"code": "action-1", "year": "2023", "month": "04"}.get(parameter[1], "AB")


def translated_routes() -> list[tuple[str, str]]:
    """Every public address in English and French, each parameter filled in with a made-up one."""
    found = {}
    for language in ("en", "fr"):
        with override(language):
            entries = get_resolver().reverse_dict.lists()
            found[language] = {
                name: re.sub(r"%\((\w+)\)s", made_up, versions[0][0][0][0])
                for name, versions in entries
                if isinstance(name, str)
            }
    pairs = [(english, found["fr"][name]) for name, english in found["en"].items()]
    return [pair for pair in pairs if pair[0][3:] != pair[1][3:]]


ROUTES = translated_routes()


def test_there_are_translated_routes():
    assert len(ROUTES) > 12
    assert ("en/meetings/AB/", "fr/reunions/AB/") in ROUTES


@pytest.mark.parametrize("pair", ROUTES, ids=lambda pair: pair[0])
@pytest.mark.parametrize(("wrong", "right"), [("en", "fr"), ("fr", "en")])
def test_a_path_in_the_words_of_the_other_language_leads_to_that_in_its_own(
    client, pair, wrong, right
):
    words, target = pair if wrong == "en" else pair[::-1]

    response = client.get(f"/{right}{words[2:]}?year=2023&x=%C3%A9+%26")

    assert (response.status_code, response["Location"]) == (
        301,
        f"/{target}?year=2023&x=%C3%A9+%26",
    )


def test_the_last_slash_may_be_missing_too(client):
    response = client.get("/fr/meetings?year=2023")

    assert (response.status_code, response["Location"]) == (301, "/fr/reunions/?year=2023")


def test_only_the_language_is_set_right_when_the_words_are_the_same_in_both(client):
    response = client.get("/en/documents/nothing/")

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("address", "asked", "given"),
    [
        ("/reunions/", "en", "/en/meetings/"),
        ("/reunions/", "fr;q=0.9, de", "/fr/reunions/"),
        ("/meetings/one/?a=1", "fr", "/fr/reunions/one/?a=1"),
        ("/meetings", "fr", "/fr/reunions/"),
    ],
)
def test_a_path_without_language_leads_to_the_one_that_is_asked_for(client, address, asked, given):
    response = client.get(address, headers={"accept-language": asked})

    assert (response.status_code, response["Location"]) == (302, given)
    assert response["Vary"] == "Accept-Language, Cookie"


@pytest.mark.parametrize("address", ["/", "/meetings/", "/reunions/", "/documents/"])
def test_a_path_without_language_leads_staff_to_the_one_they_chose_and_says_so(client, address):
    client.cookies["django_language"] = "fr"

    response = client.get(address, headers={"accept-language": "en"})

    assert response["Location"].startswith("/fr/")
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("address", ["/None/meetings/", "/None/reunions/", "/None/"])
def test_no_language_is_not_one(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/fr//evil.example/meetings/",
        "/fr/meetings//evil.example/",
        "/fr/meetings/%2F%2Fevil.example/",
        "/fr/meetings/../../evil/",
        "/fr/meetings/%0d%0aSet-Cookie:%20a=b/",
        "/fr/meetings/one%00/",
        "/fr/meetings/%3Fx/",
        "/ar/meetings/",
        "/api/meetings/",
        "/api/v1/reunions/",
        "/fr/admin/",
        "/fr/api/v1/",
    ],
)
def test_nothing_else_is_redirected(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "path", ["//evil.example/meetings/", "/\\evil.example/meetings/", "//fr/meetings/"]
)
def test_no_path_leads_away_from_the_site(client, path):
    response = client.get("/", PATH_INFO=path)  # as such, not as the address of another host

    assert response.status_code == 404


def test_an_address_too_long_to_be_redirected_is_not_there(client):
    assert client.get(f"/fr/meetings/?x={'y' * 20_000}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_readers_are_redirected(client, method):
    assert getattr(client, method)("/fr/meetings/").status_code == 404


def test_what_is_there_never_asks_and_what_has_nothing_to_show_is_not_sent_elsewhere(client):
    MeetingFactory(slug="reunions")

    answers = [client.get(f"/en/meetings/{one}/").status_code for one in ("reunions", "nothing")]

    assert answers == [200, 404]


def test_a_redirect_does_not_tell_what_exists(client):
    MeetingFactory(slug="secret", publication="draft")

    with CaptureQueriesContext(connection) as queries:
        answers = [client.get(f"/fr/meetings/{one}/") for one in ("secret", "nothing")]

    assert [answer["Location"] for answer in answers] == [
        "/fr/reunions/secret/",
        "/fr/reunions/nothing/",
    ]
    assert len(queries) == 0


def test_a_head_is_answered_like_a_get(client):
    assert client.head("/fr/meetings/")["Location"] == "/fr/reunions/"
