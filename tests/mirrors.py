"""Mirrors of the record for tests: what one holds, what it should, and the way between them."""

import json
import sqlite3
from contextlib import closing
from urllib.parse import parse_qs, urlsplit

from events.changes.resources import BY_NAME
from tests.browsing import ORIGIN


class Line:
    """The way from a mirror to the site, without a network: what was asked and told over it, and
    something that happens whenever a page has been answered."""

    def __init__(self, client, after_page=lambda: None):
        self.client, self.after_page = client, after_page
        self.asked, self.statuses, self.entries = [], [], []

    def __call__(self, url: str) -> tuple:
        answer = self.client.get(url)
        self.asked.append(parse_qs(urlsplit(url).query))
        self.statuses.append(answer.status_code)
        if answer.status_code == 200:
            self.entries += answer.json()["results"]
        self.after_page()
        return answer.status_code, answer.headers, answer.content

    @property
    def keys(self) -> list[tuple]:
        """The records that were told of."""
        return [(one["resource"], one["id"]) for one in self.entries]


def copied(path) -> dict:
    """What a reader of a mirror finds, by resource and id."""
    with closing(sqlite3.connect(path, timeout=60)) as file:
        rows = file.execute("SELECT resource, id, object FROM records").fetchall()
    return {(resource, key): json.loads(text) for resource, key, text in rows}


def state(path) -> dict:
    with closing(sqlite3.connect(path, timeout=60)) as file:
        file.row_factory = sqlite3.Row
        return dict(file.execute("SELECT * FROM state").fetchone())


def change_cursor(path, change):
    """The file as it is after a change of its cursor."""
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE state SET cursor = ?", [change(state(path)["cursor"])])


def public(ask, origin: str = ORIGIN) -> dict:
    """What the lists of the API show; `ask` returns the JSON at an address. The status of partners
    is today's, and where objects lead is made of them: no part of the record."""
    found = {}
    for name in BY_NAME:
        address = f"{origin}/api/v1/{name}/?page_size=100"
        while address:
            page = ask(address)
            for one in page["results"]:
                if name == "partners":
                    one.pop("status")
                one.pop("related", None)
                found[name, one["id"]] = one
            address = page["next"]
    return found


def shown(client) -> dict:
    """What the lists show to a client of the tests."""
    return public(lambda address: client.get(address).json())
