"""Requests that nobody should send, to a site that is served: what it answers, and how fast.

    python -m tests.mutations http://127.0.0.1:8000 --count 100000

The addresses are those of the map of the site, of the description of the API and of what these
lead to; each request changes one of them by chance, the same chance for the same seed.
"""

import argparse
import http.client
import json
import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

VALUES = [
    *("", "0", "-1", "1", "20", "true", "2024-01-31", "2024-13-45", "0001-01-01", "99999-12-31"),
    *("9" * 30, "9" * 5000, "1e309", "NaN", "٣", "½", "0x10", "1_000", "+1", " 1 "),
    *("\0", "\ud800", "\u202e", "é" * 300, "a" * 9000, "'", '"', "\\", "%", "%00", "_", "*", "("),
    *("' OR 1=1 --", "<script>", "{{7*7}}", "${x}", "../../etc/passwd", "cadiz-action-plan"),
    *("cadiz-action-plan.objective-7", "cadiz-action-plan.action-9999z", "MA", "XX", "en", "de"),
    *(
        "a.b.c",
        "0.0.0",
        f"{'0' * 32}.0.0",
        f"{'f' * 32}.{'9' * 40}.1",
        "title,title",
        ",",
        "id,nothing",
    ),
    *("2024-01-01T00:00:00Z", "2024-01-01T00:00:00+99:00", "9999-12-31T23:59:59-23:59", "lang"),
]
NAMES = ["q", "page", "page_size", "fields", "lang", "updated_since", "as_of", "year", "type"]
NAMES += ["item", "after", "resource", "kind", "country", "plan", "limit", "month", "by", "status"]
NAMES += ["nothing"]
METHODS = ["GET"] * 16 + ["HEAD", "POST", "OPTIONS", "DELETE"]
HEADERS = {
    "If-None-Match": ["*", '"', 'W/"x"', ",", "\xff"],
    "If-Modified-Since": ["yesterday", "Mon, 99 Nov 9999 99:99:99 GMT"],
    "Accept": ["", "*", "text/html;q=x", "application/xml", "a" * 4000],
    "Accept-Language": ["fr;q=9", "x" * 4000, "\xe9", "*"],
    "Accept-Encoding": ["", "br", "gzip;q=0", "identity;q=0, *;q=0"],
    "Authorization": ["Bearer", "Bearer rbt_x", "Bearer " + "a" * 4000, "Basic =", "\xff"],
    "Cookie": ["sessionid=x", "=", "django_language=\x01", "a" * 4000, "csrftoken=é"],
    "Range": ["bytes=9-1", "bytes=0-", "x"],
    "X-Forwarded-For": ["", "x", "1.2.3.4, ::1", "999.999.999.999", "a" * 2000],
    "HX-Request": ["true"],
    "Content-Length": ["0"],
}


@dataclass
class Outcome:
    """How often each status was answered, the seconds that each answer took, and what was asked
    where the answer was an error of the server's."""

    statuses: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """In seconds."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))]


class Site:
    """A site that is asked over connections of its own, one at a time."""

    def __init__(self, origin: str, headers: dict[str, str]):
        self.host, self.headers = urlsplit(origin).netloc, headers

    def ask(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
        line = http.client.HTTPConnection(self.host, timeout=60)
        try:
            line.request(method, path, headers=self.headers | headers)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def addresses(self) -> list[str]:
        """Paths that exist, with a query where the description of the API has parameters."""
        pages = re.findall(r"<loc>([^<]*)</loc>", self.ask("GET", "/sitemap.xml", {})[1].decode())
        described = json.loads(self.ask("GET", "/api/v1/openapi.json", {})[1])["paths"]
        found = {urlsplit(page).path for page in pages} | set(described)
        examples = [
            next(iter(item["get"]["responses"]["200"]["content"].values())).get("example", {})
            for item in described.values()
        ]
        found |= {urlsplit(one).path for one in _links(examples)}
        found |= {"/en/meetings/calendar.ics", "/en/meetings/news.atom", "/en/embed/meetings/"}
        found |= {"/en/meetings/meetings.csv", "/en/meetings/calendar/", "/admin/", "/files/1/"}
        return sorted(found)


def _links(value) -> list[str]:
    return re.findall(r'https?://[^"\s]+', json.dumps(value, ensure_ascii=False))


def mutated(chance: random.Random, path: str) -> tuple[str, str, dict[str, str]]:
    """A method, a path with query, and headers."""
    path = re.sub(r"\{\w+\}", lambda _found: quote(_value(chance), safe=""), path)
    if chance.random() < 0.2:
        at = chance.randrange(len(path))
        path = path[:at] + quote(_value(chance)[:100], safe="") + path[at + chance.randrange(3) :]
        path = path if path.startswith("/") else f"/{path}"
    parts = [
        f"{chance.choice(NAMES)}={quote(_value(chance), safe='')}"
        for _number in range(chance.choice([0, 1, 1, 2, 3, 30]))
    ]
    if chance.random() < 0.05:
        parts.append(chance.choice(["%", "%zz=%", "&&&", "=", "q[]=1", "a;b", "%ff%fe=%c3%28"]))
    names = chance.sample(list(HEADERS), chance.choice([0, 0, 1, 2]))
    headers = {name: chance.choice(HEADERS[name]) for name in names}
    query = "&".join(parts)
    return chance.choice(METHODS), f"{path}?{query}".removesuffix("?"), headers


def _value(chance: random.Random) -> str:
    value = chance.choice(VALUES)
    return value.encode("utf-8", "replace").decode()


def attack(origin: str, count: int, seed: int = 1, headers=()) -> Outcome:
    """Send so many, four at a time."""
    site, outcome = Site(origin, dict(headers)), Outcome()
    addresses = site.addresses()

    def one(number: int) -> tuple[str, int, float]:
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - the same for the same seed
        method, path, told = mutated(chance, chance.choice(addresses))
        begun = time.perf_counter()
        status, _content = site.ask(method, path, told)
        return f"{method} {path[:300]} {told}", status, time.perf_counter() - begun

    with ThreadPoolExecutor(4) as pool:
        for asked, status, seconds in pool.map(one, range(count)):
            outcome.statuses[status] += 1
            outcome.seconds.append(seconds)
            if status >= 500:
                outcome.errors.append(f"{status} {asked}")
    return outcome


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Send requests that nobody should send.")
    parser.add_argument("origin")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    found = attack(told.origin, told.count, told.seed)
    print(dict(sorted(found.statuses.items())))  # noqa: T201
    print(*found.errors[:20], sep="\n")  # noqa: T201
    seconds = {f"p{share}": found.percentile(share / 100) for share in (50, 99, 100)}
    print({name: f"{value * 1000:.0f} ms" for name, value in seconds.items()})  # noqa: T201
