"""One entry of the search index: its texts in every language, and the tokens that find it."""

from collections.abc import Callable, Iterable

from django.db import models
from django.utils.translation import override

from actionplan.models import ActionPlan
from actionplan.translation import LANGUAGES, texts
from events.markdown import to_text
from events.models import Resource, SearchEntry
from events.search.words import tokens

ORDER = {resource: number for number, resource in enumerate(Resource)}
Texts = dict[str, str]  # per language; empty where it is missing


def owner_of(model: type[models.Model]) -> str:
    """What entries call the kind of record they are rewritten with."""
    return Resource.PLAN if model is ActionPlan else model._meta.model_name


def make_entry(
    resource: str, owner: models.Model, titles: Texts, bodies: Texts, **values
) -> SearchEntry:
    """An entry. What is in `extra` is found as if it stood in the title, what is in `also` as if
    in the text; neither is shown."""
    title_tokens = tokens(values.pop("extra", ""), *LANGUAGES)
    title_tokens |= {values["code"]} if values.get("code") else set()
    all_tokens = tokens(values.pop("also", ""), *LANGUAGES)
    for language in LANGUAGES:
        title_tokens |= tokens(titles[language], language)
        all_tokens |= tokens(bodies[language], language)
    return SearchEntry(
        resource=resource,
        owner=owner_of(type(owner)),
        owner_id=owner.pk,
        rank=ORDER[resource],
        **{f"title_{language}": titles[language] for language in LANGUAGES},
        **{f"text_{language}": bodies[language] for language in LANGUAGES},
        title_tokens=" ".join(sorted(title_tokens)),
        tokens=" ".join(sorted(title_tokens | all_tokens)),
        **values,
    )


def texts_of(row: models.Model | None, name: str) -> Texts:
    """A text in every language, empty where it is missing."""
    found = texts(row, name) if row is not None else {}
    return {language: found.get(language) or "" for language in LANGUAGES}


def words_of(row: models.Model, name: str) -> Texts:
    """A text in Markdown without its marks, in every language."""
    found = texts_of(row, name).items()
    return {language: to_text(text).replace("\n", " · ") for language, text in found}


def together(*parts: Texts) -> Texts:
    """Several texts as one, per language."""
    return {
        language: " · ".join(part[language] for part in parts if part[language])
        for language in LANGUAGES
    }


def in_each_language(language_text: Callable[[str], str]) -> Texts:
    """A text that the code words, in every language."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = language_text(language)
    return found


def texts_of_all(rows: Iterable[models.Model], name: str) -> list[Texts]:
    return [texts_of(row, name) for row in rows]
