"""What is measured, and what it is compared with."""

import http.cookiejar
import re
import urllib.parse
import urllib.request
from dataclasses import dataclass

from tests.bench.databases import PASSWORD, USER
from tests.bench.load import etag_of
from tests.bench.server import Worker
from tests.bench.statements import WORD

KEPT, NEW, UNCHANGED, STAFF = "cached", "uncached", "304", "staff"
LIST, OBJECTS, PLAN = "/en/meetings/", "/api/v1/meetings/?page_size=20", "cadiz-action-plan"
MEETING = f"{LIST}{{slug}}/"


@dataclass(frozen=True)
class Row:
    """An address asked in a way; `floor` is the name of what it is compared with, and `most` how
    often that it may cost, or else `milliseconds` of the processor."""

    name: str
    path: str
    way: str = NEW
    floor: str = ""
    most: float = 0
    milliseconds: float = 0


ONE_QUERY, ONE_STATEMENT = "floor: a query by key", "floor: a list by one statement"
RAW, SEARCHED = "floor: objects without framework", "floor: search by one statement"
FLOORS = [
    Row("floor: nothing", "/floor/empty/"),
    Row(ONE_QUERY, "/floor/one-query/"),
    Row(ONE_STATEMENT, "/floor/list/"),
    Row(SEARCHED, "/floor/search/"),
    Row("floor: 1,000 lines of calendar", "/floor/calendar/"),
]
ROWS = [
    Row("home", "/en/", KEPT, ONE_QUERY, 1.2),
    Row("home", "/en/"),
    Row("list", LIST, KEPT, ONE_QUERY, 1.2),
    Row("list", LIST, UNCHANGED, ONE_QUERY, 1.2),
    Row("list", LIST, NEW, ONE_STATEMENT, 1.6),
    Row("meeting", MEETING, KEPT, ONE_QUERY, 1.2),
    Row("meeting", MEETING, milliseconds=6),
    Row("plan matrix", f"/en/action-plans/{PLAN}/coverage/"),
    Row("search", f"/en/search/?q={WORD}", NEW, SEARCHED, 3),
    Row("API list", OBJECTS, KEPT, ONE_QUERY, 1.2),
    Row("API list", OBJECTS, UNCHANGED, ONE_QUERY, 1.2),
    Row("API list", OBJECTS, NEW, RAW, 3),
    Row("changes", "/api/v1/changes/?page_size=100", KEPT, ONE_QUERY, 1.2),
    Row("changes", "/api/v1/changes/?page_size=100"),
    Row("calendar feed", f"{LIST}calendar.ics?year={{year}}", milliseconds=80),
    Row("admin list", "/admin/events/meeting/", STAFF, milliseconds=90),
]


def headers_of(row: Row, worker: Worker, path: str, session: str) -> dict[str, str]:
    """What makes the server answer in that way."""
    if row.way == UNCHANGED:
        return {"If-None-Match": etag_of(worker, path)}
    return {NEW: {"Cookie": "somebody=1"}, STAFF: {"Cookie": session}, KEPT: {}}[row.way]


def log_in(worker: Worker) -> str:
    """The cookies of staff."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"{worker.origin}/admin/login/"
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', opener.open(address).read().decode())
    fields = {"login": USER, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    opener.open(address, urllib.parse.urlencode(fields).encode())
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
    assert "sessionid" in cookies, cookies
    return cookies
