"""Tables as CSV: RFC 4180 in UTF-8, safe to open in a spreadsheet program."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from events.formulas import guarded_throughout

# The mark at the beginning makes spreadsheet programs read UTF-8.
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Line:
    """A file that keeps nothing: what is written to it is handed back."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Iterable], delimiter: str = ",") -> Iterator[str]:
    """The lines of a table, each made when it is asked for. Texts are quoted, so that none of
    their signs passes for a delimiter."""
    writer = csv.writer(Line(), delimiter=delimiter, quoting=csv.QUOTE_NONNUMERIC)
    yield MARK
    for row in rows:
        yield writer.writerow(["" if cell is None else guarded_throughout(cell) for cell in row])


def csv_answer(lines: Iterable[str], name: str) -> StreamingHttpResponse:
    """The lines as a file of this name; they may be made while it is being sent."""
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name)},
    )
