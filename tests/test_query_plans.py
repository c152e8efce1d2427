"""What public pages ask is found by indexes; where a page is cut out of a list, in their order.
Not to be quick by reading small tables whole lets a few hundred meetings tell on PostgreSQL; SQLite
plans without knowing how many rows there are."""

import datetime
import json
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.generating.batches import generate

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("record"),
    pytest.mark.time_machine("2024-06-15 12:00Z", tick=False),
]

MEETINGS = 500
A_PAGE = 50  # rows: more are not put in order to show as many
LARGE = {"events_meeting", "events_document", "events_change", "events_publiccopy"}
ADDRESSES = [
    "/en/",
    "/en/meetings/",
    "/en/meetings/?year=2015",
    "/en/meetings/?upcoming=false",
    "/en/meetings/?type=webinar",
    "/en/meetings/calendar/2015/04/",
    "/en/documents/",
    "/api/v1/meetings/",
    "/api/v1/documents/",
    "/api/v1/changes/",
    "/api/v1/changes/?page_size=20&resource=meetings",
    "/api/v1/changes/?page_size=20&resource=meetings&resource=documents",
]


def steps(plan: dict) -> Iterator[dict]:
    """Of a plan, and of the plans below it."""
    yield plan
    for part in plan.get("Plans", []):
        yield from steps(part)


def grows(step: dict, statement: str) -> bool:
    """Whether it takes longer the more there is."""
    if step["Node Type"] == "Sort":
        return " LIMIT " in statement and step["Plan Rows"] > A_PAGE
    return step["Node Type"] == "Seq Scan" and step["Relation Name"] in LARGE


def slow_steps(statement: str) -> list[str]:
    return SLOW_STEPS[connection.vendor](statement)


def _on_sqlite(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        steps = [step for *_numbers, step in cursor.fetchall()]
    slow = {f"SCAN {table}" for table in LARGE}
    if statement.count(" LIMIT ") == 1:  # else what is put in order was cut out of lists before
        slow.add("USE TEMP B-TREE FOR ORDER BY")
    return [f"{step}: {statement}" for step in steps if step in slow]


def _on_postgresql(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}")
        found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return [f"{step['Node Type']}: {statement}" for step in steps(plan) if grows(step, statement)]


SLOW_STEPS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}


def test_what_pages_ask_is_found_by_indexes(client):
    client.cookies["somebody"] = "1"  # no page that is kept is given to who has one
    list(generate(MEETINGS, seed=1, today=datetime.date(2024, 6, 15)))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
            cursor.execute("SET LOCAL enable_seqscan = off")

    found = {}
    for address in ADDRESSES:
        client.get(address)  # after which its numbers are kept
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked = [query["sql"] for query in queries]
        found[address] = [step for statement in asked for step in slow_steps(statement)]

    assert found == {address: [] for address in ADDRESSES}
