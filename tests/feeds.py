"""Reading news as subscribers do: with a library that did not write them, and with an eye for what
it forgives (RFC 4287)."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # RFC 3339
ONCE = ["id", "title", "updated"]  # in the feed and in each entry, sections 4.1.1 and 4.1.2
ONCE_EACH = [*ONCE, "published", "summary", "link"]


class News(NamedTuple):
    """An entry: its heading and its text."""

    title: str
    summary: str


def follow(client, address: str) -> list[News]:
    """What a subscriber reads, in the order of the feed."""
    return [News(one.title, one.summary) for one in parsed(client, address).entries]


def titles(client, address: str) -> list[str]:
    return [one.title for one in follow(client, address)]


def parsed(client, address: str):
    """The feed as feedparser reads it, once nothing was found wrong with its form."""
    response = client.get(address)
    assert response.status_code == 200
    assert faults(response.content) == []
    headers = {name.lower(): value for name, value in response.headers.items()}
    found = feedparser.parse(response.content, response_headers=headers)
    assert (found.bozo, found.get("bozo_exception"), found.version) == (False, None, "atom10")
    return found


def faults(content: bytes) -> list[str]:
    """What is wrong with the form of a feed."""
    feed = ElementTree.fromstring(content)  # noqa: S314, of our own making
    entries = feed.findall(f"{ATOM}entry")
    found = [f"feed: not one {name}" for name in ONCE if len(feed.findall(ATOM + name)) != 1]
    found += [
        f"entry {number}: not one {name}"
        for number, entry in enumerate(entries)
        for name in ONCE_EACH
        if len(entry.findall(ATOM + name)) != 1
    ]
    moments = [one.text for name in ("updated", "published") for one in feed.iter(ATOM + name)]
    found += [f"no moment: {one}" for one in moments if not MOMENT.fullmatch(one)]
    names = [one.text for one in feed.iter(f"{ATOM}id")]
    found += [f"no name: {one}" for one in names if urlsplit(one).scheme not in ("urn", "tag")]
    found += ["two of one name"] * (len(set(names)) != len(names))
    found += ["nobody wrote it"] * (not feed.findtext(f"{ATOM}author/{ATOM}name"))
    links = [one.get("href") for one in feed.iter(f"{ATOM}link")]
    return found + [f"no address: {one}" for one in links if urlsplit(one).scheme != "http"]
