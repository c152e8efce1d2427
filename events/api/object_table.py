"""Objects of the API as a table: a line each, a column per member."""

import json
from collections.abc import Iterable, Iterator

from rest_framework.serializers import ModelSerializer

from actionplan.objects import PageField, TextField
from actionplan.translation import LANGUAGES
from events.api.shape import Shape


def object_rows(
    objects: Iterable[dict],
    serializer: type[ModelSerializer],
    members: Iterable[str],
    shape: Shape,
) -> Iterator[list]:
    """The names of the members, then a row per object. A text has a column per language, `name_en`
    and `name_fr`, or with `lang` one for the text, `name`, and one for its language, `name_lang`;
    several values stand in one cell, and what has members itself is given as JSON."""
    fields = serializer().fields
    columns = [one for name in members for one in _columns(name, fields.get(name), shape)]
    yield columns
    for found in objects:
        row = _by_language(shape.of(found))
        yield [_cell(row.get(name)) for name in columns]


def _columns(name: str, field, shape: Shape) -> list[str]:
    if not isinstance(field, TextField | PageField):
        return [name]
    if not shape.lang:
        return [f"{name}_{language}" for language in LANGUAGES]
    return [name] if isinstance(field, PageField) else [name, f"{name}_lang"]


def _by_language(found: dict) -> dict:
    """With each language of a text by itself."""
    row = dict(found)
    for name, value in found.items():
        if isinstance(value, dict) and value.keys() == {*LANGUAGES}:
            row |= {f"{name}_{language}": value[language] for language in LANGUAGES}
    return row


def _cell(value):
    if isinstance(value, list) and not any(isinstance(one, dict) for one in value):
        return "; ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
