"""A table as it was read from a file, whatever the file's form, and what refuses it."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
LONGEST_TEXT = 100_000  # characters in one cell

TOO_MANY_ROWS = gettext_lazy("The file has more than 5,000 rows. Divide it.")
TOO_MANY_COLUMNS = gettext_lazy("The file has more than 100 columns.")
UNREADABLE = gettext_lazy(
    "The file cannot be read: it is damaged, or not what its name says. "
    "Save it anew in your spreadsheet program."
)


class Formula(str):
    """A cell that holds a formula, or the error one came to, instead of a value."""

    __slots__ = ()


@dataclass
class Sheet:
    """The headings of a table and its rows, each with the number that spreadsheet programs show.
    Rows have as many cells as there are headings; rows without content are left out."""

    name: str
    headings: list[str]
    rows: list[tuple[int, list]] = field(default_factory=list)


def letter(index: int) -> str:
    """What spreadsheet programs call a column: 0 → A, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def sheet_of(name: str, table, known: set[str], required: list[str]) -> Sheet:
    """The sheet with this table, an iterable of lists of values, the headings first.

    Raises ValidationError, with all there is to say, if it is too large or its headings are not
    those `known`, once each, with those `required` among them."""
    rows = _numbered(table)
    _number, first = next(rows, (1, []))
    headings = [_heading(cell) for cell in first]
    while headings and not headings[-1]:
        headings.pop()
    refuse_headings(headings, known, required)
    sheet, problems = Sheet(name, headings), []
    width = len(headings)
    for number, cells in rows:
        if any(_filled(cell) for cell in cells[width:]):
            text = _("Row %(row)d has a cell to the right of the last heading.")
            problems.append(text % {"row": number})
        cells = cells[:width] + [None] * (width - len(cells))
        sheet.rows.append((number, cells))
        if len(sheet.rows) > MOST_ROWS:
            raise ValidationError(TOO_MANY_ROWS)
    if problems:
        raise ValidationError(problems[:20])
    if not sheet.rows:
        raise ValidationError(_("The file has headings, but no rows below them."))
    return sheet


def refuse_headings(headings: list[str], known: set[str], required: list[str]) -> None:
    """Raise ValidationError with what is wrong with the headings."""
    if not any(headings):
        raise ValidationError(_("The file is empty: its first row has to hold the headings."))
    problems = []
    for index, heading in enumerate(headings):
        place = {"column": letter(index), "heading": heading[:60]}
        if not heading:
            problems.append(_("Column %(column)s has no heading.") % place)
        elif heading not in known:
            problems.append(_("Column %(column)s: there is no column “%(heading)s”.") % place)
        elif heading in headings[:index]:
            problems.append(_("Column %(column)s: “%(heading)s” stands twice.") % place)
    for heading in required:
        if heading not in headings:
            problems.append(_("The column “%(heading)s” is missing.") % {"heading": heading})
    if problems:
        raise ValidationError(problems)


def _numbered(table):
    """The rows that hold something, with their numbers, none wider than is allowed."""
    for number, cells in enumerate(table, start=1):
        found = list(cells)
        if any(_filled(cell) for cell in found[MOST_COLUMNS:]):
            raise ValidationError(TOO_MANY_COLUMNS)
        if any(_filled(cell) for cell in found):
            yield number, found[:MOST_COLUMNS]


def _filled(cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _heading(cell) -> str:
    return "" if cell is None else str(cell).strip().lower()
