"""`python -m tests.bench --sizes 100 1000 --databases sqlite postgresql`: prints a table."""

import argparse
import json
import subprocess
import sys
import urllib.request

from tests.bench.databases import Database
from tests.bench.load import Measured, measure
from tests.bench.rows import FLOORS, OBJECTS, RAW, ROWS, Row, headers_of, log_in
from tests.bench.server import Worker, serving

SERVERS = {
    "gunicorn": ["gunicorn", "-c", "rabat/server.py", "rabat.wsgi"],
    "granian": [
        "granian", "--interface", "wsgi", "--port", "{port}", "--workers", "1",
        "--blocking-threads", "8", "--no-ws", "--log-level", "warning", "rabat.wsgi:application",
    ],
}  # fmt: skip
NO_FRAMEWORK = ["gunicorn", "-c", "rabat/server.py", "tests.bench.raw:application"]
MEMORY, WAIT, GROWTH = 140, 10, 1.3  # megabytes; p99 of what is kept by its p50; most by fewest
Table = dict[tuple[str, str], Measured]


def main():
    asked = arguments()
    tables: dict[Database, Table] = {}
    for kind in asked.databases:
        for size in asked.sizes:
            database = Database(kind, size)
            database.make()
            tables[database] = table = measured(database, asked)
            show(database, table)
    for line in misses(tables):
        say(line)


def arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--server", choices=SERVERS, default="gunicorn")
    parser.add_argument("--seconds", type=int, default=3, help="Of load per address.")
    parser.add_argument("--only", default="", help="Rows whose name holds this.")
    return parser.parse_args()


def measured(database: Database, asked) -> Table:
    table = {}
    with serving(NO_FRAMEWORK, database.environment) as worker:
        table[RAW, ""] = measure(worker, "/", {}, asked.seconds)
    with serving(SERVERS[asked.server], database.environment) as worker:
        known = {"slug": a_meeting(worker), "year": "2024"}
        session = log_in(worker)
        for row in [*FLOORS, *ROWS]:
            if asked.only in row.name or row in FLOORS:
                path = row.path.format_map(known)
                way = "" if row in FLOORS else row.way
                headers = headers_of(row, worker, path, session)
                table[row.name, way] = measure(worker, path, headers, asked.seconds)
    return table


def a_meeting(worker: Worker) -> str:
    with urllib.request.urlopen(worker.origin + OBJECTS) as response:  # noqa: S310
        return json.load(response)["results"][7]["slug"]


def show(database: Database, table: Table):
    say(f"\n{database.kind}, {database.size:,} meetings")
    say(f"{'':34}{'':9}{'/s':>8}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>8}{'queries':>8}{'bytes':>9}"
        f"{'MB':>6}")  # fmt: skip
    for (name, way), one in table.items():
        say(
            f"{name:34}{way:9}{one.rate:8.0f}{one.p50:9.2f}{one.p99:9.2f}{one.cpu:8.2f}"
            f"{one.queries:8}{one.size:9}{one.memory:6.0f}"
        )


def misses(tables: dict[Database, Table]) -> list[str]:
    """A line for each goal: what it is, what was measured, and whether it is met."""
    lines = []
    for database, table in tables.items():
        where = f"{database.kind} {database.size:,}"
        for row in ROWS:
            if one := table.get((row.name, row.way)):
                lines += [f"{where}: {line}" for line in goals(row, one, table)]
        memory = max(one.memory for one in table.values())
        lines.append(f"{where}: memory {memory:.0f} MB, at most {MEMORY} {verdict(memory, MEMORY)}")
    return ["", *lines, *growth(tables)]


def goals(row: Row, one: Measured, table: Table) -> list[str]:
    name, lines = f"{row.name} {row.way}", []
    if row.floor:
        times = one.cpu / table[row.floor, ""].cpu
        least = f"{times:.2f} × {row.floor.removeprefix('floor: ')}, at most {row.most}"
        lines.append(f"{name} {least} {verdict(times, row.most)}")
    if row.milliseconds:
        least = f"{one.cpu:.1f} ms, at most {row.milliseconds}"
        lines.append(f"{name} {least} {verdict(one.cpu, row.milliseconds)}")
    if row.way == "cached":
        times = one.p99 / one.p50
        lines.append(f"{name} p99 {times:.1f} × p50, less than {WAIT} {verdict(times, WAIT)}")
    return lines


def growth(tables: dict[Database, Table]) -> list[str]:
    lines = []
    for kind in {database.kind for database in tables}:
        few, many = (pick(one.size for one in tables if one.kind == kind) for pick in (min, max))
        first, last = tables[Database(kind, few)], tables[Database(kind, many)]
        for (name, way), one in last.items() if few < many else ():
            if not name.startswith("floor"):
                times = one.cpu / first[name, way].cpu
                sizes = f"{few:,} → {many:,}: {name} {way}"
                lines.append(f"{kind} {sizes} {times:.2f} × {verdict(times, GROWTH)}")
    return lines


def verdict(value: float, most: float) -> str:
    return "✓" if value <= most else "MISSED"


def say(line: str):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.stderr or ''}")
