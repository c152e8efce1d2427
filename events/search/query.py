"""Finding public records by words, the same on every database."""

from django.db import connection
from django.db.models import Case, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from events.models import Resource, SearchEntry
from events.search.words import QueryWord, joined, query_words

SUBQUERY = {
    "sqlite": "SELECT rowid FROM events_searchentry_fts WHERE events_searchentry_fts MATCH %s",
    "postgresql": "SELECT id FROM events_searchentry"
    " WHERE array_to_tsvector(string_to_array({column}, ' ')) @@ %s::tsquery",
}


def search(query: str) -> QuerySet[SearchEntry]:
    """The entries that hold every word of `query`, the best first: what bears it as its code, what
    has its words in the title, what has them begun there, the rest; among equals the order of
    `Resource`, the newest first."""
    words = query_words(query)
    if not words:
        return SearchEntry.objects.none()
    code = joined(query)
    found = _entries_with("tokens", words, code)
    whole = [word._replace(prefix="") for word in words]
    closeness = Case(
        When(code=code, then=Value(0)),
        When(pk__in=_entries_with("title_tokens", whole), then=Value(1)),
        When(pk__in=_entries_with("title_tokens", words), then=Value(2)),
        default=Value(3),
    )
    return SearchEntry.objects.filter(pk__in=found).order_by(closeness, *SearchEntry._meta.ordering)


def meetings_found(query: str) -> QuerySet:
    """The primary keys of the public meetings that a query finds."""
    found = search(query).filter(resource=Resource.MEETING)
    return found.order_by().values("owner_id")


def _entries_with(column: str, words: list[QueryWord], code: str = "") -> RawSQL:
    """A subquery: the entries that hold all the words in a column, or the code. The expression is
    made of tokens, which are letters and digits alone, and is a parameter nevertheless."""
    vendor = connection.vendor
    expression = EXPRESSIONS[vendor](column, words, code)
    return RawSQL(SUBQUERY[vendor].format(column=column), [expression])  # noqa: S611


def _for_sqlite(column: str, words: list[QueryWord], code: str) -> str:
    """In the language of FTS5: {tokens} : (("reunion" OR "reun" *) AND ("2023"))."""
    every = [
        " OR ".join([f'"{token}"' for token in word.tokens] + [f'"{word.prefix}" *'] * word.begun)
        for word in words
    ]
    all_words = " AND ".join(f"({one})" for one in every)
    return (
        f"{{{column}}} : ({all_words})"
        if not code
        else f'{{{column}}} : (({all_words}) OR "{code}")'
    )


def _for_postgresql(column: str, words: list[QueryWord], code: str) -> str:
    """As a tsquery that is not to be parsed any further: ('reunion' | 'reun':*) & ('2023')."""
    every = [
        " | ".join([f"'{token}'" for token in word.tokens] + [f"'{word.prefix}':*"] * word.begun)
        for word in words
    ]
    all_words = " & ".join(f"({one})" for one in every)
    return f"({all_words}) | '{code}'" if code else all_words


EXPRESSIONS = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}
