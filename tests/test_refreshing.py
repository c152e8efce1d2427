"""Results that refresh in place: what the script is told in the page, which works without it."""

import json
import re

import pytest

from tests.browsing import read
from tests.factories import MeetingFactory, MeetingTypeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

ADDRESSES = [
    "/en/meetings/",
    "/en/meetings/?type=webinar&page=2",
    "/fr/reunions/?status=cancelled",
    "/en/meetings/calendar/",
    "/fr/reunions/calendrier/2023/04/?type=webinar",
]


@pytest.fixture
def pages(client):
    MeetingFactory.create_batch(25, type=MeetingTypeFactory(slug="webinar"))
    return [read(client.get(address)) for address in ADDRESSES]


def test_script_finds_what_it_is_to_refresh(pages):
    for page in pages:
        ids = {one["id"] for one in page.walk() if one["id"]}
        told = [
            value
            for one in page.walk()
            for name, value in one.attributes.items()
            if name.startswith("data-hx-")
            and name[8:] in ("target", "select", "select-oob", "indicator")
        ]
        named = {name for value in told for name in re.findall(r"#([\w-]+)", value)}
        assert named - ids == set() != named


def test_script_asks_what_the_page_asks_without_it(pages):
    for page in pages:
        form = page.one("form", id="filters")
        assert form["data-hx-get"] == form["action"]
        assert form.one("button")["type"] == "submit"


def test_count_is_announced_because_it_stays_where_it_is(pages):
    for page in pages:
        assert page.one("p", role="status")["id"] == "result-count"
        assert page.one("div", id="results").all("p", role="status") == []


def test_script_comes_last_and_may_do_nothing_the_policy_forbids(pages):
    for page in pages:
        config = json.loads(page.one("meta", name="htmx-config")["content"])
        forbidden = ("includeIndicatorStyles", "allowEval", "allowScriptTags")
        assert [config[name] for name in forbidden] == [False] * 3
        assert (config["selfRequestsOnly"], config["historyCacheSize"]) == (True, 0)
        (script,) = [one for one in page.all("script") if one["src"]]
        assert "defer" in script.attributes


def test_only_pages_that_refresh_bring_the_script(client):
    meeting = MeetingFactory()

    for address in ("/en/", "/en/partners/", meeting.get_absolute_url()):
        page = read(client.get(address))
        assert [one for one in page.all("script") if one["src"]] == []
