"""Every page of the real record: well formed, whole, light, with links that lead somewhere, and
word by word in one language. In one module, as it takes a minute to read them all."""

import gzip
import re
from collections import Counter
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from actionplan.models import Action, Area, Objective
from events.models import Document, Meeting
from tests.browsing import ORIGIN, Element, crawl, read
from tests.conftest import put_back
from tests.interface import messages

pytestmark = pytest.mark.django_db

LIGHT = 14 * 1024  # bytes of compressed HTML: what a slow line brings in its first round trip
READ_ALOUD = ["alt", "aria-label", "placeholder", "title"]
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}")
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SILENT = {"script", "style"}
# Of the pages of months, which are all alike, those of one year.
MONTHS, YEAR = ("/en/meetings/calendar/", "/fr/reunions/calendrier/"), 2023
STARTS = ["/en/", "/fr/", "/sitemap.xml", *(f"{months}{YEAR}/04/" for months in MONTHS)]
# Those for frames of other sites have no header and no other language: tests/test_embed.py.
FRAMED = ["/en/embed/", "/fr/integrer/"]
OTHER_YEARS = [f"{months}{year}" for months in MONTHS for year in range(1990, 2101) if year != YEAR]


@pytest.fixture(scope="module")
def whole_site(record_rows, django_db_blocker):
    """What the public site answers wherever its links lead, by address."""
    with django_db_blocker.unblock(), transaction.atomic():
        put_back(record_rows)
        found = crawl(Client(), *STARTS, forms=False, outside=("/api/", *FRAMED, *OTHER_YEARS))
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def pages(whole_site):
    return {address: response.page for address, response in whole_site.items() if response.page}


def test_every_link_of_the_record_leads_somewhere(whole_site):
    others = {address: one for address, one in whole_site.items() if one.status_code != 200}

    # Addresses without language lead to the one that the browser asks for.
    assert [address for address in others if address.startswith(("/en/", "/fr/"))] == []
    led = {(one.status_code, whole_site[one["Location"]].status_code) for one in others.values()}
    assert led == {(302, 200)}


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


# Word by word


@pytest.fixture
def lacking(record):
    """The titles that are in English only."""
    return [
        row.title_en
        for model in (Meeting, Document, Area, Objective, Action)
        for row in model.objects.filter(title_fr="").exclude(title_en="")
    ]


def phrases(*, of: int) -> re.Pattern:
    """Whatever of the interface takes two words or more and differs between the languages."""
    found = set()
    for pair in messages():
        fragments = [{one.strip() for one in PLACEHOLDER.split(text)} for text in pair]
        found |= fragments[of] - fragments[1 - of]
    found = {spaced(one).strip(" .,:;()") for one in found}
    long = sorted((one for one in found if len(re.findall(r"[^\W\d]{2,}", one)) > 1), key=len)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, long[::-1]))})(?!\w)")


def spaced(text: str) -> str:
    return " ".join(text.split())


def texts(page: Element, language: str):
    """The texts of a page in a language, shown or read aloud. Its cards are left out where texts
    fall back: an attribute cannot say which language it is in."""
    falls_back = any(one["lang"] for one in page.one("main").all("span")) or page.all(
        "p", class_="notice"
    )
    for one in page.walk():
        if one.tag in SILENT or one.language != language:
            continue
        yield from (one[name] for name in READ_ALOUD if one[name])
        if one.tag == "meta" and one["content"] and not falls_back:
            yield one["content"]
    yield from shown(page, language)


def shown(page: Element, language: str):
    """The texts of a page in a language that are there to be read."""
    for one in page.walk():
        if one.tag not in SILENT and one.language == language:
            yield from (part for part in one.content if isinstance(part, str))


def test_there_is_much_to_read(pages):
    languages = [page.one("html")["lang"] for page in pages.values()]

    assert min(languages.count("en"), languages.count("fr")) > 150


@pytest.mark.parametrize(("language", "other"), [("fr", 0), ("en", 1)])
def test_no_word_of_the_interface_is_in_another_language_than_its_page(pages, language, other):
    foreign = phrases(of=other)

    found = {
        (match[0], address)
        for address, page in pages.items()
        if address.startswith(f"/{language}/")
        for text in texts(page.top, language)
        for match in foreign.finditer(spaced(text))
    }

    assert found == set()


def test_no_title_that_is_in_english_only_passes_for_french(pages, lacking):
    titles = re.compile("|".join(re.escape(spaced(one)) for one in sorted(lacking, key=len)))

    found = {
        (match[0], address)
        for address, page in pages.items()
        if address.startswith("/fr/")
        for text in shown(page.one("body"), "fr")
        for match in titles.finditer(spaced(text))
    }

    assert len(lacking) > 10
    assert found == set()


def test_the_sitemap_says_of_every_page_what_the_page_says_itself(whole_site, pages):
    sitemap = ElementTree.fromstring(whole_site["/sitemap.xml"].content)  # noqa: S314 - our own
    told = {}
    for url in sitemap.findall(f"{SITE}url"):
        address = url.findtext(f"{SITE}loc").removeprefix(ORIGIN)
        told[address] = {link.get("hreflang"): link.get("href") for link in url.findall(LINK)}

    links = {
        address: pages[address].one("head").all("link", rel="alternate", type=None)
        for address in told
    }
    said = {
        address: {link["hreflang"]: link["href"] for link in found}
        for address, found in links.items()
    }
    assert said == told


def test_every_page_has_a_title_of_its_own(pages):
    titles = {
        address: page.one("head").one("title").text
        for address, page in pages.items()
        if "?" not in address
    }

    shared = {address for address, one in titles.items() if [*titles.values()].count(one) > 1}
    assert shared == set()


def test_every_link_of_a_page_to_another_leads_to_its_language(pages):
    stray = {
        (address, link["href"])
        for address, page in pages.items()
        for link in page.one("main").all("a")
        if link["href"] in pages and not link["href"].startswith(address[:4])
    }

    assert stray == set()


@pytest.mark.parametrize(("of", "text"), [(0, "Skip to content"), (1, "Aller au contenu")])
def test_the_words_of_each_language_are_known(of, text):
    assert phrases(of=of).search(text)
    assert not phrases(of=1 - of).search(text)
