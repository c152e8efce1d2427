"""Doing things at the same time, each with a connection of its own, as requests do.

The database of the tests on SQLite is in memory and cannot lock between connections, so the
threads get a file with what it holds; what they did is asked for in a thread as well.
"""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier

from django.db import connection, connections

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def lockable(tmp_path):
    """A database that connections share and lock, with what the one of the tests holds."""
    settings = connections.settings["default"]
    name = settings["NAME"]
    if connection.vendor == "sqlite":
        settings["NAME"] = str(tmp_path / "at_once.sqlite3")
        with sqlite3.connect(settings["NAME"]) as target:
            connection.connection.backup(target)
        target.close()
    try:
        yield
    finally:
        settings["NAME"] = name


def do(deed):
    """What a deed returns, or the error it ends with, in a thread with its own connection."""
    try:
        return deed()
    except Exception as error:  # noqa: BLE001 - whatever it is, the test looks at it
        return error
    finally:
        connection.close()


def at_once(tmp_path, *deeds, after=None) -> list:
    """What each of the deeds returned, or the error it ended with; at last what `after` returns
    when all are done. Needs a test whose rows are committed: `django_db(transaction=True)`."""
    barrier = Barrier(len(deeds))

    def wait_and(deed):
        barrier.wait()
        return deed()

    with lockable(tmp_path), ThreadPoolExecutor(len(deeds)) as pool:
        found = list(pool.map(do, [partial(wait_and, deed) for deed in deeds]))
        return found if after is None else [*found, pool.submit(do, after).result()]


def in_processes(tmp_path, *commands, after):
    """Run commands of manage.py, each in a process, and return what `after` does when all are
    done. Needs committed rows too."""
    with lockable(tmp_path), ThreadPoolExecutor(1) as pool:
        environment = {**os.environ, "DATABASE_URL": database_url()}
        running = [
            subprocess.Popen([sys.executable, "manage.py", *command], cwd=ROOT, env=environment)
            for command in commands
        ]
        codes = [process.wait() for process in running]
        assert codes == [0] * len(commands)
        return pool.submit(do, after).result()


def database_url() -> str:
    """Of the database that the tests use at this moment."""
    name = connections.settings["default"]["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].partition('?')[0].rpartition('/')[0]}/{name}"
