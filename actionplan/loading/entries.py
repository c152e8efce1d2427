"""The entries of YAML files: lists of mappings, read so that no field is dropped in silence.

An `Entry` hands out each value once, converted or refused, and at the end refuses what nobody asked
for. Every refusal names file, record, field and value.
"""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from django.db import models

from actionplan.translation import LANGUAGES


class RecordError(Exception):
    """A value that cannot be loaded: file, record, field, value and what is wrong with it."""

    def __init__(self, file: str, record: str, field: str, value: Any, reason: str):
        where = ", ".join(part for part in (file, record, field and f"field {field}") if part)
        shown = f" = {str(value)[:120]!r}" if field else ""
        super().__init__(f"{where}{shown}: {reason}")


class _StrictLoader(yaml.SafeLoader):
    """Refuses a key given twice, of which YAML libraries silently keep the last."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key, deep=deep) for key, _value in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} is given twice", node.start_mark
                )
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file. Raises RecordError where it cannot be read or parsed."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        raise RecordError(path.name, "", "", None, " ".join(str(error).split())) from error


class Entry:
    """One mapping of a file, whose values are taken one by one."""

    def __init__(self, file: str, name: str, values: Any):
        self.file, self.name = file, name
        if not isinstance(values, dict):
            raise RecordError(file, name, "", values, f"a mapping is expected, not {values!r}")
        self.values, self.left = values, dict(values)

    def error(self, field: str, reason: str, value: Any = None) -> RecordError:
        """The error to raise about one field."""
        shown = self.values.get(field) if value is None else value
        return RecordError(self.file, self.name, field, shown, reason)

    def take(self, field: str, *, required: bool = False) -> Any:
        """The raw value of a field, None if absent or null."""
        value = self.left.pop(field, None)
        if required and value in (None, ""):
            raise self.error(field, "missing")
        return value

    def text(self, field: str, *, required: bool = False) -> str:
        """A text; empty if null."""
        value = self.take(field, required=required)
        if value is not None and not isinstance(value, str):
            raise self.error(field, "a text is expected; put it in quotes")
        if value and "\0" in value:
            raise self.error(field, "a text holds no NUL character")
        return value or ""

    def texts(self, name: str, *, required: bool = False) -> dict[str, str]:
        """A text per language, as columns: title → title_en, title_fr."""
        return {
            f"{name}_{language}": self.text(f"{name}_{language}", required=required and not number)
            for number, language in enumerate(LANGUAGES)
        }

    def words(self, name: str, *, required: bool = False) -> dict[str, str]:
        """The texts of an entry that has nothing else, by language: en, fr → text_en, text_fr."""
        return {
            f"{name}_{language}": self.text(language, required=required and not number)
            for number, language in enumerate(LANGUAGES)
        }

    def number(self, field: str, *, required: bool = False) -> int | None:
        """A whole number from 0, or None."""
        value = self.take(field, required=required)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise self.error(field, "a whole number is expected")
        if value is not None and not 0 <= value <= 32767:
            raise self.error(field, "a number from 0 to 32767 is expected")
        return value

    def flag(self, field: str) -> bool:
        """True or false."""
        value = self.take(field)
        if not isinstance(value, bool):
            raise self.error(field, "true or false is expected")
        return value

    def date(self, field: str, *, required: bool = False) -> datetime.date | None:
        """A date written YYYY-MM-DD, or None."""
        text = self.text(field, required=required)
        try:
            return datetime.date.fromisoformat(text) if text else None
        except ValueError:
            raise self.error(field, "a date YYYY-MM-DD is expected") from None

    def choice(self, field: str, choices: type[models.TextChoices], default: str = "") -> str:
        """One of the values of `choices`, or `default` if null."""
        value = self.take(field)
        if value is None:
            return default
        if value not in choices.values:
            raise self.error(field, f"not one of {', '.join(choices.values)}")
        return value

    def items(self, field: str) -> list:
        """A list, empty if null."""
        value = self.take(field)
        if value is not None and not isinstance(value, list):
            raise self.error(field, "a list is expected")
        return value or []

    def entries(self, field: str) -> Iterator["Entry"]:
        """The mappings of a list, each to be emptied before the loop goes on."""
        return consume(
            Entry(self.file, f"{self.name}, {field} {number}", values)
            for number, values in enumerate(self.items(field), start=1)
        )

    def entry(self, field: str) -> "Entry":
        """The mapping in a field, an empty one if null."""
        return Entry(self.file, f"{self.name}, {field}", self.take(field) or {})

    def lines(self, field: str) -> str:
        """A list of texts, one per line."""
        values = self.items(field)
        for value in values:
            if not isinstance(value, str) or "\n" in value:
                raise self.error(field, "a list of one-line texts is expected", value)
        return "\n".join(values)

    def lookup(self, field: str, table: dict[Any, Any], key: Any = None, shown: Any = None) -> Any:
        """The object that a value names in `table`, or that `key` does, made from one of several
        values; an error shows it as `shown`."""
        key = self.take(field) if key is None else key
        if key is None:
            return None
        try:
            return table[key]
        except (KeyError, TypeError):
            value = key if shown is None else shown
            raise self.error(field, "there is no such record", value) from None

    def skip(self):
        """Leave the rest unread, because the record is not loaded."""
        self.left.clear()

    def finish(self):
        """Refuse fields that nobody took."""
        for field in self.left:
            raise self.error(field, "unknown field")


def consume(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entry by entry; each is refused if something is left in it when the loop goes on."""
    for entry in entries:
        yield entry
        entry.finish()


def read_entries(path: Path, name_field: str, key: str = "") -> list[Entry]:
    """The entries of a file, or of the list under `key` in it."""
    content = read_yaml(path)
    if key:
        content = content.get(key) if isinstance(content, dict) else None
    if not isinstance(content, list):
        raise RecordError(path.name, "", key, None, "a list is expected")
    names = [values.get(name_field) if isinstance(values, dict) else None for values in content]
    return [
        Entry(path.name, str(name or f"record {number}"), values)
        for number, (name, values) in enumerate(zip(names, content, strict=True), start=1)
    ]
