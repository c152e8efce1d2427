"""Rows of which a page is read. How many there are in all is counted once while nothing changes, as
databases go through every row for it."""

from collections.abc import Callable, Collection
from typing import TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

from events.caching.kept import kept
from events.caching.validator import in_order
from events.search.query import Results, numbers_found

Value = TypeVar("Value")


def kept_for(request: HttpRequest, others: Collection[str], make: Callable[[], Value]) -> Value:
    """What `make` answers or has answered for the same address, as `kept`. It must depend on
    nothing but the public record and the parameters of the request besides `others`."""
    query = in_order(request.GET, sorted({*request.GET} - {*others}))
    return kept(f"found at {request.path}?{query.urlencode()}", make)


class Counted:
    """The rows that a request asks for, in pages. `others` are the parameters that do not bear on
    how many they are."""

    def __init__(self, rows: QuerySet, request: HttpRequest, others: Collection[str]):
        self.rows, self.request, self.others = rows, request, others

    def __len__(self):
        return kept_for(self.request, self.others, self.rows.count)

    def __getitem__(self, part: slice) -> QuerySet:
        return self.rows[part]


def results(query: str, kind: str = "") -> Results:
    """What a query finds, of all kinds or one."""
    numbers = kept(f"numbers found by {query}", lambda: numbers_found(query))
    return Results(query, kind, numbers)
