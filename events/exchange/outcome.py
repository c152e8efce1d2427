"""What an import would do, or has done: row by row, cell by cell."""

import hashlib
from dataclasses import dataclass, field

from import_export.results import RowResult

MOST_SHOWN = 200  # rows with their changes; the others are counted
MOST_MESSAGES = 500
KINDS = {
    RowResult.IMPORT_TYPE_NEW: "new",
    RowResult.IMPORT_TYPE_UPDATE: "changed",
    RowResult.IMPORT_TYPE_SKIP: "unchanged",
    RowResult.IMPORT_TYPE_ERROR: "refused",
    RowResult.IMPORT_TYPE_INVALID: "refused",
}


@dataclass
class Change:
    """The content of one cell before and after."""

    column: str
    before: str
    after: str


@dataclass
class RowOutcome:
    """What becomes of one row; `kind` is new, changed, unchanged or refused."""

    number: int
    kind: str
    name: str = ""
    changes: list[Change] = field(default_factory=list)

    @property
    def tells_what_is_known(self) -> bool:
        """Whether it changes what is recorded: a new row may, of a person who is known."""
        return self.kind == "changed" or any(change.before for change in self.changes)


@dataclass
class Message:
    """What is wrong with a cell, or with a whole row if `column` is empty."""

    sheet: str
    row: int
    column: str
    letter: str
    value: str
    text: str


class Outcome:
    """All rows of a sheet. `mark` stands for everything that was found: two imports with the same
    mark would do the same."""

    def __init__(self, sheet: str, content: bytes = b""):
        self.sheet = sheet
        self.counts = dict.fromkeys(("new", "changed", "unchanged", "refused"), 0)
        self.shown: list[RowOutcome] = []
        self.messages: list[Message] = []
        self.more_messages = 0
        self._digest = hashlib.sha256(content)

    def add(self, row: RowOutcome, messages: list[Message]) -> None:
        self.counts[row.kind] += 1
        changes = [(change.column, change.before, change.after) for change in row.changes]
        texts = [(one.column, one.text) for one in messages]
        self._digest.update(repr((row.number, row.kind, changes, texts)).encode())
        if row.kind in ("new", "changed") and len(self.shown) < MOST_SHOWN:
            self.shown.append(row)
        room = MOST_MESSAGES - len(self.messages)
        self.messages += messages[:room]
        self.more_messages += len(messages[room:])

    @property
    def mark(self) -> str:
        return self._digest.hexdigest()

    @property
    def has_errors(self) -> bool:
        return bool(self.counts["refused"])

    @property
    def does_something(self) -> bool:
        return bool(self.counts["new"] + self.counts["changed"])

    @property
    def not_shown(self) -> int:
        return self.counts["new"] + self.counts["changed"] - len(self.shown)


def shown(value) -> str:
    """What a cell says, shortened."""
    text = "" if value is None else str(value).replace("\0", "␀")
    return text if len(text) <= 80 else f"{text[:79]}…"
