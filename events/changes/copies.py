"""The copies of public records that partners are given, and a change for each that differs."""

import datetime
import json
from collections.abc import Iterable

from django.utils import timezone

from actionplan.objects import ORIGIN
from events.changes.json_text import dumps, with_members
from events.changes.log import append, current
from events.changes.related import WAYS, related
from events.changes.resources import BY_MODEL, KINDS, Shared
from events.changes.shape import shape
from events.chunks import in_chunks
from events.models import Change, ChangeLog, PublicCopy

FIELDS = ["key", "body", "related", "seq", "changed_at"]
# As it stands in a body, with the quotation mark that tells it from a text that looks like it.
MARK = json.dumps(ORIGIN)[:-1]
# By primary key of the row: the key and the body of its object, and where that leads.
Bodies = dict[int, tuple[str, str, str]]


def rewrite(log: ChangeLog, model: type, row_ids: list[int]):
    """Make the copies of these rows what they are to be, and note what that changed, in the
    transaction of the writes; the log is that of the turn."""
    if kind := BY_MODEL.get(model):
        _bring_in_line(log, kind, row_ids)


def rebuild(log: ChangeLog):
    """Make all copies what they are to be, as `rewrite` does."""
    for kind in KINDS:
        for chunk in _all_row_ids(kind):
            _bring_in_line(log, kind, chunk)
    log.shape = shape()
    log.save(update_fields=["shape"])


def are_outdated() -> bool:
    """Whether there are none yet of what is public, or of objects that were made otherwise."""
    return current().shape != shape()


def count_wrong() -> int:
    """How many copies are missing, out of date or should not be there."""
    return sum(len(_differences(kind, chunk)) for kind in KINDS for chunk in _all_row_ids(kind))


def _all_row_ids(kind: Shared) -> Iterable[list[int]]:
    """In chunks: of all rows, and of those deleted that have a copy still."""
    copied = PublicCopy.objects.filter(resource=kind.name).order_by()
    keys = {*kind.model._base_manager.values_list("pk", flat=True)}
    found = sorted(keys | {*copied.values_list("row_id", flat=True)})
    return in_chunks(found)


def _bodies(kind: Shared, row_ids: list[int]) -> Bodies:
    """What the public ones among these rows are to be given as, by whatever clock whoever writes
    them lives."""
    serializer = kind.serializer()
    bodies = {}
    with timezone.override(datetime.UTC):
        for row in kind.shown().filter(pk__in=row_ids).order_by("pk"):
            value = serializer.to_representation(row)
            leads_to = dumps(related(kind.name, value)) if kind.name in WAYS else ""
            bodies[row.pk] = str(value["id"]), dumps(value), leads_to
    return bodies


def _differences(kind: Shared, row_ids: list[int]) -> list[tuple[PublicCopy, Change | None]]:
    """The copies that are not what they should be, each as it should be, with its change, which is
    None if only where it leads differs; a copy that should not be there, or under another key, as
    it is."""
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
        body, leads_to = copy.body, copy.related
        copy.key, copy.body, copy.related = wanted[row_id]
        if copy.body != body:
            found.append((copy, _change(copy, Change.Op.UPSERT, _named(body, copy.body))))
        elif copy.related != leads_to:
            found.append((copy, None))
    return found


def _change(copy: PublicCopy, op: str, fields: Iterable[str] = ()) -> Change:
    return Change(resource=copy.resource, key=copy.key, op=op, fields=list(fields))


def _named(before: str, after: str) -> list[str]:
    """The names of the members that differ, in their order, or of all if only that does; none if
    there was nothing before."""
    if not before:
        return []
    old, new = json.loads(before), json.loads(after)
    return [name for name in {**new, **old} if old.get(name) != new.get(name)] or list(old)


def _bring_in_line(log: ChangeLog, kind: Shared, row_ids: list[int]):
    found = _differences(kind, row_ids)
    append(log, [change for _copy, change in found if change])
    gone, new, old = [], [], []
    for copy, change in found:
        if change:
            copy.seq, copy.changed_at = change.seq, change.changed_at
        is_gone = change and change.op == Change.Op.DELETE
        pile = gone if is_gone else old if copy.pk else new
        pile.append(copy)
    PublicCopy.objects.filter(pk__in=[copy.pk for copy in gone]).delete()
    PublicCopy.objects.bulk_update(old, FIELDS)
    PublicCopy.objects.bulk_create(new)


def moment(at: datetime.datetime) -> str:
    """As in RFC 3339, in UTC: 2026-11-22T15:04:52.123456Z."""
    return at.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def written_out(copy: PublicCopy, origin: str, *, leads_on: bool = False) -> str:
    """The object of a copy as JSON, its addresses beginning with that of the site; where it leads
    stands at its end if wanted."""
    more = {"updated_at": dumps(moment(copy.changed_at))}
    if leads_on and copy.related:
        more["related"] = copy.related
    return with_members(copy.body, **more).replace(MARK, f'"{origin}')
