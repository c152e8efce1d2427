"""No table that goes out evaluates what the record says, and none changes it on coming back."""

import io
import zipfile

import openpyxl
import pytest

from tests.hostile.spreadsheet import formulas_in, is_formula
from tests.payloads import CANARY

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VALUES = {"s", "n", "d", "b"}  # text, number, date, yes or no; f would be a formula


@pytest.fixture(scope="module")
def workbooks(hostile):
    return {str(one): one.content for one in hostile.answers if one.kind == XLSX}


@pytest.fixture(scope="module")
def texts(hostile):
    return {str(one): one.text for one in hostile.answers if one.kind == "text/csv"}


def cells(content: bytes) -> list:
    book = openpyxl.load_workbook(io.BytesIO(content))
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [cell for cell in every if cell.value is not None]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_of_any_csv_is_a_formula(texts, separator):
    assert len([text for text in texts.values() if CANARY in text]) >= 8
    assert {
        one: found for one, text in texts.items() if (found := formulas_in(text, separator))
    } == {}


def test_no_cell_of_any_workbook_is_a_formula(workbooks):
    assert len(workbooks) >= 11
    assert {cell.data_type for book in workbooks.values() for cell in cells(book)} <= VALUES


def test_what_looks_like_a_formula_in_a_workbook_stays_text_when_edited(workbooks):
    risky = [
        cell
        for book in workbooks.values()
        for cell in cells(book)
        if isinstance(cell.value, str) and is_formula(cell.value)
    ]

    assert len(risky) > 50
    assert [cell.value for cell in risky if not cell.quotePrefix] == []


def test_workbooks_hold_nothing_but_cells(workbooks):
    for book in workbooks.values():
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
        for tag in (b"<f>", b"<f ", b"<hyperlink", b"externalLink", b"ddeLink", b"oleLink"):
            assert tag not in content


def test_tables_that_nobody_changed_change_nothing(hostile):
    wrong = {key: found for key, found in hostile.unchanged.items() if found[0] or found[1]}

    assert wrong == {}
    assert [key for key, found in hostile.unchanged.items() if not found[2]] == []
