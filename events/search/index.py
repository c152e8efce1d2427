"""The index of search, brought in line with the record."""

from django.db import models

from events.chunks import in_chunks
from events.models import Meeting, SearchEntry
from events.search.entries import WRITERS, entries
from events.search.entry import owner_of
from events.search.meeting_words import write_words

FIELDS = [field.attname for field in SearchEntry._meta.concrete_fields if not field.primary_key]


def rewrite(model: type[models.Model], keys: list[int]):
    """Make the entries of these records what they are to be: none for what is not public. Stand in
    the transaction of the writes."""
    if model not in WRITERS:
        return
    if model is Meeting:
        write_words(keys)
    wrong, missing = _differences(model, keys)
    if wrong:
        SearchEntry.objects.filter(pk__in=wrong).delete()
    if missing:
        SearchEntry.objects.bulk_create(missing)


def rebuild():
    """Make all entries what they are to be."""
    for model in WRITERS:
        for chunk in in_chunks(sorted(_all_keys(model))):
            rewrite(model, chunk)


def count_wrong() -> int:
    """How many entries are missing or should not be there."""
    counts = 0
    for model in WRITERS:
        for chunk in in_chunks(sorted(_all_keys(model))):
            wrong, missing = _differences(model, chunk)
            counts += len(wrong) + len(missing)
    return counts


def _all_keys(model: type[models.Model]) -> set[int]:
    """Of all records, and of those deleted that entries still speak of."""
    known = SearchEntry.objects.filter(owner=owner_of(model)).order_by()
    return {*model.objects.values_list("pk", flat=True), *known.values_list("owner_id", flat=True)}


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
