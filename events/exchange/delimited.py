"""Tables as CSV: UTF-8, with commas or, as French spreadsheet programs write it, semicolons."""

import csv
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.exchange.sheet import UNREADABLE, Sheet, sheet_of
from events.formulas import unguarded_throughout

DELIMITERS = ";,\t"


def read_csv(content: bytes, name: str, known: set[str], required: list[str]) -> Sheet:
    """The table in a file. Raises ValidationError for what is refused."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ValidationError(
            _(
                "The file is not in UTF-8 (line %(line)d). Choose “CSV UTF-8” when you save it, "
                "or save it as .xlsx."
            )
            % {"line": line}
        ) from error
    if text.startswith("PK"):
        raise ValidationError(UNREADABLE)
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text, known))
        table = ([unguarded_throughout(cell) for cell in row] for row in rows)
        return sheet_of(name, table, known, required)
    except csv.Error as error:
        raise ValidationError(UNREADABLE) from error


def delimiter_of(text: str, known: set[str]) -> str:
    """The character between the cells: the one that finds most of the known headings."""
    sample = text[:20_000]

    def found(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
        first = next((row for row in rows if any(row)), [])
        return len({cell.strip().lower() for cell in first} & known), sample.count(delimiter)

    return max(DELIMITERS, key=found)


def delimiter_for(language: str) -> str:
    """The one that spreadsheet programs of this language expect."""
    return ";" if language == "fr" else ","
