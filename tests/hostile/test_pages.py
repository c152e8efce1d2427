"""Nothing that a text of the record says acts on any page: it is read, as it was written."""

import json
import re
from dataclasses import dataclass

import pytest

from tests.browsing import read
from tests.hostile.markup import faults_of
from tests.payloads import SCRIPTS
from tests.personas import ANONYMOUS

pytestmark = pytest.mark.django_db
TITLED = {
    "meeting-detail": "meeting",
    "document-detail": "document",
    "action-plan-detail": "plan",
    "partner-detail": "partner",
    "plan-item-detail": "area",
    "about": "standingpage",
}
ACTS = re.compile("(?<!--)<script|<img|<svg|<iframe|<a ")
ENTITY_SHOWN = re.compile("&(lt|gt|quot|amp|#x?[0-9a-f]+);script|&lt;(script|img|svg)|&quot;")


@pytest.fixture(scope="module")
def pages(hostile):
    """All pages, by who sees them where."""
    html = [one for one in hostile.answers if one.kind == "text/html" and one.content]
    return {one: read(one) for one in html}


@dataclass
class Unescaped:
    """A page that writes a text as it is."""

    text: str

    @property
    def content(self) -> bytes:
        return f'<p title="{self.text}">{self.text}</p>'.encode()


def visible(page) -> str:
    """All that a page says, in texts, fields and images, with one kind of space."""
    said = [page.text, *(one["value"] or "" for one in page.walk())]
    return " ".join(" ".join(said).split())


@pytest.mark.parametrize("payload", [one for one in SCRIPTS if ACTS.search(one)])
def test_payload_would_act_if_it_were_not_escaped(payload):
    assert faults_of(read(Unescaped(payload))) != []


def test_nothing_on_any_page_acts(pages):
    assert len(pages) > 250
    assert {str(one): found for one, page in pages.items() if (found := faults_of(page))} == {}


def test_public_pages_are_well_formed_whatever_they_say(pages):
    public = {one: page.faults for one, page in pages.items() if one.who == ANONYMOUS}

    assert {str(one): faults for one, faults in public.items() if faults} == {}


def test_no_page_shows_what_escaping_leaves_behind(pages):
    shown = {str(one): ENTITY_SHOWN.search(visible(page)) for one, page in pages.items()}

    assert {address: found[0] for address, found in shown.items() if found} == {}


@pytest.mark.parametrize("who", [ANONYMOUS, "administrator"])
def test_every_payload_is_read_somewhere_as_it_was_written(pages, who):
    said = "\n".join(visible(page) for one, page in pages.items() if one.who == who)

    assert [one for one in SCRIPTS if " ".join(one.split()) not in said] == []


@pytest.mark.parametrize("name", TITLED)
def test_pages_are_headed_by_what_their_record_is_called(hostile, pages, name):
    row = getattr(hostile.world, TITLED[name])
    field = "name" if hasattr(row, "name_en") else "title"

    for one, page in pages.items():
        if one.name == name and one.who == ANONYMOUS and "?" not in one.address:
            title = " ".join(getattr(row, f"{field}_{one.language}").split())
            assert title in page.one("h1").text
            assert title in " ".join(page.one("title").text.split())


def test_structured_data_says_what_the_record_says(hostile, pages):
    found = {}
    for one, page in pages.items():
        for script in page.all("script", type="application/ld+json"):
            found[one.name, one.language] = json.loads("".join(script.content))["name"]

    expected = {
        (name, language): getattr(row, f"title_{language}")
        for name, row in [("meeting-detail", hostile.world.meeting),
                          ("document-detail", hostile.world.document)]
        for language in ("en", "fr")
    }  # fmt: skip
    assert {key: name for key, name in found.items() if key in expected} == expected
