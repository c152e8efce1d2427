"""Files that come in: what is refused before anything is looked up, and how quickly."""

import subprocess
import sys
import time
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from events.exchange.archive import OLE
from events.exchange.delimited import read_csv
from events.exchange.workbook import read_xlsx, write_xlsx
from events.tables import csv_lines
from tests.exchange import as_csv, as_xlsx, with_part

KNOWN = {"slug", "title_en", "start_date", "country"}
HEAD = ["slug", "title_en"]
TABLE = [HEAD, ["one", "First"], ["two", "Second"]]
DAMAGED = "The file cannot be read"
BOMB = "The file would unpack to more"


def xlsx(content):
    return read_xlsx(content, "Meetings", KNOWN, ["slug"])


def plain(content):
    return read_csv(content, "Meetings", KNOWN, ["slug"])


def refusal(reader, content) -> str:
    with pytest.raises(ValidationError) as caught:
        reader(content)
    return "\n".join(caught.value.messages)


# What is taken


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_as_programs_write_it(delimiter, encoding):
    sheet = plain(as_csv(TABLE, delimiter, encoding))

    assert sheet.headings == HEAD
    assert sheet.rows == [(2, ["one", "First"]), (3, ["two", "Second"])]


def test_xlsx_is_read_from_the_sheet_of_that_name():
    def add(book):
        book.create_sheet("meetings").append(["slug"])
        book["meetings"].append(["here"])

    assert xlsx(as_xlsx(TABLE, "Other", add)).rows == [(2, ["here"])]


def test_xlsx_is_read_from_the_first_sheet_if_none_has_the_name():
    assert xlsx(as_xlsx(TABLE)).rows == [(2, ["one", "First"]), (3, ["two", "Second"])]


def test_empty_rows_count_but_are_left_out():
    table = [HEAD, ["one", "First"], [None, "  "], ["two", "Second"]]

    assert [number for number, _cells in xlsx(as_xlsx(table)).rows] == [2, 4]
    assert [number for number, _cells in plain(as_csv(table)).rows] == [2, 4]


def test_headings_are_known_in_any_case_and_with_spaces_around():
    assert plain(b" Slug ,TITLE_EN\none,First\n").headings == HEAD


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip))
def test_any_text_comes_back_from_both_forms(text):
    rows = [["slug"], [text]]

    assert plain("".join(csv_lines(rows, ";")).encode()).rows[0][1][0] == text
    assert xlsx(write_xlsx("Meetings", rows)).rows[0][1][0] == text


def test_text_too_long_for_a_cell_is_not_cut_off():
    with pytest.raises(ValidationError, match="too long for a cell"):
        write_xlsx("x", [["a" * 32_768]])


# What is refused


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty"),
        (b"\n\n\n", "The file is empty"),
        (b"slug,title_en\n", "The file has headings, but no rows below them."),
        (as_csv([["title_en"], ["x"]]), "The column “slug” is missing."),
        (as_csv([["slug", "slug"], ["x", "y"]]), "Column B: “slug” stands twice."),
        (as_csv([["slug", "colour"], ["x", "y"]]), "Column B: there is no column “colour”."),
        (as_csv([["slug", "", "title_en"], ["x", "", "y"]]), "Column B has no heading."),
        (as_csv([["slug"], ["x", "y"]]), "Row 2 has a cell to the right of the last heading."),
        (as_csv([["slug"], *[["x"]] * 5_001]), "The file has more than 5,000 rows. Divide it."),
        (as_csv([["slug"] * 101, ["x"]]), "The file has more than 100 columns."),
        ("slug,title_en\nx,Réunion\n".encode("cp1252"), "not in UTF-8 (line 2)"),
        ("slug\nx\n".encode("utf-16"), "not in UTF-8 (line 1)"),
        (b"slug\n" + b"x" * 200_000, DAMAGED),
        (b"\x89PNG\r\n\x1a\n", "not in UTF-8"),
    ],
)
def test_csv_is_refused_in_words(content, message):
    assert message in refusal(plain, content)


def merge(book):
    book.active.merge_cells("A2:A3")


def hide(book):
    book.create_sheet("Shown")
    book.active.sheet_state = "hidden"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (as_xlsx([[]]), "The file is empty"),
        (as_xlsx([HEAD]), "The file has headings, but no rows below them."),
        (as_xlsx(TABLE, change=merge), "The cells A2:A3 of the sheet “Sheet1” are merged."),
        (as_xlsx(TABLE, change=hide), "The sheet “Sheet1” is hidden."),
        (as_xlsx([["slug"], *[["x"]] * 5_001]), "The file has more than 5,000 rows."),
        (as_xlsx([["slug", *[None] * 120, "x"], ["x"]]), "more than 100 columns"),
        (as_xlsx(TABLE)[:-200], DAMAGED),
        (b"PK\x03\x04 and nothing", DAMAGED),
        (with_part(as_xlsx(TABLE), "xl/worksheets/sheet1.xml", b"<worksheet><row>"), DAMAGED),
        (with_part(as_xlsx(TABLE), "xl/workbook.xml", b"<nothing/>"), DAMAGED),
        (OLE + b"\0" * 600, "This is a file of the old form .xls."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "The file is protected by a password."),
    ],
)
def test_xlsx_is_refused_in_words(content, message):
    assert message in refusal(xlsx, content)


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>"""


@pytest.mark.parametrize("content", [ENTITIES, OUTSIDE, ENTITIES.decode().encode("utf-16")])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/other.bin"])
def test_document_types_are_refused_wherever_they_stand(content, part):
    assert DAMAGED in refusal(xlsx, with_part(as_xlsx(TABLE), part, content))


def repeated(tag: str, inner: str, count: int) -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return f"<{tag} {space}>{inner * count}</{tag}>".encode()


BOMBS = {
    "cells": ("xl/worksheets/sheet1.xml", repeated("worksheet", "<c/>", 12_000_000)),
    "rows": ("xl/worksheets/sheet1.xml", repeated("worksheet", "<row></row>", 200_000)),
    "strings": ("xl/sharedStrings.xml", repeated("sst", "<si><t/></si>", 3_000_000)),
    "styles": ("xl/styles.xml", repeated("styleSheet", "<font/>", 120_000)),
    "nothing": ("xl/media/image.png", b"\0" * 51 * 1024 * 1024),
    "relations": ("xl/_rels/workbook.xml.rels", repeated("Relationships", "<a/>", 240_000)),
}
PROGRAM = """
import resource, sys, time
import django
django.setup()
from django.core.exceptions import ValidationError
from events.exchange.workbook import openpyxl, read_xlsx
openpyxl.Workbook
content = open(sys.argv[1], "rb").read()
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
try:
    read_xlsx(content, "Meetings", {"slug"}, ["slug"])
except ValidationError as error:
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(time.process_time() - start, grown // 1024, *error.messages)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_in_a_second_and_100_megabytes(name, tmp_path):
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(with_part(as_xlsx(TABLE), *BOMBS[name]))
    run = [sys.executable, "-c", PROGRAM, str(path)]
    seconds, megabytes, *words = subprocess.run(
        run, capture_output=True, text=True, check=True
    ).stdout.split()

    assert float(seconds) < 1
    assert int(megabytes) < 100
    assert words[:3] == ["The", "file", words[2]]


def test_archive_that_lies_about_its_size_is_refused():
    content = bytearray(with_part(as_xlsx(TABLE), "xl/worksheets/sheet1.xml", b"<a/>" * 500_000))
    size = (4 * 500_000).to_bytes(4, "little")
    assert size in content

    assert DAMAGED in refusal(xlsx, bytes(content).replace(size, (64).to_bytes(4, "little")))


def test_many_parts_are_refused():
    content = as_xlsx(TABLE)
    stream = BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(500):
            archive.writestr(f"xl/part{number}.xml", "<a/>")

    assert BOMB in refusal(xlsx, stream.getvalue())


def test_large_table_is_read_in_seconds():
    rows = [HEAD, *([f"slug-{number}", "A title of some length"] for number in range(5_000))]
    content = write_xlsx("Meetings", rows)
    start = time.process_time()

    assert len(xlsx(content).rows) == 5_000
    assert time.process_time() - start < 5
