"""The copies of public records that partners are given, and a change for each that differs."""

import datetime
import json
from collections.abc import Iterable

from django.utils import timezone
from rest_framework.utils.encoders import JSONEncoder

from events.changes.log import append
from events.changes.resources import BY_MODEL, KINDS, Shared
from events.models import Change, PublicCopy

CHUNK = 500
FIELDS = ["key", "body", "seq", "changed_at"]
Bodies = dict[int, tuple[str, str]]  # by primary key of the row: the key and the body of its object


def rewrite(model: type, row_ids: list[int]):
    """Make the copies of these rows what they are to be, and note what that changed. Stand in the
    transaction of the writes, with the turn taken."""
    if kind := BY_MODEL.get(model):
        _bring_in_line(kind, row_ids)


def rebuild():
    """Make all copies what they are to be. Stand as for `rewrite`."""
    for kind in KINDS:
        for chunk in _all_row_ids(kind):
            _bring_in_line(kind, chunk)


def count_wrong() -> int:
    """How many copies are missing, out of date or should not be there."""
    return sum(len(_differences(kind, chunk)) for kind in KINDS for chunk in _all_row_ids(kind))


def _all_row_ids(kind: Shared) -> Iterable[list[int]]:
    """In chunks: of all rows, and of those deleted that have a copy still."""
    copied = PublicCopy.objects.filter(resource=kind.name).order_by()
    keys = {*kind.model._base_manager.values_list("pk", flat=True)}
    found = sorted(keys | {*copied.values_list("row_id", flat=True)})
    return (found[start : start + CHUNK] for start in range(0, len(found), CHUNK))


def _bodies(kind: Shared, row_ids: list[int]) -> Bodies:
    """What the public ones among these rows are to be given as, by whatever clock whoever writes
    them lives."""
    serializer = kind.serializer()
    bodies = {}
    with timezone.override(datetime.UTC):
        for row in kind.shown().filter(pk__in=row_ids).order_by("pk"):
            value = serializer.to_representation(row)
            body = json.dumps(value, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"))
            bodies[row.pk] = str(value["id"]), body
    return bodies


def _differences(kind: Shared, row_ids: list[int]) -> list[tuple[PublicCopy, Change]]:
    """The copies that are not what they should be, each as it should be, with its change; a copy
    that should not be there, or under another key, as it is."""
    wanted = _bodies(kind, row_ids)
    copies = PublicCopy.objects.filter(resource=kind.name, row_id__in=row_ids)
    known = {copy.row_id: copy for copy in copies}
    found = []
    for row_id in sorted({*wanted, *known}):
        copy = known.get(row_id) or PublicCopy(resource=kind.name, row_id=row_id)
        if row_id not in wanted:
            found.append((copy, _change(copy, Change.Op.DELETE)))
            continue
        if copy.key not in ("", wanted[row_id][0]):  # to partners another record
            found.append((copy, _change(copy, Change.Op.DELETE)))
            copy = PublicCopy(resource=kind.name, row_id=row_id)
        if (copy.key, copy.body) != wanted[row_id]:
            before, (copy.key, copy.body) = copy.body, wanted[row_id]
            found.append((copy, _change(copy, Change.Op.UPSERT, _named(before, copy.body))))
    return found


def _change(copy: PublicCopy, op: str, fields: Iterable[str] = ()) -> Change:
    return Change(resource=copy.resource, key=copy.key, op=op, fields=list(fields))


def _named(before: str, after: str) -> list[str]:
    """The names of the members that differ, in their order, or of all if only that does; none if
    there was nothing before."""
    old, new = json.loads(before or "{}"), json.loads(after)
    named = [name for name in {**new, **old} if old and old.get(name) != new.get(name)]
    return named or list(old)


def _bring_in_line(kind: Shared, row_ids: list[int]):
    found = _differences(kind, row_ids)
    append([change for _copy, change in found])
    gone, new, old = [], [], []
    for copy, change in found:
        copy.seq, copy.changed_at = change.seq, change.changed_at
        pile = gone if change.op == Change.Op.DELETE else old if copy.pk else new
        pile.append(copy)
    PublicCopy.objects.filter(pk__in=[copy.pk for copy in gone]).delete()
    PublicCopy.objects.bulk_update(old, FIELDS)
    PublicCopy.objects.bulk_create(new)
