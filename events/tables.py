"""Tables as CSV: RFC 4180 in UTF-8, safe to open in a spreadsheet program."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

# The mark at the beginning makes spreadsheet programs read UTF-8.
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# What makes such programs take a text for a formula (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """A file that keeps nothing: what is written to it is handed back."""

    def write(self, text: str) -> str:
        return text


def safe(cell):
    """A cell no program takes for a formula; numbers stay what they are."""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell


def csv_lines(rows: Iterable[Iterable]) -> Iterator[str]:
    """The lines of a table, each made when it is asked for."""
    writer = csv.writer(_Line())
    yield MARK
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])


def csv_answer(rows: Iterable[Iterable], name: str) -> StreamingHttpResponse:
    """The table as a file of this name; rows may be made while it is being sent."""
    return StreamingHttpResponse(
        csv_lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
