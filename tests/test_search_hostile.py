"""Whatever is looked for, search answers, and on every database with the same entries in the same
order: those that a plain reading of the tokens in Python finds."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import SearchEntry
from events.search.query import search
from events.search.words import joined, query_words
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/en/search/",
    "/fr/recherche/?kind=meeting",
    "/en/meetings/",
    "/fr/reunions/calendrier.ics",
    "/en/meetings/meetings.csv",
    "/api/v1/meetings/",
]
HOSTILE = {
    "two thousand words": "mot " * 2000,
    "a thousand words that are there": "asylum border " * 500,
    "ten kilobytes": "x" * 10_000,
    "ten kilobytes without a letter": "-" * 10_000,
    "quotes": "\"'’“”«»`",
    "lone quote": '"',
    "two quotes": "''",
    "operators of FTS5": "asylum AND OR NOT NEAR(a b, 3) ^x * - + {title} : (",
    "near": "NEAR(asylum border)",
    "start of a column": "^asylum",
    "columns of FTS5": "title_tokens:asylum",
    "other columns of FTS5": "- {title_tokens tokens} : asylum",
    "operators of PostgreSQL": "asylum & | ! <-> :* ' \\",
    "phrase of PostgreSQL": "asylum <2> border",
    "weights of PostgreSQL": "asylum:*AB",
    "SQL": "'; DROP TABLE events_searchentry; --",
    "placeholders": "%s %(x)s %% {0} {column}",
    "wildcards of LIKE": "asyl% _sylum",
    "NUL in words": "%00 \\0 \\x00 \\u0000",
    "emoji": "😀 👩‍👩‍👧 asylum",
    "right to left": "\u202eabc \u200fالهجرة",
    "zero width": "asy\u200blum\u200d \ufeff\u2060",
    "combining": "e" + "\u0301" * 500,
    "control": "\x01\x02\x1f\x7f\x85",
    "half a pair": "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "not a character": "\uffff\U0010ffff\ue000",
    "markup": "<script>alert(1)</script>",
    "backslashes": "\\\\\\'",
    "line ends": "a\r\nb\u2028c",
    "ligatures": "ﬁ ½ ℃ Ⅷ ß İ ŉ ﷺ",
    "regular expressions": "((a+)+)+$ .* [a-z]{1,9999} (?R)",
    "apostrophes for ever": "a'" * 5_000,
    "template": "{{ request }} {% load %} ${7*7}",
    "only punctuation": "!?.,;:()[]{}/|&^*+-=~@#",
}
FOUND = {  # of those with words, what is found where one meeting is on asylum at a border
    "near": 0,  # a word like others
    "start of a column": 1,
    "two quotes": 0,
    "phrase of PostgreSQL": 0,  # 2 is a word
    "wildcards of LIKE": 0,
    "a thousand words that are there": 1,
    "emoji": 1,
    "zero width": 1,  # as a code is compared, in one piece
    "columns of FTS5": 0,
    "operators of PostgreSQL": 1,
}


@pytest.fixture
def odd_record(db):
    """Meetings with odd titles, and things with codes."""
    titles = ["On asylum at the border", "Le droit d’asile : l’entrée", "MIGRATION & Co 5b", "2.0"]
    titles += ["Straße Ⅷ ½ ﬁn", "الهجرة إلى أوروبا", "𝕬sylum 😀 ﷺ", "İstanbul’da ŉ", "aujourd’hui"]
    for number, title in enumerate(titles):
        day = datetime.date(2020 + number % 3, 1, 1)
        factories.MeetingFactory(title_en=title, summary_fr=titles[number - 1], start_date=day)
    factories.ObjectiveFactory(number=5, part="b", title_en="Asylum")
    factories.PartnerFactory(code="IS", name_en="Iceland", aliases="l’Islande")
    factories.RecommendationFactory(text_en="Is asylum 5b?", number=2)


def test_hostile_queries_find_what_their_words_find():
    factories.MeetingFactory(title_en="On asylum at the border", title_fr="")

    assert {name: search(HOSTILE[name]).count() for name in FOUND} == FOUND


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_hostile_query_is_harmless(client, query):
    factories.MeetingFactory(title_en="Asylum")

    statuses = {address: client.get(address, {"q": query}).status_code for address in ADDRESSES}

    assert statuses == dict.fromkeys(ADDRESSES, 200)
    assert SearchEntry.objects.filter(resource="meeting").count() == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_no_text_can_hold_is_refused(client, address):
    assert client.get(address, {"q": "a\0b"}).status_code == 400


@pytest.mark.parametrize("kind", ["person", "MEETING", "a\0b", "meeting'--", "0", "é" * 5000])
def test_a_kind_that_there_is_not_is_refused(client, kind):
    response = client.get("/en/search/", {"q": "asylum", "kind": kind})

    assert response.status_code == 400
    assert "is not known here." in response.content.decode()
    assert "\0" not in response.content.decode()


# The same as by reading the tokens


def holds(words, tokens: set[str]) -> bool:
    """Whether the tokens hold every word, or its beginning if it may be unfinished."""
    return all(
        not tokens.isdisjoint(word.tokens)
        or (word.prefix and any(token.startswith(word.prefix) for token in tokens))
        for word in words
    )


def place(entry: SearchEntry, words, code: str) -> tuple:
    """What results are put in order by."""
    titles = set(entry.title_tokens.split())
    whole = [word._replace(prefix="") for word in words]
    closeness = [entry.code == code, holds(whole, titles), holds(words, titles), True].index(True)
    day = -entry.date.toordinal() if entry.date else 0
    return (closeness, entry.rank, day, entry.owner_id, entry.position, entry.pk)


def read_in_python(query: str) -> list[int]:
    words, code = query_words(query), joined(query)
    if not words:
        return []
    found = [
        entry
        for entry in SearchEntry.objects.order_by()
        if holds(words, tokens := set(entry.tokens.split())) or code in tokens
    ]
    return [entry.pk for entry in sorted(found, key=lambda entry: place(entry, words, code))]


known = st.sampled_from(["asylum", "asyl", "5b", "IS", "is", "l'asile", "MIGR", "ﬁ", "½", "الهجرة"])
operators = st.sampled_from([*"&|!:*()\"'^{}-+<>%_\\,.;", " ", "<->", ":*", "NEAR", "AND", "OR"])
queries = st.one_of(
    st.text(max_size=40),
    st.lists(known | operators | st.text(max_size=3), max_size=12).map("".join),
    st.lists(known | operators | st.text(max_size=3), max_size=12).map(" ".join),
    st.sampled_from([*HOSTILE.values()]),
)


@given(query=queries)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_database_finds_what_the_tokens_say(odd_record, query):
    assert list(search(query).values_list("pk", flat=True)) == read_in_python(query)


@given(query=queries)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_too_much_for_the_page(client, odd_record, query):
    address = {"q": query.encode("utf-8", "surrogatepass")}

    assert client.get("/fr/recherche/", address).status_code == (400 if "\0" in query else 200)
