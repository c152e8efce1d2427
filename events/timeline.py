"""Chairmanships in their order, and as bars along the years."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from events.dates import Precision, widest
from events.models import Chairmanship

LENGTH = 1000  # of the drawn time, from the first day of the first year to the last of this one
STUB = datetime.timedelta(days=120)  # what is drawn of a turn of which one end alone is known


@dataclass(frozen=True)
class Turn:
    """A chairmanship with its bar, in units of the drawing; without dates it has none.

    `is_vague` if an end is not recorded, or the year alone is."""

    chairmanship: Chairmanship
    is_current: bool
    start: int = 0
    width: int = 0
    is_vague: bool = False


@dataclass(frozen=True)
class Timeline:
    """The turns, the latest first; the years and where each begins, as units and as a path."""

    turns: list[Turn]
    years: list[int]
    ticks: str
    length: int = LENGTH


def in_order(chairmanships: Iterable[Chairmanship]) -> list[Chairmanship]:
    """The latest first, each by its start or, if that is not recorded, by its end; of those of
    which nothing is recorded nobody knows when."""

    def when(chair: Chairmanship):
        day = chair.start_date or chair.end_date or datetime.date.min
        return (day, chair.start_date is not None)

    return sorted(chairmanships, key=when, reverse=True)


def timeline(
    chairmanships: Iterable[Chairmanship], current: Chairmanship | None, today: datetime.date
) -> Timeline:
    """The turns as drawn on a day; `current` is the chairmanship of that day."""
    ordered = in_order(chairmanships)
    spans = {chair.pk: _span(chair, today) for chair in ordered}
    days = [day for span in spans.values() if span for day in span]
    first, last = min([today, *days]).year, max([today, *days]).year
    origin = datetime.date(first, 1, 1)
    scale = LENGTH / (datetime.date(last, 12, 31) - origin).days

    def position(day: datetime.date) -> int:
        return round((day - origin).days * scale)

    turns = []
    for chair in ordered:
        bar = {}
        if span := spans[chair.pk]:
            start, end = map(position, span)
            bar = {"start": start, "width": max(end - start, 1), "is_vague": _is_vague(chair)}
        turns.append(Turn(chair, is_current=chair == current, **bar))
    years = list(range(first, last + 1))
    ticks = "".join(f"M{position(datetime.date(year, 1, 1))} 0V1" for year in years)
    return Timeline(turns, years, ticks)


def _span(chair: Chairmanship, today: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """From when to when a turn is drawn."""
    start = chair.start_date
    if start is None:
        return (chair.end_date - STUB, chair.end_date) if chair.end_date else None
    if chair.end_date:
        return start, chair.end_date
    return start, max(start, today if chair.is_open else widest(start, chair.start_precision)[1])


def _is_vague(chair: Chairmanship) -> bool:
    ends_somewhere = not chair.is_open and chair.end_date is None
    by_year = Precision.YEAR in (chair.start_precision, chair.end_precision)
    return chair.start_date is None or ends_somewhere or by_year
