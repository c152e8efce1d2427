"""What the site answers when something is wrong: a page or a problem document, with a sentence."""

import json

import pytest
from django.test import Client

from tests.browsing import read
from tests.failing_urls import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.failing_urls")]

STATUSES = [400, 403, 404, 500]


@pytest.fixture
def client():
    """A browser, which gets an answer even when a view raises."""
    return Client(raise_request_exception=False)


@pytest.fixture
def browser():
    """One whose forms need their token, as everywhere but in tests."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_error_is_answered_with_a_page_in_order(client, language, status):
    response = client.get(f"/{language}/fail/{status}/")

    page = read(response)
    assert (response.status_code, page.faults, page.one("html")["lang"]) == (status, [], language)


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_has_a_sentence_in_each_language(client, status):
    pages = [read(client.get(f"/{language}/fail/{status}/")) for language in ("en", "fr")]

    sentences = {page.one("p", class_="lead").text for page in pages}
    assert (len(sentences), {sentence[-1] for sentence in sentences}) == (2, {"."})


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_is_for_no_search_engine_and_has_no_other_form(client, status):
    head = read(client.get(f"/en/fail/{status}/")).one("head")

    assert (head.one("meta", name="robots")["content"], head.all("link", rel="canonical")) == (
        "noindex",
        [],
    )


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_leads_home_and_to_the_other_language(client, status):
    page = read(client.get(f"/en/fail/{status}/"))

    switch = page.one("ul", class_="language-switch").one("a")["href"]
    home = page.one("main").all("a")[0]["href"]
    assert (home, switch) == ("/en/", f"/fr/fail/{status}/")


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("root", ["/api/fail/", "/api/v1/fail/"])
def test_an_error_of_the_api_is_answered_with_a_problem_document(client, root, status):
    response = client.get(f"{root}{status}/")

    problem = json.loads(response.content)
    assert (response.status_code, response["Content-Type"], list(problem), problem["status"]) == (
        status,
        "application/problem+json",
        ["title", "status", "detail"],
        status,
    )


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("root", ["/en/fail/", "/api/fail/", "/api/v1/fail/"])
def test_an_error_does_not_tell_its_cause(client, root, status):
    assert CANARY not in client.get(f"{root}{status}/").content.decode()


@pytest.mark.parametrize(
    ("address", "language"),
    [("/nothing", "fr"), ("/en/nothing/", "en"), ("/fr/rien/", "fr"), ("/files/0/", "fr")],
)
def test_a_page_that_is_not_there_is_in_the_language_of_its_address_or_else_of_the_visitor(
    client, address, language
):
    response = client.get(address, headers={"accept-language": "fr"})

    assert (response.status_code, read(response).one("html")["lang"]) == (404, language)


@pytest.mark.parametrize("address", ["/admin/login/", "/i18n/setlang/"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_form_without_its_token_is_refused_with_a_page(browser, address, language):
    response = browser.post(address, headers={"accept-language": language})

    page = read(response)
    assert (response.status_code, page.faults, page.one("html")["lang"]) == (403, [], language)


@pytest.mark.parametrize("host", ["evil.example", "evil host", "[::1", "x" * 300])
@pytest.mark.parametrize("address", ["/en/", "/en/nothing/", "/"])
def test_a_host_that_is_not_ours_is_refused_with_a_page(client, address, host):
    response = client.get(address, headers={"host": host})

    assert (response.status_code, read(response).faults) == (400, [])


@pytest.mark.parametrize("host", ["evil.example", "evil host"])
def test_a_host_that_is_not_ours_is_refused_by_the_api_too(client, host):
    response = client.get("/api/v1/", headers={"host": host})

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/en/", "/en/meetings/", "/en/documents/", "/files/1/"])
def test_pages_are_only_read(browser, address, method):
    response = getattr(browser, method)(address)

    page = read(response)
    assert (response.status_code, response["Allow"], page.faults) == (405, "GET, HEAD, OPTIONS", [])
    assert page.one("p", class_="lead").text.endswith(".")


def test_pages_say_in_their_language_that_they_are_only_read(browser):
    pages = [read(browser.post(address)) for address in ("/en/meetings/", "/fr/reunions/")]

    assert [page.one("h1").text for page in pages] == ["Not possible", "Impossible"]


@pytest.mark.parametrize(
    ("address", "language", "given"),
    [
        ("/meetings/", "en", "/en/meetings/"),
        ("/reunions/", "fr", "/fr/reunions/"),
        ("/en/meetings", "fr", "/en/meetings/"),
        ("/fr/reunions?year=2023", "en", "/fr/reunions/?year=2023"),
    ],
)
def test_an_address_without_language_or_last_slash_leads_to_the_whole_one(
    client, address, language, given
):
    response = client.get(address, headers={"accept-language": language})

    assert response["Location"] == given


@pytest.mark.parametrize("address", ["/fr/meeting/", "/en/reunion/", "/reunion/", "/ar/"])
def test_an_address_in_no_language_is_not_there(client, address):
    assert client.get(address).status_code == 404
