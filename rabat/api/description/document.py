"""The description of the API as one document: OpenAPI 3.1.0."""

import copy
from functools import cache

from django.urls import include, path
from django.utils.translation import get_language, override
from drf_spectacular.generators import SchemaGenerator

from rabat.api.description import answers, words
from rabat.api.description.members import explain
from rabat.api.description.operations import HEADERS, reference
from rabat.api.problems import MEDIA_TYPE as PROBLEM


def description(origin: str) -> dict:
    """The document in the active language, for the site at an address."""
    found = copy.deepcopy(_without_origin(get_language()))
    found["servers"] = [{"url": origin}]
    return found


@cache
def _without_origin(language: str) -> dict:
    with override(language):
        found = SchemaGenerator(patterns=[path("api/v1/", include("rabat.api.urls"))]).get_schema()
        components = found["components"]
        explain(components["schemas"])
        components["schemas"] |= answers.SHARED
        components["responses"] = _responses()
        components["headers"] = {
            name: {"description": str(about), "schema": {"type": "string"}}
            for name, about in {
                "ETag": words.VALIDATOR,
                **dict(zip(HEADERS, [words.RATE_POLICY, words.RATE], strict=True)),
            }.items()
        }
        components["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer", "description": str(words.TOKEN)}
        }
        found["info"] = {
            "title": str(words.TITLE),
            "version": "1",
            "description": str(words.ABOUT),
        }
        found["tags"] = [
            {"name": name or "resources", "description": str(about)}
            for name, (_title, about) in words.RESOURCES.items()
        ]
    return found


def _responses() -> dict:
    found = {}
    for status, about in words.STATUSES.items():
        if status == 200:
            continue
        one = {"description": str(about)}
        if status >= 400:
            one["content"] = {PROBLEM: {"schema": reference("schemas", "Problem")}}
            one["headers"] = {name: reference("headers", name) for name in HEADERS}
        found[str(status)] = one
    return found
