"""What a first visit costs on a slow link: bytes as they travel, requests, jumps of the page."""

import gzip

from rabat.stylesheet import STATIC

MOST_BYTES, MOST_REQUESTS = 60_000, 6
MOST_BYTES_OF_OUR_SCRIPTS = 5_000  # compressed; the rest of the script is htmx
MOST_BYTES_OF = {
    "document": 14_000,
    "stylesheet": 12_000,
    "script": 25_000,
    "font": 0,
    "image": 30_000,
}


def test_our_scripts_are_small():
    own = b"".join(path.read_bytes() for path in sorted((STATIC / "js").glob("*.js")))

    assert 0 < len(gzip.compress(own)) <= MOST_BYTES_OF_OUR_SCRIPTS


def weight(fetched, kind: str = "") -> int:
    """The bytes of answers of a kind, or of all."""
    return sum(one.bytes for one in fetched if kind in ("", one.kind))


def test_page_is_light(first_visit, path):
    visit = first_visit(path)

    over = {kind for kind, most in MOST_BYTES_OF.items() if weight(visit.fetched, kind) > most}

    assert (over, weight(visit.fetched) <= MOST_BYTES, len(visit.fetched) <= MOST_REQUESTS) == (
        set(),
        True,
        True,
    ), visit.fetched


def test_page_does_not_jump_while_it_loads(first_visit, second_visit, path):
    """A busy machine paints a page now and then before all of it is there, and the rest may push a
    line on; what jumps by itself does so each time."""
    assert first_visit(path).shifts == [] or second_visit(path).shifts == []
