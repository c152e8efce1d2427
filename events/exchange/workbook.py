"""Tables as XLSX workbooks, read after `archive` has looked at them."""

import datetime
import re
from collections.abc import Iterable
from importlib import import_module
from io import BytesIO
from zipfile import BadZipFile

from django.core.exceptions import ValidationError
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from events.exchange.archive import inspect
from events.exchange.sheet import MOST_COLUMNS, UNREADABLE, Formula, Sheet, sheet_of
from events.formulas import guarded, unguarded

# A third of a second to import, which no start of the server should wait for.
openpyxl = SimpleLazyObject(lambda: import_module("openpyxl"))

LONGEST_CELL = 32_767  # characters; spreadsheet programs cut the rest off without a word
# How the format writes what XML cannot hold, and what looks like it.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
WRITTEN = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(content: bytes, name: str, known: set[str], required: list[str]) -> Sheet:
    """The sheet called `name`, or else the first. Raises ValidationError for what is refused."""
    findings = inspect(content)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, keep_links=False)
        worksheet = _worksheet(book, name)
        merged = findings[worksheet._worksheet_path].merged
        if merged:
            text = _("The cells %(range)s of the sheet “%(sheet)s” are merged. Divide them.")
            raise ValidationError(text % {"range": merged, "sheet": worksheet.title})
        worksheet.reset_dimensions()  # what the file says of its size need not be true
        rows = worksheet.iter_rows(max_col=4 * MOST_COLUMNS)
        return sheet_of(worksheet.title, ([_value(cell) for cell in row] for row in rows),
                        known, required)  # fmt: skip
    except ValidationError:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError,
            SyntaxError, OSError, BadZipFile) as error:  # fmt: skip
        # Whatever openpyxl stumbles over in a file that is not what it should be.
        raise ValidationError(UNREADABLE) from error


def _worksheet(book, name: str):
    """The sheet to read; refused if staff cannot see what would be read."""
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    if not sheets:
        raise ValidationError(UNREADABLE)
    named = [sheet for sheet in sheets if sheet.title.strip().lower() == name.lower()]
    sheet = (named or sheets)[0]
    if sheet.sheet_state != "visible":
        text = _("The sheet “%(sheet)s” is hidden. Show it, or delete it.")
        raise ValidationError(text % {"sheet": sheet.title})
    return sheet


def _value(cell):
    if cell.data_type in ("f", "e"):
        return Formula(cell.value)
    if isinstance(cell.value, str):
        return unguarded(WRITTEN.sub(_character, cell.value))
    return cell.value


def _character(match: re.Match) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def write_xlsx(name: str, rows: Iterable[Iterable], explanation: list[list] | None = None) -> bytes:
    """A workbook with one sheet, its headings first; and with a second that explains it.

    Raises ValidationError for a text that no cell can hold."""
    book = openpyxl.Workbook(write_only=True)
    _write(book, name, rows, width=18)
    if explanation is not None:
        _write(book, _("Columns"), explanation, width=32)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(book, name: str, rows: Iterable[Iterable], width: int) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    sheet.sheet_format.defaultColWidth = width
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, heading=number == 0) for value in row])


def _cell(sheet, value, *, heading: bool):
    """A cell that holds a value and never a formula: texts say that they are texts, also when
    somebody edits them later, as if an apostrophe had been typed before them."""
    if value is None or value == "":
        return None
    text = isinstance(value, str)
    if text and len(value) > LONGEST_CELL:
        raise ValidationError(_("A text is too long for a cell. Choose CSV instead."))
    if text and value.startswith("'"):
        value = guarded(value)
    cell = openpyxl.cell.WriteOnlyCell(sheet)
    cell.value = UNWRITABLE.sub(lambda m: f"_x{ord(m[0]):04X}_", value) if text else value
    if text:
        cell.data_type = "s"
        cell.quotePrefix = guarded(value) != value
        if heading:
            cell.font = openpyxl.styles.Font(bold=True)
    elif isinstance(value, datetime.date):
        cell.number_format = "yyyy-mm-dd"
    return cell
