"""The forms of answers that are no object of a resource, as JSON Schema (2020-12)."""

from actionplan.translation import LANGUAGES
from events.changes.resources import BY_NAME
from events.coverage_object import MEMBERS
from events.models import Change, Resource

TEXT = {"$ref": "#/components/schemas/Text"}
ADDRESSES = {"$ref": "#/components/schemas/Addresses"}
ADDRESS = {"type": "string", "format": "uri"}
MOMENT = {"type": "string", "format": "date-time"}
COUNT = {"type": "integer", "minimum": 0}
WORD = {"type": "string"}
WORDS = {"type": "array", "items": WORD}


def or_null(schema: dict) -> dict:
    return {**schema, "type": [schema["type"], "null"]}


def record(**properties) -> dict:
    """An object that has all of these members, and may come to have more."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def by_language(value: dict, alone: list[dict]) -> dict:
    """A value per language, or one alone where `lang` is asked for."""
    return {"anyOf": [record(**dict.fromkeys(LANGUAGES, value)), *alone]}


def page_of(items: dict) -> dict:
    """A page of a list."""
    return record(
        count=COUNT,
        next=or_null(ADDRESS),
        previous=or_null(ADDRESS),
        results={"type": "array", "items": items},
    )


TOTAL = record(addressed=COUNT, of=COUNT)
COVERED = record(code=WORD, title=TEXT, stated=WORDS, inferred=WORDS)
COVERAGE_MEMBERS = {
    "plan": WORD,
    "as_of": {"type": "string", "format": "date"},
    "totals": record(areas=TOTAL, objectives=TOTAL, actions=TOTAL),
    "items": {"type": "array", "items": COVERED},
}
QUESTIONS = {
    "": {"type": "object", "additionalProperties": ADDRESS},
    "coverage": {
        "type": "object",
        "properties": {name: COVERAGE_MEMBERS[name] for name in MEMBERS},
    },
    "search": page_of(
        record(
            kind={"type": "string", "enum": Resource.values},
            title=TEXT,
            url=ADDRESSES,
            object=ADDRESS,
        )
    ),
    "changes": record(
        cursor=WORD,
        more={"type": "boolean"},
        results={
            "type": "array",
            "items": record(
                seq=COUNT,
                op={"type": "string", "enum": Change.Op.values},
                resource={"type": "string", "enum": list(BY_NAME)},
                id=WORD,
                changed_at=MOMENT,
                object={"type": ["object", "null"]},
            ),
        },
    ),
    "openapi": {"type": "object"},
}
POINT = record(
    type={"const": "Point"},
    coordinates={"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
)
PLACES = record(
    type={"const": "FeatureCollection"},
    features={
        "type": "array",
        "items": record(
            type={"const": "Feature"},
            id=WORD,
            geometry={"anyOf": [POINT, {"type": "null"}]},
            properties=record(precision={"enum": ["city", "country", None]}),
        ),
    },
)
SHARED = {
    "Language": {"enum": [*LANGUAGES, None]},
    "Text": by_language(or_null(WORD), [WORD, {"type": "null"}]),
    "Addresses": by_language(ADDRESS, [ADDRESS]),
    "Problem": {
        "type": "object",
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": WORD,
            "status": {"type": "integer"},
            "detail": WORD,
            "errors": {"type": "object", "additionalProperties": WORDS},
        },
        "required": ["title", "status", "detail"],
    },
}
