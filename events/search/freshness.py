"""Keeping the index in step with the record: every save and every deletion of a row rewrites the
entries of the public records it bears on, in the transaction of the write.

`QuerySet.update()` and `bulk_create()` tell nobody: after them, `manage.py rebuild_search`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from asgiref.local import Local
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from events.models import Meeting, SearchEntry
from events.roots import PATHS, Root, by_model, roots_as_stored, roots_of
from events.search.entries import WRITERS, entries
from events.search.entry import owner_of
from events.search.meeting_words import write_words

CHUNK = 500
FIELDS = [field.attname for field in SearchEntry._meta.concrete_fields if not field.primary_key]
_pending = Local()


@contextmanager
def together() -> Iterator[None]:
    """Rewrite the entries of all that is saved within once, at the end; for loading many rows.
    Stand inside the transaction of the writes."""
    if getattr(_pending, "roots", None) is not None:
        yield
        return
    _pending.roots = set()
    try:
        yield
        rewrite(_pending.roots)
    finally:
        _pending.roots = None


def rewrite(roots: set[Root]):
    """Make the entries of these records what they are to be: none for what is not public."""
    for model, keys in by_model(roots).items():
        for start in range(0, len(keys), CHUNK):
            _rewrite(model, keys[start : start + CHUNK])


@transaction.atomic
def rebuild():
    """Make all entries what they are to be."""
    for model in WRITERS:
        rewrite({(model, key) for key in _all_keys(model)})


def count_wrong() -> int:
    """How many entries are missing or should not be there."""
    counts = 0
    for model in WRITERS:
        keys = sorted(_all_keys(model))
        for start in range(0, len(keys), CHUNK):
            wrong, missing = _differences(model, keys[start : start + CHUNK])
            counts += len(wrong) + len(missing)
    return counts


def _all_keys(model: type[models.Model]) -> set[int]:
    """Of all records, and of those deleted that entries still speak of."""
    known = SearchEntry.objects.filter(owner=owner_of(model)).order_by()
    return {*model.objects.values_list("pk", flat=True), *known.values_list("owner_id", flat=True)}


@transaction.atomic
def _rewrite(model: type[models.Model], keys: list[int]):
    # Two writers of parts of one record each have to see what the other wrote: the second waits.
    list(model.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    if model is Meeting:
        write_words(keys)
    wrong, missing = _differences(model, keys)
    if wrong:
        SearchEntry.objects.filter(pk__in=wrong).delete()
    if missing:
        SearchEntry.objects.bulk_create(missing)


def _differences(model, keys: list[int]) -> tuple[list[int], list[SearchEntry]]:
    """The primary keys of entries that are not what they should be, and the entries missing."""
    wanted = {_values(entry): entry for entry in entries(model, keys)}
    wrong = []
    for entry in SearchEntry.objects.filter(owner=owner_of(model), owner_id__in=keys).order_by():
        if wanted.pop(_values(entry), None) is None:
            wrong.append(entry.pk)
    return wrong, list(wanted.values())


def _values(entry: SearchEntry) -> tuple:
    return tuple(getattr(entry, name) for name in FIELDS)


def _note(roots: set[Root]):
    pending = getattr(_pending, "roots", None)
    if pending is None:
        rewrite(roots)
    else:
        pending |= roots


@receiver([pre_save, pre_delete])
def remember(sender, instance, raw=False, **kwargs):
    """What the row bore on before it was moved elsewhere, or went."""
    if sender in PATHS and not raw and not instance._state.adding:
        instance._roots_before = roots_as_stored(instance)


@receiver([post_save, post_delete])
def follow(sender, instance, raw=False, created=False, **kwargs):
    """Rewrite what the row bears on, and what it did before."""
    if sender not in PATHS or raw:
        return
    before = instance.__dict__.pop("_roots_before", set())
    _note(before | roots_of(instance, new=created))
