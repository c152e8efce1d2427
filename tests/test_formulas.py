"""No cell of any table is a formula to whoever opens it, and every text comes back as it was."""

import csv
import io
import re
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import formulas
from events.exchange.delimited import read_csv
from events.exchange.workbook import read_xlsx, write_xlsx
from events.formulas import guarded, guarded_throughout, unguarded, unguarded_throughout
from events.tables import csv_lines
from tests.hostile.spreadsheet import formulas_in, seen
from tests.payloads import FORMULAS

HEAD = ["slug", "title_en"]
SEPARATORS = ",;\t"
GUARDED = re.compile(r"(x\r\n)?'")  # looks as if it had been kept from it already
texts = st.text(
    st.sampled_from("=+-@＝−'\",;\t\r\n \u200b\u00a0\ufeffa1") | st.characters(codec="utf-8"),
    max_size=20,
)


def plain(content):
    return read_csv(content.encode(), "Meetings", {*HEAD}, ["slug"])


def xlsx(content):
    return read_xlsx(content, "Meetings", {*HEAD}, ["slug"])


# What this test takes for a formula is decided by another reading than that of the guard.


@pytest.mark.parametrize("text", [text for text in FORMULAS if not GUARDED.match(text)])
def test_every_payload_would_be_a_formula(text):
    lines = [f"one,{text}\r\n", f'one,"{text}"\r\n', f'one;"{text}"\r\n']

    assert any(formulas_in("".join(lines), separator) for separator in SEPARATORS)


@pytest.mark.parametrize("delimiter", ",;")
@pytest.mark.parametrize("separator", SEPARATORS)
def test_no_payload_is_a_formula_whatever_a_program_takes_for_the_delimiter(delimiter, separator):
    rows = [[number, text, "x"] for number, text in enumerate(FORMULAS)]

    assert formulas_in("".join(csv_lines(rows, delimiter)), separator) == []


@given(st.lists(texts, min_size=2, max_size=3), st.sampled_from(",;"))
def test_no_text_is_a_formula_whatever_a_program_takes_for_the_delimiter(cells, delimiter):
    lines = "".join(csv_lines([cells], delimiter))

    assert [formulas_in(lines, separator) for separator in SEPARATORS] == [[], [], []]


@pytest.mark.parametrize("text", FORMULAS)
def test_payload_goes_out_as_text_and_comes_back_as_it_was(text):
    rows = [HEAD, ["one", text]]
    sheet = write_xlsx("Meetings", rows)

    assert plain("".join(csv_lines(rows))).rows[0][1][1] == text
    assert plain("".join(csv_lines(rows, ";"))).rows[0][1][1] == text
    assert xlsx(sheet).rows[0][1][1] == text
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(sheet)).read("xl/worksheets/sheet1.xml")


@given(texts)
def test_taking_the_guard_away_gives_the_text_back(text):
    assert unguarded(guarded(text)) == text
    assert unguarded_throughout(guarded_throughout(text)) == text


@given(st.lists(texts, min_size=2, max_size=4))
def test_csv_is_read_by_others_as_it_was_written(cells):
    content = "".join(csv_lines([cells])).removeprefix("\ufeff")

    (row,) = csv.reader(io.StringIO(content, newline=""), strict=True)

    assert [unguarded_throughout(cell) for cell in row] == cells


def test_texts_in_xlsx_stay_texts_when_somebody_edits_them():
    styles = zipfile.ZipFile(io.BytesIO(write_xlsx("x", [["=1"]]))).read("xl/styles.xml")

    assert b'quotePrefix="1"' in styles


def test_numbers_stay_numbers():
    assert list(csv_lines([[-1, "-1", "a-1", None]]))[1:] == ['-1,"\'-1","a-1",""\r\n']
    assert guarded(-5) == guarded_throughout(-5) == -5


@pytest.mark.parametrize("text", ["a-b", "1+1", "Area 4 | Actions 20–22", "10 %", "– 2023", "' x"])
def test_harmless_text_is_left_alone(text):
    assert guarded_throughout(text) == text


def test_every_sign_that_stands_for_one_of_a_formula_is_known():
    every = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    alike = [char for char in every if unicodedata.normalize("NFKC", char) in [*"=+-@"]]

    assert [char for char in alike if not formulas.FORMULA.match(char)] == []


def test_every_sign_that_nobody_sees_is_looked_through():
    unseen = [chr(code) for code in range(0xE1000) if not seen(chr(code))]

    assert [f"{ord(char):x}" for char in unseen if not formulas.FORMULA.match(f"{char}=1")] == []


@pytest.mark.parametrize("text", [" ", ";", "; ", "'", ";'", "\u200b\t", '"', "\t'="])
def test_guard_is_quick_whatever_the_text(text):
    long = text * 100_000

    assert unguarded_throughout(guarded_throughout(long)) == long
