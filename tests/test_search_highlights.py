"""The part of a text that shows why it was found."""

import pytest

from events.search.highlights import LONGEST, Highlighter


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("needle and thread", "<mark>needle</mark> and thread"),
        ("a" * 300, "a" * LONGEST + " …"),
        ("needle" + "/x" * 200, "<mark>needle</mark>" + "/x" * 127 + " …"),
        (
            "foo https://x.org/" + "x/" * 100 + "needle tail",
            "… " + "x/" * 40 + "<mark>needle</mark> tail",
        ),
        (
            "word " * 40 + "needle" + " word" * 60,
            "… " + "word " * 15 + "<mark>needle</mark>" + " word" * 35 + " …",
        ),
    ],
)
def test_an_excerpt_holds_what_was_found_however_long_the_words_around_it(text, shown):
    assert Highlighter("needle").excerpt(text, "en") == shown
