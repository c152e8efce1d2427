"""Refuses XLSX files that would do harm, before anything parses them.

An XLSX file is a ZIP archive of XML. Its table of contents says how large everything is once
unpacked; `zipfile` never unpacks more than it says. What is small enough is then read once by
expat, which builds nothing, for document types (they can declare entities) and for more elements
than a table of the allowed size has, since openpyxl keeps every one of them.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.exchange.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    UNREADABLE,
)

MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 500
DENSEST, SMALL = 100, 1024 * 1024  # unpacked to packed, for parts that are not small
CHUNK = 64 * 1024
MOST_ELEMENTS = 50_000  # in what is not a table: styles, relations
MOST_STRINGS = 1_500_000
MOST_CELL_ELEMENTS = 2_000_000

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the older form of office files
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BOMB = _("The file would unpack to more than a table of 5,000 rows can be. It was not opened.")


@dataclass
class Findings:
    """What one part of the archive holds besides its cells."""

    merged: str = ""  # the first range of merged cells, such as A2:B3


def inspect(content: bytes) -> dict[str, Findings]:
    """What was found in each XML part, by its path. Raises ValidationError for what is refused."""
    if content.startswith(OLE):
        raise ValidationError(
            _("The file is protected by a password. Save it without.")
            if ENCRYPTED in content
            else _("This is a file of the old form .xls. Save it as .xlsx.")
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            refuse_sizes(parts)
            return {part.filename: _scan(archive, part) for part in parts if not part.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise ValidationError(UNREADABLE) from error
    except ValueError as error:  # what zipfile thinks of impossible names and dates
        raise ValidationError(UNREADABLE) from error


def refuse_sizes(parts: list[zipfile.ZipInfo]) -> None:
    """Raise ValidationError for an archive that grows too much, by its table of contents."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ValidationError(BOMB)
    for part in parts:
        if part.file_size > SMALL and part.file_size > DENSEST * max(part.compress_size, 1):
            raise ValidationError(BOMB)
    names = {part.filename for part in parts}
    if len(names) < len(parts) or "[Content_Types].xml" not in names:
        raise ValidationError(UNREADABLE)


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Findings:
    scanner = _Scanner()
    is_xml = part.filename.endswith((".xml", ".rels"))
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                scanner.parser.Parse(chunk, False)
            scanner.parser.Parse(b"", True)
    except expat.ExpatError as error:
        # A picture is not XML, and openpyxl would stumble over it at the same place.
        if is_xml:
            raise ValidationError(UNREADABLE) from error
    return scanner.findings


class _Scanner:
    """Counts what comes by, and raises ValidationError when it is too much."""

    def __init__(self):
        self.findings, self.elements, self.rows, self.cells = Findings(), 0, 0, 0
        self.limit = MOST_ELEMENTS
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self.doctype

    def doctype(self, *_arguments):
        raise ValidationError(UNREADABLE)

    def start(self, name: str, attributes: dict) -> None:
        self.elements += 1
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.rows, self.cells = self.rows + 1, 0
        elif tag == "c":
            self.cells += 1
        elif tag == "mergeCell":
            self.findings.merged = self.findings.merged or attributes.get("ref", "?")
        elif self.elements == 1:
            self.limit = {"worksheet": MOST_CELL_ELEMENTS, "sst": MOST_STRINGS}.get(
                tag, MOST_ELEMENTS
            )
        if self.rows > 4 * MOST_ROWS:  # spreadsheet programs write empty rows too
            raise ValidationError(TOO_MANY_ROWS)
        if self.cells > 4 * MOST_COLUMNS:
            raise ValidationError(TOO_MANY_COLUMNS)
        if self.elements > self.limit:
            raise ValidationError(BOMB)
