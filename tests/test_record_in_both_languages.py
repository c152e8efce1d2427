"""The pages of the real record, word by word: each in one language and no other."""

import re
from xml.etree import ElementTree

import pytest

from actionplan.models import Action, Area, Objective
from events.models import Document, Meeting
from rabat.catalogue import ROOT, catalogues, read
from tests.browsing import ORIGIN, Element

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("crawl")]

READ_ALOUD = ["alt", "aria-label", "placeholder", "title"]
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w*\}")
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SILENT = {"script", "style"}


@pytest.fixture
def lacking(record):
    """The titles that are in English only."""
    return [
        row.title_en
        for model in (Meeting, Document, Area, Objective, Action)
        for row in model.objects.filter(title_fr="").exclude(title_en="")
    ]


@pytest.fixture(scope="module")
def pages(whole_site):
    """The pages that are there, by their addresses."""
    return {
        address: answer.page
        for address, answer in whole_site.items()
        if answer.page and answer.status_code == 200
    }


def messages():
    """(English, French) for every message of the interface, of singulars and plurals."""
    (path,) = [path for path in catalogues(ROOT) if path.parent.parent.name == "fr"]
    for message in read(path):
        if message.id and message.context != "address":
            ids = message.id if isinstance(message.id, tuple) else [message.id]
            strings = message.string if isinstance(message.string, tuple) else [message.string]
            yield from zip(ids, strings, strict=True)


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
