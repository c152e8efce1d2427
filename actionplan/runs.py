"""Numbers of plan items in a line, three or more in a row as one run: 3, 5–7."""

from dataclasses import dataclass

from actionplan.models import PlanItem

SHORTEST_RUN = 3  # two neighbours are "20, 21"


@dataclass(frozen=True)
class Run:
    """Items of one level whose numbers follow on each other, the first and the last; the same one
    if it stands alone."""

    first: PlanItem
    last: PlanItem

    @property
    def is_range(self) -> bool:
        return self.first is not self.last

    def __str__(self):
        return f"{self.first.mark}–{self.last.mark}" if self.is_range else self.first.mark


def in_order(items: list[PlanItem]) -> list[PlanItem]:
    """Items of one level by their numbers, a whole before its parts."""
    return sorted(items, key=lambda item: (item.number, item.mark))


def runs(items: list[PlanItem]) -> list[Run]:
    """Items of one level in the order of their numbers, three or more in a row as one run. Parts
    of an objective (5a, 5b) are no numbers in a row."""
    rows: list[list[PlanItem]] = []
    for item in items:
        if rows and _follows(rows[-1][-1], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [run for row in rows for run in _runs_of(row)]


def _follows(before: PlanItem, item: PlanItem) -> bool:
    whole = before.mark.isdigit() and item.mark.isdigit()
    return whole and item.number == before.number + 1


def _runs_of(row: list[PlanItem]) -> list[Run]:
    if len(row) < SHORTEST_RUN:
        return [Run(item, item) for item in row]
    return [Run(row[0], row[-1])]
