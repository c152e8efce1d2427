"""Every page of the real record: well formed, whole, light, with links that lead somewhere."""

import gzip
from collections import Counter
from urllib.parse import urldefrag, urljoin

import pytest
from django.http import HttpResponse

from tests.browsing import ORIGIN, read

# In one process: the crawl takes a while, and all tests share it.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("crawl")]

LIGHT = 14 * 1024  # bytes of compressed HTML: what a slow line brings in its first round trip


@pytest.fixture(scope="module")
def pages(whole_site):
    return {address: response.page for address, response in whole_site.items() if response.page}


def test_every_link_of_the_record_leads_somewhere(whole_site):
    assert {
        address: one.status_code for address, one in whole_site.items() if one.status_code != 200
    } == {"/": 302}  # which leads to the language that the browser asks for


def test_every_link_to_a_part_of_a_page_finds_it(pages):
    parts = {address: {one["id"] for one in page.walk()} for address, page in pages.items()}
    named = [
        (address, *urldefrag(urljoin(f"{ORIGIN}{address}", link["href"])))
        for address, page in pages.items()
        for link in page.all("a")
    ]

    lost = [
        (address, target, part)
        for address, target, part in named
        if part and part not in parts.get(target.removeprefix(ORIGIN), {part})
    ]

    assert lost == []


def test_the_other_language_of_every_page_leads_back_to_it(pages):
    switches = {
        address: page.one("ul", class_="language-switch").one("a")["href"]
        for address, page in pages.items()
    }

    assert {
        address: there for address, there in switches.items() if switches[there] != address
    } == {}


def test_both_languages_lead_to_equally_many_pages(pages):
    counted = Counter(address[:4] for address in pages)

    assert counted["/en/"] == counted["/fr/"] > 200


def test_pages_lead_to_no_month_without_meetings(whole_site):
    months = [one for one in whole_site if "/calendar/" in one or "/calendrier/" in one]

    empty = [address for address in months if "X-Robots-Tag" in whole_site[address].headers]
    assert (len(months) > 5, empty) == (True, [])


def test_every_page_is_in_order(pages):
    assert {address: page.faults for address, page in pages.items() if page.faults} == {}


def test_every_page_has_its_landmarks_once(pages):
    landmarks = ("title", "header", "main", "footer")
    wanted = dict.fromkeys(landmarks, 1)

    def counted(page):
        # In a drawing a title names what stands around it.
        found = [one.tag for one in page.walk() if one.parent and one.parent.tag != "a"]
        return {tag: found.count(tag) for tag in landmarks}

    assert [address for address, page in pages.items() if counted(page) != wanted] == []


def test_headings_leave_no_level_out(pages):
    skipping = []
    for address, page in pages.items():
        levels = [int(one.tag[1]) for one in page.walk() if one.tag in ("h1", "h2", "h3", "h4")]
        if any(below > above + 1 for above, below in zip([0, *levels], levels, strict=False)):
            skipping.append(address)

    assert skipping == []


def test_every_page_is_light(whole_site, pages):
    sizes = {address: len(gzip.compress(whole_site[address].content)) for address in pages}

    assert {address: size for address, size in sizes.items() if size > LIGHT} == {}


def test_no_page_needs_a_cookie_or_a_script(whole_site, pages):
    def programs(page):
        """Those that would hold the page up: what is deferred only refreshes it."""
        scripts = [one for one in page.all("script") if one["type"] != "application/ld+json"]
        return [one for one in scripts if not one["src"] or "defer" not in one.attributes]

    assert [
        address
        for address, page in pages.items()
        if whole_site[address].cookies or programs(page) or page.all("style")
    ] == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<h1>a</h1><p></p></div>", "</div> ends <>"),
        ("<h1>a</h1><p>c", "<p> is never ended"),
        ('<h1>a</h1><p class="a" class="b">c</p>', "<p> has class twice"),
        ('<h1 id="a">a</h1><p id="a">b</p>', "id a is used 2 times"),
        ("<p>a</p>", "0 h1"),
        ("<h1>a</h1><h1>b</h1>", "2 h1"),
        ("<h1>a</h1><p><div>b</div></p>", "<div> in <p>"),
        ("<h1>a</h1><ul><p>b</p></ul>", "<p> in <ul>"),
        ("<h1>a</h1><li>b</li>", "<li> in <>"),
        ('<h1>a</h1><a href="/"></a>', "link without aim or words: {'href': '/'}"),
        ('<h1>a</h1><a href="#b">b</a>', "nothing has the id b"),
        ('<h1>a</h1><section aria-labelledby="b"></section>', "nothing has the id b"),
        ('<h1>a</h1><input name="b">', "b has no label"),
    ],
)
def test_what_is_not_in_order_is_found(html, fault):
    assert read(HttpResponse(html)).faults == [fault]
