"""The coverage of a plan as a table: a row per item, a column per meeting or per year."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from events.coverage import Covered, Linked, PlanCoverage
from events.evidence import headings
from events.models import Meeting

STATED, INFERRED = "stated", "inferred"
COLUMNS = 60  # meetings across a page; files have them all
MARKS = 5  # meetings that a cell of a page names; more it counts


@dataclass
class Cell:
    """What one column says of one item: the meetings that addressed it, stated or inferred only,
    the latest first; `named` are the same as a page names them, if they are few.

    `basis` is empty for a gap; one stated link outweighs any inferred."""

    column: int  # key of the meeting, or the year
    meetings: list[Linked]
    basis: str
    named: list[Meeting] = field(default_factory=list)

    @property
    def few(self) -> list[Linked]:
        return self.meetings if len(self.meetings) <= MARKS else []


@dataclass(frozen=True)
class Row:
    """An item of the plan with a cell per column. `level` is area, objective or action."""

    covered: Covered
    level: str
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """Columns are in the order of time; rows follow the tree of the plan."""

    columns: list[Linked] | list[Meeting] | list[int]
    rows: Iterator[Row]


def by_meeting(coverage: PlanCoverage) -> Matrix:
    """A column for each meeting. It asks the database nothing."""
    return _by_meeting(coverage, coverage.meetings)


def by_year(coverage: PlanCoverage) -> Matrix:
    """A column for each year in which a meeting began. It asks the database nothing."""
    years = sorted({meeting.start_date.year for meeting in coverage.meetings})
    return Matrix(years, _rows(coverage, lambda meeting: meeting.start_date.year, years))


def fits(coverage: PlanCoverage) -> bool:
    """Whether a page has a column for each of its meetings."""
    return len(coverage.meetings) <= COLUMNS


def page_by_meeting(coverage: PlanCoverage) -> Matrix:
    """The same of the latest meetings, named. Two queries."""
    latest = coverage.meetings[:COLUMNS]
    named = headings(latest)
    table = _by_meeting(coverage, [one for one in latest if one.pk in named])
    return Matrix([named[one.pk] for one in table.columns], _named(list(table.rows), named))


def page_by_year(coverage: PlanCoverage) -> Matrix:
    """The same, with the meetings named where a cell has few. Two queries."""
    table = by_year(coverage)
    rows = list(table.rows)
    named = headings(one for row in rows for cell in row.cells for one in cell.few)
    return Matrix(table.columns, _named(rows, named))


def _by_meeting(coverage: PlanCoverage, latest_first: list[Linked]) -> Matrix:
    columns = latest_first[::-1]
    keys = [meeting.pk for meeting in columns]
    return Matrix(columns, _rows(coverage, lambda meeting: meeting.pk, keys))


def _rows(coverage: PlanCoverage, key: Callable[[Linked], int], keys: list[int]) -> Iterator[Row]:
    known = set(keys)
    for covered in coverage.tree():
        stated, inferred = (
            _by_key(found, key, known) for found in (covered.stated, covered.inferred)
        )
        cells = [
            Cell(one, stated[one], STATED)
            if one in stated
            else Cell(one, inferred.get(one, []), INFERRED if one in inferred else "")
            for one in keys
        ]
        yield Row(covered, covered.item._meta.model_name, cells)


def _by_key(meetings: list[Linked], key, known: set[int]) -> dict[int, list[Linked]]:
    found = defaultdict(list)
    for meeting in meetings:
        if (column := key(meeting)) in known:
            found[column].append(meeting)
    return found


def _named(rows: list[Row], named: dict[int, Meeting]) -> Iterator[Row]:
    for row in rows:
        for cell in row.cells:
            cell.named = [named[one.pk] for one in cell.few if one.pk in named]
        yield row
