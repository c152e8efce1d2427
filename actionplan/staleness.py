"""Noticing translations that are older than their source.

When a source text is edited and its translation is not, the translation is noted as stale; editing
it, or saying that it still holds, takes the note away. `QuerySet.update()` tells nobody.
"""

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from translated_fields import to_attribute

from actionplan.models import StaleText
from actionplan.translation import SOURCE_LANGUAGE, TARGETS, columns, translated_names


def notes_on(rows: QuerySet) -> QuerySet:
    """The notes on these rows of one model."""
    keys = rows.order_by().values("pk")
    return StaleText.objects.filter(model=rows.model._meta.label_lower, key__in=keys)


def has_stale(model: type[models.Model], language: str) -> Exists:
    """The condition on rows of a model that some text of theirs is stale in a language."""
    key = Cast(OuterRef("pk"), models.BigIntegerField())
    names = [to_attribute(name, language) for name in translated_names(model)]
    notes = StaleText.objects.filter(model=model._meta.label_lower, key=key, column__in=names)
    return Exists(notes)


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
