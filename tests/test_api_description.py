"""The description of the API: valid, complete, and true of what the API answers."""

import json

import jsonschema
import pytest
from django.utils.translation import override
from drf_spectacular.validation import validate_schema

from actionplan.translation import LANGUAGES
from events.changes.resources import KINDS
from rabat.api.description.reference import PAGES, Resource
from rabat.api.description.words import RESOURCES
from tests.browsing import read
from tests.every_route import every_route
from tests.mirrors import shown
from tests.worlds import full_world

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]


@pytest.fixture
def described(client):
    """The document as partners get it."""

    def get(language: str = "en") -> dict:
        return client.get("/api/v1/openapi.json", {"lang": language}).json()

    return get


def resolved(document: dict, schema: dict):
    return jsonschema.Draft202012Validator({**schema, "components": document["components"]})


def faults(document: dict, schema: dict, value) -> list[str]:
    found = resolved(document, schema).iter_errors(value)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def every_schema(value, path=""):
    if isinstance(value, dict):
        yield path, value
        for name, one in value.items():
            if name not in ("example", "examples"):
                yield from every_schema(one, f"{path}/{name}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from every_schema(one, f"{path}/{number}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_valid_and_of_this_version(described, language):
    full_world(1)
    document = described(language)

    assert document["openapi"] == "3.1.0"
    validate_schema(document)
    for name, schema in document["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema), name
    old = [path for path, one in every_schema(document) if "nullable" in one]
    assert old == []
    bounds = [
        path
        for path, one in every_schema(document)
        if isinstance(one.get("exclusiveMinimum"), bool)
        or isinstance(one.get("exclusiveMaximum"), bool)
    ]
    assert bounds == []


def test_every_route_of_the_api_is_described(described):
    named = {name: address for name, address in every_route().items() if name.startswith("api:")}
    assert len(described()["paths"]) == len(named)


def wrong(client, document: dict) -> set[str]:
    """What of the objects of the API is not as the document has it."""
    return {
        f"{resource} {key} {fault}"
        for (resource, key), one in shown(client).items()
        for fault in faults(document, reference(document, resource), one)
    }


def test_all_objects_are_as_described(client, described):
    full_world(3)
    assert wrong(client, described()) == set()


def reference(document: dict, resource: str) -> dict:
    (path,) = [
        one
        for one in document["paths"]
        if one.startswith(f"/api/v1/{resource}/{{") and one.endswith("/")
    ]
    return json_schema(document["paths"][path])


def json_schema(item: dict) -> dict:
    return item["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def test_the_real_record_is_as_described(client, described, record):
    assert wrong(client, described()) == set()


@pytest.mark.parametrize("query", ["", "?lang=fr", "?fields=created_at", "?page_size=100"])
def test_lists_are_as_described(client, described, query):
    full_world(2)
    document = described()

    for kind in KINDS:
        path = f"/api/v1/{kind.name}/"
        answer = client.get(path + query)
        schema = json_schema(document["paths"][path])
        assert faults(document, schema, answer.json()) == []


def test_no_member_is_left_out(client, described):
    """All that objects have is described, and nothing that none has."""
    full_world(3)
    document = described()
    for resource, one in {name: one for (name, _key), one in shown(client).items()}.items():
        known = document["components"]["schemas"][
            reference(document, resource)["$ref"].rpartition("/")[2]
        ]["properties"]
        found = client.get(f"/api/v1/{resource}/").json()["results"][0]
        assert set(found) == set(known), resource
        assert set(one) <= set(known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_explained(described, language):
    document = described(language)

    unexplained = [
        f"{name}.{member}"
        for name, schema in document["components"]["schemas"].items()
        if name not in ("Text", "Addresses", "Problem", "Language")
        for member, own in schema["properties"].items()
        if not own.get("description")
    ]
    assert unexplained == []
    for item in document["paths"].values():
        assert item["get"]["summary"]
        assert all(one["description"] for one in item["get"]["parameters"])


def test_french_is_french(described):
    english, french = described("en"), described("fr")
    same = [
        name
        for name, schema in english["components"]["schemas"].items()
        if name in french["components"]["schemas"] and "description" in schema
        if schema["description"] == french["components"]["schemas"][name]["description"]
    ]
    assert same == []
    assert english["info"]["description"] != french["info"]["description"]


def test_examples_are_what_the_api_answers(client, described):
    full_world(1)
    document = described()

    shown_as = {
        path: item["get"]["responses"]["200"]["content"]["application/json"]
        for path, item in document["paths"].items()
        if "application/json" in item["get"]["responses"]["200"]["content"]
    }
    without = [path for path, one in shown_as.items() if "example" not in one]
    assert without == ["/api/v1/openapi.json"]
    for one in shown_as.values():
        if "example" in one:
            assert faults(document, one["schema"], one["example"]) == []
    meeting = shown_as["/api/v1/meetings/{slug}/"]["example"]
    assert client.get(f"/api/v1/meetings/{meeting['slug']}/").json() == meeting


def test_a_record_without_anything_is_described_without_examples(client, described):
    document = described()

    assert "example" not in str(json_schema(document["paths"]["/api/v1/meetings/{slug}/"]))
    for name in PAGES:
        assert client.get(f"/en/data/api/{name}/").status_code == 200


@pytest.mark.parametrize(
    ("language", "address"), [("en", "/en/data/api/"), ("fr", "/fr/donnees/api/")]
)
def test_pages_tell_the_same(client, described, language, address):
    full_world(1)
    document = described(language)

    start = client.get(address)
    for name in PAGES:
        page = client.get(f"{address}{name}/")
        text = " ".join(read(page).text.split())
        with override(language):
            resource = Resource(document, name)
            assert f"{address}{name}/" in start.text
            for line in [
                *resource.members,
                *(p for o in resource.operations for p in o.parameters),
            ]:
                assert line.name in text
                assert " ".join(line.kind.split()) in text
                assert " ".join(line.about.split()) in text


@pytest.mark.parametrize("name", ["nothing", "openapi", "meeting"])
def test_there_is_no_page_of_what_is_not_there(client, name):
    assert client.get(f"/en/data/api/{name}/").status_code == 404


@pytest.mark.parametrize("query", ["lang=de", "language=fr", "lang=%00"])
def test_the_description_refuses_what_it_does_not_know(client, query):
    assert client.get(f"/api/v1/openapi.json?{query}").status_code == 400


def test_every_resource_has_words():
    assert {kind.name for kind in KINDS} <= set(RESOURCES)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "data-package"])
def test_pages_show_an_answer_of_today(client, name):
    full_world(1)
    page = read(client.get(f"/en/data/api/{name}/"))
    (address,) = [one["href"] for one in page.one("main").all("a") if "/api/v1/" in one["href"]]

    assert json.loads(page.one("pre").text) == client.get(address).json()
