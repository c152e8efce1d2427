"""Keep a copy of the public record of the Rabat Process in an SQLite file.

    python examples/mirror.py https://example.org mirror.sqlite3
    sqlite3 mirror.sqlite3 "SELECT object ->> '$.title.en' FROM records WHERE resource = 'meetings'"

Run it as often as you like: it asks only for what has changed since. Each page is written together
with the cursor that leads on from it, so it can be stopped at any moment and goes on from there.
"""

import argparse
import http.client
import json
import sqlite3
import sys
import time
from urllib import error, parse, request

WAITS = [1, 2, 4, 8, 16, 32, 64]  # seconds, after each attempt at a page
# The state is one row: where to go on, which resources are asked for, how often everything was
# taken anew, and whether more is waiting, as there is until everything was taken once.
TABLES = """
CREATE TABLE IF NOT EXISTS state (cursor TEXT, resources TEXT, round INTEGER, more INTEGER);
INSERT INTO state SELECT NULL, '', 0, 1 WHERE NOT EXISTS (SELECT * FROM state);
CREATE TABLE IF NOT EXISTS records (
    resource TEXT, id TEXT, object TEXT, round INTEGER, PRIMARY KEY (resource, id));
"""
ANEW = "UPDATE state SET cursor = NULL, resources = ?, round = round + 1, more = 1"
MOVE = "UPDATE state SET cursor = ?, more = ? WHERE cursor IS ? AND round = ?"


def get(url: str) -> tuple[int, dict, bytes]:
    """Status, headers and content of the answer from an address."""
    try:
        with request.urlopen(url, timeout=60) as answer:  # noqa: S310 - whoever runs it names it
            return answer.status, answer.headers, answer.read()
    except error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


class Mirror:
    """A copy of the record in a file. `get` may be another way to the network than urllib's."""

    def __init__(self, site, path, *, page_size=1000, resources=(), get=get, sleep=time.sleep):
        self.address = f"{site.rstrip('/')}/api/v1/changes/"
        self.page_size, self.resources = page_size, " ".join(sorted(resources))
        self.get, self.sleep, self.begun_anew, self.changes = get, sleep, 0, 0
        self.file = sqlite3.connect(path, timeout=60)
        self.file.executescript(TABLES)

    def sync(self):
        """Bring the copy up to date. A cursor leads on only from what was asked for before."""
        if self.file.execute("SELECT resources FROM state").fetchone() != (self.resources,):
            self.begin_anew()
        while self.take_page():
            pass

    def begin_anew(self):
        """What is there stays until everything was taken again: nobody ever reads half a copy."""
        self.begun_anew += 1
        if self.begun_anew > 3:
            raise RuntimeError("The server keeps asking to begin anew. Try again later.")
        with self.file:
            self.file.execute(ANEW, [self.resources])

    def take_page(self) -> bool:
        """Write the next page and the cursor behind it, both or neither; whether more follows."""
        cursor, number = self.file.execute("SELECT cursor, round FROM state").fetchone()
        if (page := self.ask(cursor)) is None:
            self.begin_anew()
            return True
        with self.file:
            if not self.file.execute(MOVE, [page["cursor"], page["more"], cursor, number]).rowcount:
                raise RuntimeError("Another process is writing to this file.")
            for entry in page["results"]:
                key = [entry["resource"], entry["id"]]
                self.file.execute("DELETE FROM records WHERE resource = ? AND id = ?", key)
                if entry["op"] == "upsert":
                    row = [*key, json.dumps(entry["object"], ensure_ascii=False), number]
                    self.file.execute("INSERT INTO records VALUES (?, ?, ?, ?)", row)
            if not page["more"]:  # what was not met again is not public any more
                self.file.execute("DELETE FROM records WHERE round < ?", [number])
        self.changes += len(page["results"])
        return page["more"]

    def ask(self, cursor):
        """The page behind a cursor, None if the server knows it no more. It may take its time."""
        asked = {"page_size": self.page_size, "resource": self.resources.split()}
        asked.update({"after": cursor} if cursor else {})
        url = f"{self.address}?{parse.urlencode(asked, doseq=True)}"
        for wait in map(str, WAITS):
            try:
                status, headers, content = self.get(url)
                if status == 200:
                    return json.loads(content)
                if status == 410 and cursor:
                    return None
                problem = f"{status} {content[:500].decode(errors='replace')}"
                if status != 429 and status < 500:
                    break
                wait = headers.get("Retry-After") or wait
            except (OSError, http.client.HTTPException, json.JSONDecodeError) as fault:
                problem = repr(fault)
            self.sleep(int(wait) if wait.isdecimal() else 60)  # it may name a date instead
        raise RuntimeError(f"No answer from {url} that could be used: {problem}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Keep a copy of the public record.")
    parser.add_argument("site", help="its address: https://…")
    parser.add_argument("file", help="the SQLite file; made if it is not there")
    parser.add_argument("--page-size", type=int, default=1000, help="records at a time, to 1000")
    parser.add_argument("--resource", nargs="+", default=[], help="these alone: meetings partners")
    told = parser.parse_args()
    try:
        mirror = Mirror(told.site, told.file, page_size=told.page_size, resources=told.resource)
        mirror.sync()
    except (RuntimeError, ValueError, sqlite3.Error) as fault:
        sys.exit(f"{told.file}: {fault}")
    count = mirror.file.execute("SELECT COUNT(*) FROM records").fetchone()[0]
    print(f"{told.file}: {count} records, {mirror.changes} changes taken.")
