"""One address under load: wrk from Debian, with what the server spends meanwhile."""

import re
import subprocess
import urllib.request
from dataclasses import dataclass

from tests.bench.server import Worker

UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}  # in milliseconds
CONNECTIONS = 4


@dataclass(frozen=True)
class Measured:
    """Of one address: answers per second, milliseconds that half and 99 of 100 took at most, of the
    processor per answer; queries, bytes as sent, megabytes of the process."""

    rate: float
    p50: float
    p99: float
    cpu: float
    queries: int
    size: int
    memory: float


def measure(worker: Worker, path: str, headers: dict[str, str], seconds: int) -> Measured:
    """After an answer that is not counted. AssertionError if an answer is an error."""
    headers = {"Accept-Encoding": "gzip"} | headers
    first = ask(worker, path, headers)
    queries, size = ask(worker, path, headers | {"X-Count-Queries": "1"})
    assert first, path
    lines = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout=60s", "--latency"]
    before = worker.cpu_seconds()
    said = subprocess.run(
        [*command, *lines, worker.origin + path], check=True, capture_output=True, text=True
    ).stdout
    spent = worker.cpu_seconds() - before
    assert "Non-2xx" not in said or "If-None-Match" in headers, said
    count = int(re.search(r"(\d+) requests in", said)[1])
    if count == 0:  # no answer came in that time
        return measure(worker, path, headers, 4 * seconds)
    return Measured(
        rate=float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        p50=latency(said, 50),
        p99=latency(said, 99),
        cpu=1000 * spent / count,
        queries=queries,
        size=size,
        memory=worker.megabytes(),
    )


def latency(said: str, percent: int) -> float:
    value, unit = re.search(rf"{percent}%\s+([\d.]+)([a-z]+)", said).groups()
    return float(value) * UNITS[unit]


def ask(worker: Worker, path: str, headers: dict[str, str]) -> tuple[int, int]:
    """The number of queries that the answer took, if it says so, and its bytes."""
    request = urllib.request.Request(worker.origin + path, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310
            return int(response.headers.get("X-Queries", 0)), len(response.read())
    except urllib.error.HTTPError as error:
        if error.code != 304:
            raise
        return int(error.headers.get("X-Queries", 0)), 0


def etag_of(worker: Worker, path: str) -> str:
    with urllib.request.urlopen(worker.origin + path) as response:  # noqa: S310
        return response.headers["ETag"]
