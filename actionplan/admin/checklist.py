"""What a record lacks, in words that lead to where it is mended."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from translated_fields import to_attribute
from translated_fields.fields import show_language_code

from actionplan.admin.translation import translated_parts
from actionplan.models import StaleText
from actionplan.record import Publishable
from actionplan.staleness import has_stale
from actionplan.translation import SOURCE_LANGUAGE, TARGETS, lacking, translated_names


@dataclass(frozen=True)
class Gap:
    """What a record lacks, in a few words, and the element of its form where it is mended.

    An obstacle keeps it from being published; the rest is advice."""

    words: str
    anchor: str
    is_obstacle: bool = False


def missing_text(record: Model, name: str, language: str) -> Iterator[Gap]:
    """That a text lacks a language: "title (FR)"."""
    source, target = (to_attribute(name, code) for code in (SOURCE_LANGUAGE, language))
    if getattr(record, source) and not getattr(record, target):
        yield Gap(text_name(record, target), f"id_{target}")


def text_name(record: Model, column: str) -> str:
    """What a text is called, with its language: "title (FR)"."""
    with show_language_code(False):
        name = str(record._meta.get_field(column).verbose_name)
    return f"{name} ({column.rpartition('_')[2].upper()})"


def missing_texts(record: Model) -> list[Gap]:
    """The texts of a record itself that lack a language."""
    names = translated_names(type(record))
    return [gap for name in names for code in TARGETS for gap in missing_text(record, name, code)]


def stale_texts(record: Model) -> list[Gap]:
    """The texts of a record itself that are older than their source. One query."""
    notes = StaleText.objects.filter(model=record._meta.label_lower, key=record.pk)
    return [
        Gap(
            _("%(text)s older than its source") % {"text": text_name(record, column)},
            f"id_{column}",
        )
        for column in sorted(notes.values_list("column", flat=True))
    ]


def texts_of_parts(record: Model, inlines: Iterable[type]) -> list[Gap]:
    """How many parts of a kind lack a language, or have a text older than its source: a query per
    kind and language. `inlines` are the classes that show the parts."""
    found = []
    for model, owner in translated_parts(type(record), inlines):
        anchor = f"{model._meta.get_field(owner).remote_field.get_accessor_name()}-group"
        name = capfirst(model._meta.verbose_name_plural)
        for language in TARGETS:
            for words in _counted(model.objects.filter(**{owner: record}), language):
                found.append(Gap(name + pgettext("after a term", ": ") + words, anchor))
    return found


def _counted(parts: QuerySet, language: str) -> list[str]:
    counts = parts.order_by().aggregate(
        lacking=Count("pk", filter=lacking(parts.model, language)),
        stale=Count("pk", filter=has_stale(parts.model, language)),
    )
    lacks, stale = counts["lacking"], counts["stale"]
    found = [
        (
            lacks,
            ngettext("%(count)d without %(language)s", "%(count)d without %(language)s", lacks),
        ),
        (
            stale,
            ngettext(
                "%(count)d older in %(language)s than its source",
                "%(count)d older in %(language)s than their source",
                stale,
            ),
        ),
    ]
    values = {"language": language.upper()}
    return [words % {"count": count, **values} for count, words in found if count]


def obstacles(record: Publishable, at: datetime.datetime) -> list[Gap]:
    """What keeps a record from being published at a moment."""
    return [
        Gap(str(words), _anchor(record, name), is_obstacle=True)
        for name, words in record.obstacles(at).items()
    ]


def _anchor(record: Model, name: str) -> str:
    """The element of the form for a field, or for a kind of parts."""
    try:
        is_part = not record._meta.get_field(name).concrete
    except FieldDoesNotExist:
        is_part = False
    return f"{name}-group" if is_part else f"id_{name}"
