"""Noticing translations that are older than their source.

When a source text is edited and its translation is not, the translation is noted as stale; editing
it, or saying that it still holds, takes the note away. `QuerySet.update()` tells nobody.
"""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from translated_fields import to_attribute

from actionplan.models import StaleText
from actionplan.translation import SOURCE_LANGUAGE, TARGETS, columns, translated_names


def notes_on(rows: QuerySet) -> QuerySet:
    """The notes on these rows of one model."""
    keys = rows.order_by().values("pk")
    return StaleText.objects.filter(model=rows.model._meta.label_lower, key__in=keys)


def remember_notes(instances: Iterable[models.Model]):
    """Give each instance the notes on it as `stale_texts`, {"title_fr": StaleText}: one query
    for any number of instances of any models."""
    found = {}
    for instance in instances:
        instance.stale_texts = {}
        if instance.pk and translated_names(type(instance)):
            found[instance._meta.label_lower, instance.pk] = instance
    wanted = Q(pk__in=[])
    for model in {model for model, _key in found}:
        wanted |= Q(model=model, key__in=[key for one, key in found if one == model])
    for note in StaleText.objects.filter(wanted) if found else ():
        found[note.model, note.key].stale_texts[note.column] = note


def note_copies(pairs: list[tuple[models.Model, models.Model]]):
    """Note what is stale in new rows made from others, given as (original, copy): a translation
    that was taken over stays as stale as it was, and becomes so if its source was written anew."""
    remember_notes(original for original, _copy in pairs)
    notes = []
    for original, copy in pairs:
        for name in translated_names(type(copy)):
            source = to_attribute(name, SOURCE_LANGUAGE)
            is_anew = getattr(copy, source) != getattr(original, source)
            for column in (to_attribute(name, language) for language in TARGETS):
                text = getattr(copy, column)
                is_taken_over = text and text == getattr(original, column)
                if is_taken_over and (is_anew or column in original.stale_texts):
                    where = {"model": copy._meta.label_lower, "key": copy.pk, "column": column}
                    notes.append(StaleText(**where))
    StaleText.objects.bulk_create(notes)


def has_stale(model: type[models.Model], language: str) -> Q:
    """The condition on rows of a model that some text of theirs is stale in a language."""
    names = [to_attribute(name, language) for name in translated_names(model)]
    notes = StaleText.objects.filter(model=model._meta.label_lower, column__in=names)
    return Q(pk__in=notes.order_by().values("key"))


@receiver(pre_save)
def remember(sender, instance, raw=False, **kwargs):
    """The texts as they are before the row is saved."""
    if raw or instance._state.adding or not translated_names(sender):
        return
    wanted = [column for name in translated_names(sender) for column in columns(name)]
    stored = sender._base_manager.filter(pk=instance.pk)
    instance._texts_before = stored.values(*wanted).first()


@receiver(post_save)
def compare(sender, instance, raw=False, update_fields=None, **kwargs):
    """Note what has become stale, and forget what no longer is."""
    before = instance.__dict__.pop("_texts_before", None)
    if before is None:
        return
    changed = {
        column
        for column, text in before.items()
        if text != getattr(instance, column)
        if update_fields is None or column in update_fields
    }
    for name in translated_names(sender):
        for language in TARGETS:
            _note(instance, name, to_attribute(name, language), changed)


@receiver(post_delete)
def forget(sender, instance, **kwargs):
    """A row that is gone has no texts."""
    if translated_names(sender):
        StaleText.objects.filter(model=sender._meta.label_lower, key=instance.pk).delete()


def _note(instance, name: str, column: str, changed: set[str]):
    where = {"model": instance._meta.label_lower, "key": instance.pk, "column": column}
    if column in changed:
        StaleText.objects.filter(**where).delete()
    elif to_attribute(name, SOURCE_LANGUAGE) in changed and getattr(instance, column):
        StaleText.objects.get_or_create(**where)
