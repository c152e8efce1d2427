"""Parameters of addresses as OpenAPI has them, read off what checks them."""

from collections.abc import Iterable

import django_filters
from django import forms
from rest_framework import serializers

from events.api.shape import DayParameter, FieldsField
from events.as_of import DayField
from events.filter_kinds import CodeFilter, CodesFilter, YearFilter
from events.item_field import NAME, PlanItemField
from events.models.period import FIRST_DAY, LAST_DAY
from rabat.api.description.words import FILE_LANGUAGE, PARAMETERS, PLACE, SEVERAL
from rabat.api.pagination import PagePagination

# No text holds NUL, which PostgreSQL has no room for.
TEXT = {"type": "string", "pattern": r"^[^\u0000]*$"}
SOME_TEXT = {"type": "string", "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"}
CURSOR = {"type": "string", "pattern": r"^[0-9a-f]{32}\.[0-9]{1,18}\.[0-9]{1,18}$"}
CODE = {"type": "string", "pattern": "^[-a-zA-Z0-9_]{1,100}$"}
ITEM = {"type": "string", "pattern": f"^{NAME.pattern}$"}
# Years within FIRST_DAY and LAST_DAY.
DAY = {"type": "string", "format": "date", "pattern": "^(?:199[0-9]|20[0-9]{2}|2100)-"}
MOMENT = {"type": "string", "format": "date-time"}
YEAR = {"type": "integer", "minimum": FIRST_DAY.year, "maximum": LAST_DAY.year}
PAGING = {
    "page": {"type": "integer", "minimum": 1, "default": 1},
    "page_size": {
        "type": "integer",
        "minimum": 1,
        "maximum": PagePagination.max_page_size,
        "default": PagePagination.page_size,
    },
}


def of_place(name: str, pattern: str) -> dict:
    """The part of the address that names one."""
    schema = {"type": "string", "pattern": f"^(?:{pattern})$"}
    return {"name": name, "in": "path", "required": True, "description": str(PLACE)} | {
        "schema": schema
    }


def of_paging() -> list[dict]:
    return [_described(name, schema) for name, schema in PAGING.items()]


def of_query(query: serializers.Serializer, members: Iterable[str]) -> list[dict]:
    """Those that a serializer reads; `members` are what `fields` may name."""
    found = []
    for name, field in query.get_fields().items():
        parameter = _parameter(name, _of_field(field), required=field.required)
        if isinstance(field, FieldsField):
            names = _several({"type": "string", "enum": list(members)})
            parameter["schema"] = names | {"minItems": 1}
            parameter |= {"style": "form", "explode": False}
        elif field.default is not serializers.empty and name == "lang":
            parameter["description"] = str(FILE_LANGUAGE)
        found.append(parameter)
    return found


def of_filters(filters: dict[str, django_filters.Filter], needed: Iterable[str] = ()) -> list[dict]:
    """Those that a filter set reads."""
    return [
        _parameter(name, _of_filter(one), about=str(one.label), required=name in needed)
        for name, one in filters.items()
    ]


def _parameter(name: str, schema: dict, about: str = "", *, required: bool = False) -> dict:
    found = _described(name, schema, about)
    if required:
        return found | {"required": True}
    if schema == TEXT or schema.get("type") == "array":
        return found
    return found | {"schema": _or_nothing(schema)}


def _described(name: str, schema: dict, about: str = "") -> dict:
    sentences = [about, str(PARAMETERS.get(name, ""))]
    if schema.get("type") == "array":
        sentences.append(str(SEVERAL))
    about = " ".join(one if one.endswith(".") else f"{one}." for one in sentences if one)
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _or_nothing(schema: dict) -> dict:
    """Forms send what was not filled in, and their addresses are to work here too."""
    return {"anyOf": [schema, {"const": ""}]}


def _several(items: dict) -> dict:
    return {"type": "array", "items": items}


def _of_field(field: serializers.Field) -> dict:
    if isinstance(field, serializers.MultipleChoiceField):
        return _several(_one_of(field.choices))
    if isinstance(field, serializers.ChoiceField):
        return _with_default(_one_of(field.choices), field)
    if isinstance(field, serializers.IntegerField):
        bounds = {"minimum": field.min_value, "maximum": field.max_value}
        return _with_default({"type": "integer", **bounds}, field)
    if isinstance(field, serializers.DateTimeField):
        return MOMENT
    if isinstance(field, DayParameter):
        return DAY
    return SOME_TEXT if field.required else CURSOR


def _with_default(schema: dict, field: serializers.Field) -> dict:
    has_one = field.default not in (serializers.empty, None, "")
    return schema | ({"default": field.default} if has_one else {})


def _of_filter(one: django_filters.Filter) -> dict:
    if isinstance(one, CodesFilter):
        return _several(_or_nothing(CODE))
    if isinstance(one, CodeFilter):
        return CODE
    if isinstance(one, YearFilter):
        return YEAR
    choices = forms.ChoiceField(choices=one.extra.get("choices", [])).choices
    if isinstance(one, django_filters.MultipleChoiceFilter):
        return _several(_or_nothing(_one_of(dict(choices))))
    if isinstance(one, django_filters.ChoiceFilter):
        return _one_of(dict(choices))
    if issubclass(one.field_class, PlanItemField):
        return ITEM
    return DAY if issubclass(one.field_class, DayField) else TEXT


def _one_of(choices: dict) -> dict:
    return {"type": "string", "enum": list(choices)}
