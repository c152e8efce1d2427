"""Texts in Markdown as HTML: what is written, and what comes of it on the page."""

import time

import pytest
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from events.markdown import WORDS, to_html, to_text
from events.models.standing_page import LONGEST_BODY
from tests.browsing import Page, read

HARMLESS = {"a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol"}
HARMLESS |= {"p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
KEPT = {"href", "rel", "scope", "start", "title"}
HOSTILE = [
    "<script>alert(1)</script>",
    "<script src=//evil.example></script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<a href='javascript:alert(1)' onclick=alert(1)>x</a>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<!-- --><style>*{}</style><base href=//evil.example>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:image/svg+xml;base64,PHN2Zz4=)",
    '[x](/a"onmouseover="alert(1))',
    "[x](/a 'b\" onmouseover=\"alert(1)')",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    '![x" onerror=alert(1) "](/y)',
    "[a]: javascript:alert(1)\n\n[a]",
    "`<script>alert(1)</script>`",
    '```"><script>alert(1)</script>\nx\n```',
    "| <script>alert(1)</script> |\n| --- |\n| <img src=x onerror=alert(1)> |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "</div></main></body></html>",
]
# What texts of words may hold; at the beginning of a line much of it means something.
NO_MARKS = "ab é²1.)(-=+|:#>~!]{}'\"$%/@;,…\u00a0\u2028\x85\t\x1f\ufeff\n"
SCHEMES = ("http:", "https:", "mailto:", "tel:", "/", "#")


def tree(markdown: str) -> Page:
    """The HTML of a text as a browser reads it, below the title of a page."""
    return read(HttpResponse(f"<h1></h1>{to_html(markdown)}"))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("frame", ["{}", "> {}", "- {}", "# {}", "**{}**"])
def test_nothing_in_a_text_can_do_harm(text, frame):
    page = tree(frame.format(text))
    found = [one for one in page.walk() if one.tag not in ("", "h1")]

    assert {one.tag for one in found} <= HARMLESS
    assert {name for one in found for name in one.attributes} <= KEPT
    assert [one["href"] for one in found if not (one["href"] or "/").startswith(SCHEMES)] == []
    assert page.faults == []


def test_html_is_shown_as_it_was_written():
    assert tree("a <b>c</b> &amp; d").text == "a <b>c</b> & d"


@pytest.mark.parametrize(
    ("markdown", "levels"),
    [
        ("# a\n\n## b\n\n# c", ["h2", "h3", "h2"]),
        ("## a\n\n### b\n\n## c", ["h2", "h3", "h2"]),
        ("### a\n\n### b", ["h2", "h2"]),
        ("## a\n\n#### b\n\n#### c\n\n## d", ["h2", "h3", "h3", "h2"]),
        ("a\n=\n\nb\n-", ["h2", "h3"]),
        (
            "# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f",
            ["h2", "h3", "h4", "h5", "h6", "h6"],
        ),
        ("> ## a\n\n# b", ["h2", "h2"]),
    ],
)
def test_headings_begin_below_the_title_and_leave_no_level_out(markdown, levels):
    page = tree(markdown)

    assert [one.tag for one in page.walk() if one.tag.startswith("h")] == ["h1", *levels]
    assert page.faults == []


def test_a_link_tells_the_other_site_nothing():
    link = tree("[words](https://example.org/a?b=c&d)").one("a")

    assert (link["href"], link["rel"]) == ("https://example.org/a?b=c&d", "noopener noreferrer")


@pytest.mark.parametrize("address", ["/en/about/", "#part", "mailto:a@example.org", "tel:+32123"])
def test_a_link_may_lead_to_this_site_or_a_person(address):
    assert tree(f"[words]({address})").one("a")["href"] == address


def test_addresses_in_running_text_are_no_links():
    assert tree("See www.example.org and https://example.org.").all("a") == []


def test_a_table_has_heads_of_columns():
    page = tree("| a | b |\n| --- | ---: |\n| c | d |")

    heads = [(one.text, one.attributes) for one in page.all("th")]
    assert heads == [("a", {"scope": "col"}), ("b", {"scope": "col"})]
    assert [(one.text, one.attributes) for one in page.all("td")] == [("c", {}), ("d", {})]


def test_the_words_alone_are_a_line_per_block():
    markdown = "# Title\n\n- one *two*\n  three\n- [four](/x) `five`\n\n<b>six"

    assert to_text(markdown) == "Title\none two three\nfour five\n<b>six"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("", ""),
        ("One.", "One."),
        ("One\ntwo\n\nthree\n\n\nfour", "One two\nthree\nfour"),
        ("Title\n===\n\nOne.", "Title\nOne."),
        ("One  \ntwo\\\nthree", "One two three"),
        ("R&amp;D", "R&D"),
    ],
)
def test_the_words_alone_are_put_together_as_paragraphs_are(markdown, text):
    assert to_text(markdown) == text


@given(st.from_regex(WORDS, fullmatch=True, alphabet=st.sampled_from(NO_MARKS)))
def test_a_text_of_words_is_what_it_would_be_if_it_were_parsed(markdown):
    parsed = to_text(f"{markdown}\n\n&amp;")  # no text of words, for the sake of its last block

    assert parsed == f"{to_text(markdown)}\n&"


@pytest.mark.parametrize(
    ("unit", "length"),
    [
        *((unit, 1_000_000) for unit in ("> ", "- ", "> - ", "1. ", "`")),
        *((unit, LONGEST_BODY) for unit in ("**a *b ", "_a", "[", "[a](", "<a ", "|a", "a\n")),
    ],
)
def test_a_text_of_nothing_but_signs_is_soon_rendered(unit, length):
    markdown = (unit * length)[:length]

    begun = time.monotonic()
    to_html(markdown)

    assert time.monotonic() - begun < 20  # seconds: it takes one at most, unless much is under way


def test_no_text_unfolds_into_a_huge_page():
    address = "x" * (LONGEST_BODY // 2)
    uses = "[a]\n\n" * (LONGEST_BODY // 10)

    assert len(to_html(f"[a]: {address}\n\n{uses}")) < 5 * LONGEST_BODY
