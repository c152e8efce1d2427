"""How a form is laid out: the languages of a text beside each other, each with its state."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django import forms
from django.conf import settings
from django.contrib.admin.helpers import AdminField, AdminReadonlyField, Fieldset
from django.contrib.admin.widgets import (
    AdminDateWidget,
    AdminTimeWidget,
    AutocompleteSelect,
    RelatedFieldWidgetWrapper,
)
from django.utils.text import capfirst
from translated_fields import to_attribute
from translated_fields.fields import show_language_code

from actionplan.models import StaleText
from actionplan.translation import SOURCE_LANGUAGE, TARGETS, translated_columns

NAMES = dict(settings.LANGUAGES)
SHORT = 40  # up to so many characters a text needs no more than half a line
# The first that fits says how much room a field needs.
KINDS = [
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxInput, "check"),
    (forms.Textarea, "long"),
    (forms.NumberInput, "number"),
    ((AdminDateWidget, AdminTimeWidget), "date"),
    (AutocompleteSelect, "search"),
    (forms.Select, "choice"),
]


def in_language(label, language: str) -> str:
    """The name of a text in one language, as it is read out: “Title, French”."""
    return f"{capfirst(label)}, {NAMES[language]}"


@dataclass
class Column:
    """A text in one language. `state` is "missing", "stale" or ""; `note` says since when."""

    field: AdminField | AdminReadonlyField
    language: str
    state: str
    note: StaleText | None

    @property
    def language_name(self) -> str:
        return NAMES[self.language]


@dataclass
class Cell:
    """A field, or a text with a column for each language."""

    name: str
    kind: str
    field: AdminField | AdminReadonlyField
    label: str = ""
    columns: list[Column] = field(default_factory=list)


def rows(fieldset: Fieldset) -> list[list[Cell]]:
    """The lines of a fieldset. The languages of a text stand where the first of them stands."""
    found, texts = [], {}
    for line in fieldset:
        row = []
        for one in line:
            column = translated_columns(type(line.form.instance)).get(name_of(one))
            if column is None:
                row.append(Cell(name_of(one), kind_of(one), one))
                continue
            if column.name not in texts:
                label = label_of(line.form.instance, name_of(one))
                texts[column.name] = Cell(column.name, kind_of(one), one, label)
                row.append(texts[column.name])
            _append(texts[column.name], one, line.form.instance, column.language)
        found += [row] if row else []
    return found


def name_of(one: AdminField | AdminReadonlyField) -> str:
    return one.field["name"] if one.is_readonly else one.field.name


def label_of(instance, column: str) -> str:
    """What a text is called, whatever its language."""
    with show_language_code(False):
        return capfirst(str(instance._meta.get_field(column).verbose_name))


def kind_of(one) -> str:
    """How much room a field needs."""
    if one.is_readonly:
        return "shown"
    widget = one.field.field.widget
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget = widget.widget
    kind = next((kind for classes, kind in KINDS if isinstance(widget, classes)), "line")
    longest = getattr(one.field.field, "max_length", None) or SHORT + 1
    return "short" if kind == "line" and longest <= SHORT else kind


def _append(cell: Cell, one, instance, language: str):
    if cell.columns and not one.is_readonly and one.field.help_text:
        # It is printed once, below the first language.
        widget, first = one.field.field.widget, cell.columns[0].field.field
        widget.attrs.setdefault("aria-describedby", f"{first.id_for_label}_helptext")
    note = getattr(instance, "stale_texts", {}).get(name_of(one))
    cell.columns.append(Column(one, language, state(instance, cell.name, language), note))


def state(instance, name: str, language: str) -> str:
    """How a translation stands as it is stored: "missing", "stale" or ""."""
    source, target = (to_attribute(name, code) for code in (SOURCE_LANGUAGE, language))
    if language not in TARGETS or not getattr(instance, source) or instance.pk is None:
        return ""
    if not getattr(instance, target):
        return "missing"
    return "stale" if target in getattr(instance, "stale_texts", {}) else ""


def gaps(instance, names: list[str]) -> Iterator[str]:
    """The states, other than "", of the translations among these columns of a record."""
    texts = translated_columns(type(instance))
    states = (state(instance, *texts[column]) for column in names if column in texts)
    yield from (one for one in states if one)
