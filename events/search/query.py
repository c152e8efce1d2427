"""Finding public records by words, the same on every database."""

from django.db import connection
from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from events.models import Resource, SearchEntry
from events.search.entry import ORDER
from events.search.words import QueryWord, joined, query_words

SUBQUERY = {
    "sqlite": "SELECT rowid FROM events_searchentry_fts WHERE events_searchentry_fts MATCH %s",
    "postgresql": "SELECT id FROM events_searchentry_fts WHERE {column} @@ %s::tsquery",
}


def search(query: str) -> QuerySet[SearchEntry]:
    """The entries that hold every word of `query`, the best first: what bears it as its code, what
    has its words in the title, what has them begun there, the rest; among equals the order of
    `Resource`, the newest first."""
    words = query_words(query)
    if not words:
        return SearchEntry.objects.none()
    code = joined(query)
    # Not the bare key, or SQLite would look up row after row, texts and all, instead of going once
    # through the index that holds what it orders by.
    found = SearchEntry.objects.alias(number=F("pk") + 0)
    found = found.filter(number__in=_entries_with("tokens", words, code))
    return found.order_by(_closeness(words, code), *SearchEntry._meta.ordering)


def of_kind(found: QuerySet[SearchEntry], kind: str) -> QuerySet[SearchEntry]:
    """Those of a kind, told by their rank, since the index holds that."""
    return found.filter(rank=ORDER[kind])


def keys_found(query: str, kind: str) -> QuerySet:
    """The primary keys of the public records of a kind that a query finds."""
    return of_kind(search(query), kind).order_by().values("owner_id")


def numbers_found(query: str) -> dict[int, int]:
    """How many entries of each rank a query finds."""
    return dict(search(query).order_by().values_list("rank").annotate(Count("pk")))


class Results:
    """What a query finds, or of that one kind, to be shown in pages, with the numbers that were
    found of each rank: read in two queries, the first of which orders keys and the second fetches
    the texts of a page alone."""

    def __init__(self, query: str, kind: str, numbers: dict[int, int]):
        found = search(query)
        self.counts = {one: numbers[ORDER[one]] for one in Resource if ORDER[one] in numbers}
        self.count_of_all = sum(self.counts.values())
        self.shown = of_kind(found, kind) if kind else found
        self.count_shown = self.counts.get(kind, 0) if kind else self.count_of_all

    def __len__(self):
        return self.count_shown

    def __getitem__(self, part: slice) -> list[SearchEntry]:
        keys = list(self.shown.values_list("pk", flat=True)[part]) if len(self) else []
        rows = SearchEntry.objects.in_bulk(keys)
        # An entry rewritten between the two is gone under this key; it is on the next look.
        return [rows[key] for key in keys if key in rows]


def _closeness(words: list[QueryWord], code: str) -> Case:
    """0 for the code asked for, 1 for the words in the title, 2 for their beginnings, 3 else."""
    whole = [word._replace(prefix="") for word in words]
    cases = [When(code=code, then=Value(0)), When(_in_title(whole), then=Value(1))]
    if whole != words:
        cases.append(When(_in_title(words), then=Value(2)))
    return Case(*cases, default=Value(3))


def _in_title(words: list[QueryWord]) -> Q:
    return Q(pk__in=_entries_with("title_tokens", words))


def _entries_with(column: str, words: list[QueryWord], code: str = "") -> RawSQL:
    """A subquery: the entries that hold all the words in a column, or the code. The expression is
    made of tokens, which are letters and digits alone, and is a parameter nevertheless."""
    vendor = connection.vendor
    expression = EXPRESSIONS[vendor](column, words, code)
    return RawSQL(SUBQUERY[vendor].format(column=column), [expression])  # noqa: S611


def _for_sqlite(column: str, words: list[QueryWord], code: str) -> str:
    """In the language of FTS5: {tokens} : (("reun" *) AND ("2023")) OR "reun2023"."""
    every = [
        " OR ".join([f'"{token}"' for token in word.needed] + [f'"{word.prefix}" *'] * word.begun)
        for word in words
    ]
    all_words = " AND ".join(f"({one})" for one in every)
    return (
        f"{{{column}}} : ({all_words})"
        if not code
        else f'{{{column}}} : (({all_words}) OR "{code}")'
    )


def _for_postgresql(column: str, words: list[QueryWord], code: str) -> str:
    """As a tsquery that is not to be parsed any further: (('reun':*) & ('2023')) | 'reun2023'."""
    every = [
        " | ".join([f"'{token}'" for token in word.needed] + [f"'{word.prefix}':*"] * word.begun)
        for word in words
    ]
    all_words = " & ".join(f"({one})" for one in every)
    return f"({all_words}) | '{code}'" if code else all_words


EXPRESSIONS = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}
