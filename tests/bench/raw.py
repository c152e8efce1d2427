"""A list of the API without any framework: a statement, its texts put together, the same bytes."""

import os
import sqlite3

import psycopg

from tests.bench.statements import OBJECTS

URL = os.environ["DATABASE_URL"]
_connections = []


def connection():
    if not _connections:
        is_file = URL.startswith("sqlite:///")
        opened = (
            sqlite3.connect(URL.removeprefix("sqlite:///"), check_same_thread=False)
            if is_file
            else psycopg.connect(URL, autocommit=True)
        )
        _connections.append(opened)
    return _connections[0]


def application(environ, start_response):
    cursor = connection().cursor()
    cursor.execute(OBJECTS)
    bodies = ",".join(row[0] for row in cursor.fetchall())
    cursor.execute("SELECT count(*) FROM events_meeting WHERE publication = 'published'")
    text = f'{{"count":{cursor.fetchone()[0]},"next":null,"previous":null,"results":[{bodies}]}}'
    start_response("200 OK", [("Content-Type", "application/json")])
    return [text.encode()]
