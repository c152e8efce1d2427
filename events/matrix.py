"""The coverage of a plan as a table: a row per item, a column per meeting or per year."""

from collections import defaultdict
from dataclasses import dataclass

from events.coverage import Covered, PlanCoverage
from events.models import Meeting

STATED, INFERRED = "stated", "inferred"


@dataclass(frozen=True)
class Cell:
    """What one column says of one item: the meetings that addressed it, stated or inferred only.

    `basis` is empty for a gap; one stated link outweighs any inferred."""

    meetings: list[Meeting]
    basis: str


@dataclass(frozen=True)
class Row:
    """An item of the plan with a cell per column. `level` is area, objective or action."""

    covered: Covered
    level: str
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """Columns are meetings in the order of time, or years; rows follow the tree of the plan."""

    coverage: PlanCoverage
    columns: list[Meeting] | list[int]
    rows: list[Row]


def matrix(coverage: PlanCoverage, *, by_year: bool) -> Matrix:
    """The table of a coverage; it asks the database nothing."""
    covereds = list(coverage.tree())
    meetings = {}
    for covered in covereds:
        meetings |= {meeting.pk: meeting for meeting in [*covered.meetings, *covered.inferred]}
    ordered = sorted(meetings.values(), key=lambda one: (one.start_date, one.pk))
    key = (lambda one: one.start_date.year) if by_year else (lambda one: one.pk)
    columns = sorted({key(one) for one in ordered}) if by_year else ordered
    keys = columns if by_year else [one.pk for one in ordered]
    rows = [
        Row(covered, covered.item._meta.model_name, _cells(covered, key, keys))
        for covered in covereds
    ]
    return Matrix(coverage, columns, rows)


def _cells(covered: Covered, key, keys: list[int]) -> list[Cell]:
    stated, inferred = (_by_key(found, key) for found in (covered.meetings, covered.inferred))
    return [
        Cell(stated[one], STATED)
        if one in stated
        else Cell(inferred.get(one, []), INFERRED if one in inferred else "")
        for one in keys
    ]


def _by_key(meetings: list[Meeting], key) -> dict[int, list[Meeting]]:
    found = defaultdict(list)
    for meeting in meetings:
        found[key(meeting)].append(meeting)
    return found
