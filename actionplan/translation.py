"""Texts in several languages: one real column per language, read through the plain name.

`title = translated(models.CharField(_("title"), max_length=200))` gives the columns `title_en`,
`title_fr` … and the attribute `title`, which answers in the reader's language and falls back to
any other. The first of `settings.LANGUAGES` is the one staff must fill in.
"""

from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from translated_fields import TranslatedField, fallback_to_any, to_attribute

LANGUAGES = [code for code, _name in settings.LANGUAGES]
SOURCE_LANGUAGE = LANGUAGES[0]
TARGETS = LANGUAGES[1:]  # what texts are translated into
# What the page of a record is headed with; without it in a language there is no such page in it.
HEADINGS = ("title", "name")


class ServedText(NamedTuple):
    """A text and the language it is in; `fallback` when that is not the language asked for."""

    text: str
    language: str
    fallback: bool


def translated(field: models.Field, *, required: bool = True) -> TranslatedField:
    """`field` once per language; `required` concerns the first language only."""
    field.blank = True
    field.default = ""
    specific = {SOURCE_LANGUAGE: {"blank": False}} if required else {}
    return TranslatedField(field, specific, attrgetter=fallback_to_any)


def columns(name: str) -> list[str]:
    """The column names of a translated field: title → title_en, title_fr."""
    return [to_attribute(name, language) for language in LANGUAGES]


@cache
def translated_names(model: type[models.Model]) -> list[str]:
    """The translated fields of a model: ["summary", "title"]."""
    attributes = {name: value for cls in model.__mro__ for name, value in vars(cls).items()}
    return sorted(name for name, value in attributes.items() if isinstance(value, TranslatedField))


class Column(NamedTuple):
    """What a column holds: which text, in which language."""

    name: str
    language: str


@cache
def translated_columns(model: type[models.Model]) -> dict[str, Column]:
    """The columns of the texts of a model: {"title_fr": Column("title", "fr")}."""
    return {
        to_attribute(name, language): Column(name, language)
        for name in translated_names(model)
        for language in LANGUAGES
    }


def lacks(instance: models.Model, language: str) -> bool:
    """Whether a text is there in the source language and not in this one."""
    return any(
        getattr(instance, to_attribute(name, SOURCE_LANGUAGE))
        and not getattr(instance, to_attribute(name, language))
        for name in translated_names(type(instance))
    )


def lacking(model: type[models.Model], language: str) -> models.Q:
    """The condition on rows of a model that a text lacks this language; see `lacks`."""
    condition = models.Q(pk__in=[])
    for name in translated_names(model):
        source, target = (to_attribute(name, code) for code in (SOURCE_LANGUAGE, language))
        condition |= ~models.Q(**{source: ""}) & models.Q(**{target: ""})
    return condition


def filled(name: str, constraint_name: str) -> models.CheckConstraint:
    """A database constraint: the text is there in the first language."""
    return models.CheckConstraint(
        name=constraint_name, condition=~models.Q(**{to_attribute(name, SOURCE_LANGUAGE): ""})
    )


def texts(instance: models.Model, name: str) -> dict[str, str | None]:
    """All languages of one text, None where it is missing: {"en": "…", "fr": None}."""
    return {
        language: getattr(instance, to_attribute(name, language)) or None for language in LANGUAGES
    }


def served(instance: models.Model, name: str, language: str | None = None) -> ServedText:
    """The text for a reader of `language` (the active one unless told), else any other."""
    wanted = language or get_language() or SOURCE_LANGUAGE
    for candidate in [wanted, *LANGUAGES]:
        if text := getattr(instance, to_attribute(name, candidate)):
            return ServedText(text, candidate, candidate != wanted)
    return ServedText("", wanted, False)


class Served(models.F):
    """The text of `served()` as the database chooses it: Served("city__name")."""

    def resolve_expression(self, *args, **kwargs):
        shown = self.in_language(get_language() or SOURCE_LANGUAGE)
        return shown.resolve_expression(*args, **kwargs)

    def in_language(self, reader: str):
        codes = dict.fromkeys([reader, *LANGUAGES])
        texts = [NullIf(to_attribute(self.name, code), Value("")) for code in codes]
        return Coalesce(*texts, Value(""), output_field=models.TextField())


def heading(instance: models.Model) -> str:
    """The translated field that heads the page of a record, or "" if none of its own does."""
    source = {name: to_attribute(name, SOURCE_LANGUAGE) for name in HEADINGS}
    return next((name for name, column in source.items() if hasattr(instance, column)), "")


def languages_of(instance: models.Model) -> list[str]:
    """The languages in which a record has a page of its own. Where its heading is lacking, what
    stands at that address repeats the page in another language. One without any has all."""
    name = heading(instance)
    found = texts(instance, name) if name else {}
    return [code for code, text in found.items() if text] or LANGUAGES
