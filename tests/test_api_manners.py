"""How the API behaves: pages, errors, methods, headers; the same for every resource."""

import json

import pytest
from django.test import Client
from django_filters import MultipleChoiceFilter

from rabat.api import urls
from tests.browsing import ORIGIN
from tests.factories import (
    ActionPlanFactory,
    ChairmanshipFactory,
    DocumentFactory,
    MeetingFactory,
    MeetingTypeFactory,
)
from tests.test_api_resources import RESOURCES

pytestmark = pytest.mark.django_db

LISTS = [f"/api/v1/{resource}/" for resource in RESOURCES]
# Of nothing, written as names of their kind are.
NAMES = {
    "partners": "NONE",
    "areas": "none.area-1",
    "objectives": "none.objective-1",
    "actions": "none.action-1",
    "recommendations": "none.1",
}
DETAILS = [f"/api/v1/{resource}/{NAMES.get(resource, 'none')}/" for resource in RESOURCES]
JSON, PROBLEM = "application/json", "application/problem+json"


def said(response) -> tuple[int, str]:
    return response.status_code, response["Content-Type"]


def problem(response) -> dict:
    """The problem document, with what each one must have checked."""
    content = json.loads(response.content)
    assert (said(response), content["status"]) == ((content["status"], PROBLEM), content["status"])
    assert content["title"]
    assert content["detail"]
    return content


# Pages


def test_a_list_has_twenty_objects_unless_told(client):
    MeetingFactory.create_batch(21)

    answer = client.get("/api/v1/meetings/").json()

    assert (answer["count"], len(answer["results"]), answer["next"], answer["previous"]) == (
        21,
        20,
        f"{ORIGIN}/api/v1/meetings/?page=2",
        None,
    )


@pytest.mark.parametrize(("size", "lengths"), [("1", [1, 1, 1]), ("2", [2, 1]), ("100", [3])])
def test_pages_are_of_the_size_that_is_asked_for(client, size, lengths):
    MeetingFactory.create_batch(3)

    found, address = [], f"/api/v1/meetings/?page_size={size}"
    while address:
        answer = client.get(address).json()
        found.append(len(answer["results"]))
        address = answer["next"]

    assert found == lengths


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "size", ["0", "101", "-2", "abc", "", "1.5", "00501", "1e2", "２０", "\x00", "9" * 5000]
)
def test_a_page_size_out_of_bounds_is_refused(client, address, size):
    content = problem(client.get(address, {"page_size": size}))

    assert (content["status"], list(content["errors"])) == (400, ["page_size"])


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "page",
    ["0", "2", "-1", "abc", "", "last", "01", " 1", "１", "1.5", "9" * 19, "9" * 5000, "\x00"],
)
def test_a_page_that_is_not_there_is_not_found(client, address, page):
    assert problem(client.get(address, {"page": page}))["status"] == 404


# What is asked for


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("name", ["search", "Type", "types", "format", "lang", "é", "a" * 500])
def test_an_unknown_parameter_is_refused_by_its_name(client, address, name):
    content = problem(client.get(address, {name: "1"}))

    assert (content["status"], list(content["errors"])) == (400, [name])


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("meetings/?year=2023&year=2024&page=1&page=1", ["page", "year"]),
        ("meetings.csv?year=2023&year=2023", ["year"]),
        ("meetings.ics?mode=online&mode=hybrid&type=a&type=b&lang=en&lang=fr", ["lang", "mode"]),
        ("meetings/one/?fields=slug&fields=title", ["fields"]),
        ("coverage/?plan=a&plan=b&item=a&item=b", ["item", "plan"]),
        ("search/?q=a&q=b&page=1&page_size=1&page_size=1", ["page_size", "q"]),
        ("changes/?after=a&after=b&resource=meetings&resource=partners", ["after"]),
        ("openapi.json?lang=en&lang=fr", ["lang"]),
    ],
)
def test_what_is_said_twice_is_refused_by_its_name_where_one_counts(client, address, names):
    content = problem(client.get(f"/api/v1/{address}"))

    assert (content["status"], sorted(content["errors"])) == (400, names)


@pytest.mark.parametrize(
    "address", ["meetings/?type=a&type=b", "changes/?resource=meetings&resource=partners"]
)
def test_what_takes_several_may_be_said_twice(client, address):
    for slug in "ab":
        MeetingTypeFactory(slug=slug)

    assert client.get(f"/api/v1/{address}").status_code == 200


@pytest.mark.parametrize(
    ("resource", "name"),
    [
        (resource, name)
        for resource, (_basename, viewset) in urls.RESOURCES.items()
        if hasattr(viewset, "filterset_class")
        for name in viewset.filterset_class.base_filters
    ],
)
def test_a_filter_that_is_empty_is_none(client, resource, name):
    """As forms send what was not filled in."""
    one = urls.RESOURCES[resource][1].filterset_class.base_filters[name]
    value = ["", ""] if isinstance(one, MultipleChoiceFilter) else ""

    assert client.get(f"/api/v1/{resource}/", {name: value}).status_code == 200


@pytest.mark.parametrize("name", ["page", "year", "q", "é"])
def test_one_thing_and_the_root_know_no_parameter(client, name):
    MeetingFactory(slug="one")

    for address in ("/api/v1/", "/api/v1/meetings/one/"):
        content = problem(client.get(address, {name: "1"}))
        assert (content["status"], list(content["errors"])) == (400, [name])


def test_every_bad_parameter_is_named(client):
    content = problem(client.get("/api/v1/meetings/?year=soon&mode=far&type=none"))

    assert sorted(content["errors"]) == ["mode", "type", "year"]


@pytest.mark.parametrize("address", [one for one in LISTS if "meetings" not in one])
def test_the_filters_of_meetings_are_unknown_elsewhere(client, address):
    content = problem(client.get(address, {"mode": "online"}))

    assert list(content["errors"]) == ["mode"]


@pytest.mark.parametrize("address", [*DETAILS, "/api/v1/none/", "/api/", "/api/v2/meetings/"])
def test_what_is_not_there_is_not_found(client, address):
    assert problem(client.get(address))["status"] == 404


def test_an_address_without_its_last_slash_is_redirected(client):
    response = client.get("/api/v1/meetings?year=2023")

    assert (response.status_code, response["Location"]) == (301, "/api/v1/meetings/?year=2023")


def test_partners_are_named_by_their_code_as_it_is_written(client):
    assert problem(client.get("/api/v1/partners/ml/"))["status"] == 404


@pytest.mark.parametrize(
    ("resource", "factory"),
    [
        ("meetings", MeetingFactory),
        ("meeting-types", MeetingTypeFactory),
        ("chairmanships", ChairmanshipFactory),
        ("action-plans", ActionPlanFactory),
        ("documents", DocumentFactory),
    ],
)
def test_whatever_the_admin_takes_for_a_slug_is_an_address(client, resource, factory):
    factory(slug="SOM_2024-b")

    assert client.get(f"/api/v1/{resource}/SOM_2024-b/").json()["slug"] == "SOM_2024-b"


# How it is asked for


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml", "image/*;q=0.1", "*/*", "", "nonsense", "a/b/c;;q=x"]
)
def test_the_answer_is_json_whatever_is_accepted(client, accept):
    assert said(client.get("/api/v1/meetings/", headers={"accept": accept})) == (200, JSON)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["/api/v1/", *LISTS, *DETAILS])
def test_the_api_is_only_read(client, address, method):
    response = getattr(client, method)(address)

    assert (problem(response)["status"], response["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("body", ["{", "", "[1, 2", "\x00", '{"a": 1}'])
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", ""])
def test_what_is_sent_does_not_matter(client, body, kind):
    response = client.generic("POST", "/api/v1/meetings/", body, content_type=kind)

    assert problem(response)["status"] == 405


@pytest.mark.parametrize("method", ["PROPFIND", "FOO", "M-SEARCH"])
@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/meetings/"])
def test_a_method_nobody_knows_is_refused(client, address, method):
    assert problem(client.generic(method, address))["status"] == 405


@pytest.mark.parametrize("address", ["/api/v1/", *LISTS])
def test_head_says_what_get_says_without_the_body(client, address):
    head, get = client.head(address), client.get(address)

    assert (said(head), head.content) == (said(get), b"")


@pytest.mark.parametrize("address", ["/api/v1/", *LISTS])
def test_options_names_the_methods(client, address):
    response = client.options(address)

    assert (said(response), response["Allow"]) == ((200, JSON), "GET, HEAD, OPTIONS")


def test_options_tells_nothing_of_what_may_be_written(client):
    assert "actions" not in client.options("/api/v1/meetings/").json()


def test_who_asks_does_not_matter(client):
    client.cookies["sessionid"] = "made up"
    headers = {"authorization": "Basic !!!", "x-csrftoken": "x", "cookie": "csrftoken=x"}

    assert said(client.get("/api/v1/meetings/", headers=headers)) == (200, JSON)


def test_reading_needs_no_token_and_sets_no_cookie():
    response = Client(enforce_csrf_checks=True).get("/api/v1/meetings/")

    assert (response.status_code, dict(response.cookies)) == (200, {})


@pytest.mark.parametrize("language", ["en", "fr"])
def test_objects_are_the_same_whatever_language_the_browser_speaks(client, language):
    MeetingFactory(slug="one", title_fr="")
    plain = client.get("/api/v1/meetings/one/").json()

    assert (
        client.get("/api/v1/meetings/one/", headers={"accept-language": language}).json() == plain
    )
