"""The words of texts and queries, as search compares them."""

import pytest

from events.search.words import MOST_WORDS, joined, query_words, tokens


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Réunions", "fr", {"reunions", "reunion"}),
        ("Meetings", "en", {"meetings", "meet"}),
        ("CÔTE", "fr", {"cote", "cot"}),
        ("l’asile", "fr", {"asile", "asil", "lasile"}),
        ("l'asile", "fr", {"asile", "asil", "lasile"}),
        ("jusqu’à", "fr", {"a", "jusqua"}),
        ("œuvre", "fr", {"oeuvre", "oeuvr"}),
        ("children’s", "en", {"children", "childrens"}),
        ("5b", "en", {"5b"}),
        ("2023–2027", "en", {"2023", "2027"}),
        ("e\u0301tat", "fr", {"etat"}),  # an accent typed after its letter
        ("😀 – · \u202e", "fr", set()),
    ],
)
def test_text_is_found_by(text, language, found):
    assert tokens(text, language) == found


@pytest.mark.parametrize(
    ("typed", "written", "language"),
    [
        ("réunion", "Réunions", "fr"),
        ("REUNIONS", "réunion", "fr"),
        ("organisee", "organisée", "fr"),
        ("organisées", "organisée", "fr"),
        ("senegalais", "Sénégalaises", "fr"),
        ("migration", "Migrations", "en"),
        ("cooperation", "coopérations", "fr"),
        ("divoire", "d’Ivoire", "fr"),
        ("l'ivoire", "d’Ivoire", "fr"),
    ],
)
def test_word_finds_another_spelling(typed, written, language):
    (word,) = query_words(typed)
    assert set(word.tokens) & tokens(written, language) != set()


@pytest.mark.parametrize(
    ("query", "first_tokens"),
    [
        ("the meetings of Rabat", ["meetings", "rabat"]),
        ("la réunion d’Accra", ["reunion", "accra"]),
        ("la", ["la"]),
        ('"OR" NEAR(', ["near"]),
        ("title_en:x*", ["title", "x"]),
        ("' -- %s", ["s"]),
    ],
)
def test_query_keeps_what_is_meant(query, first_tokens):
    assert [word.tokens[0] for word in query_words(query)] == first_tokens


def test_only_the_last_word_may_be_unfinished():
    assert [word.prefix for word in query_words("réunion migr")] == ["", "migr"]


def test_a_single_letter_is_no_beginning():
    assert [word.prefix for word in query_words("5")] == [""]


def test_long_queries_are_cut():
    found = query_words("x" * 10_000 + " mot" * 2_000)
    assert len(found) <= MOST_WORDS
    assert max(len(token) for word in found for token in word.tokens) <= 60


@pytest.mark.parametrize(
    ("text", "code"), [("5 B", "5b"), ("au-hoai", "auhoai"), ("ma", "ma"), ("«»", "")]
)
def test_codes_are_compared_as_one_token(text, code):
    assert joined(text) == code
