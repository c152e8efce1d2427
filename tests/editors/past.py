"""What the history says was changed, one text after the other."""

from itertools import groupby
from typing import NamedTuple

from events.models import Meeting, MeetingAim
from tests.editors.work import TEXTS


class Change(NamedTuple):
    """A text took the place of another; `old` is None for a new row, `new` for a deleted one."""

    row: str
    old: str | None
    new: str | None
    by: str


def changes() -> list[Change]:
    """All of them, of meetings and their aims, each text by itself in the order of the changes."""
    texts = [(Meeting, column) for column in TEXTS] + [(MeetingAim, "text_en")]
    return [one for model, column in texts for one in changes_of(model, column)]


def changes_of(model, column: str) -> list[Change]:
    found = []
    records = model.history.order_by("id", "history_id").select_related("history_user")
    for key, versions in groupby(records, lambda record: record.id):
        old = None
        for record in versions:
            new = None if record.history_type == "-" else getattr(record, column)
            if new != old:
                by = record.history_user.username if record.history_user else ""
                found.append(Change(f"{model.__name__} {key} {column}", old, new, by))
            old = new
        now = model.objects.filter(pk=key).values_list(column, flat=True).first()
        assert now == old, f"The history of {model.__name__} {key} does not end as it is now."
    return found
