"""The site as production serves it: gunicorn, collected and compressed files, the real record."""

import http.client
import os
import re
import secrets
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
# What a proxy that ends HTTPS adds to each request.
PROXY_HEADERS = {"X-Forwarded-Proto": "https"}


def fetch(origin: str, path: str) -> bytes:
    """The body of the answer at a path, whatever its status."""
    line = http.client.HTTPConnection(origin.removeprefix("http://"))
    line.request("GET", path, headers=PROXY_HEADERS)
    body = line.getresponse().read()
    line.close()
    return body


COLLECT = ["collectstatic", "--no-input", "--verbosity=0"]


@contextmanager
def served(folder: Path, blocker, commands=(COLLECT,), **changes: str):
    """Serve the site from a folder for what it keeps; answers where, such as http://…:8000. The
    commands are run before, and the changes are to the environment of a public server."""
    with (
        prepared(folder, blocker, commands, **changes) as environment,
        gunicorn(folder, environment) as origin,
    ):
        yield origin


@contextmanager
def prepared(folder: Path, blocker, commands=(COLLECT,), **changes: str):
    """The same without the server: answers the environment to serve it in."""
    with database(folder, blocker) as url:
        environment = settings(folder, url) | changes
        for command in (["prepare"], *commands):
            manage = [sys.executable, "manage.py", *command]
            subprocess.run(manage, cwd=ROOT, env=environment, check=True, capture_output=True)
        yield environment


def settings(folder: Path, url: str) -> dict[str, str]:
    """The environment of a public server. A second host makes it one."""
    return {
        **os.environ,
        "ALLOWED_HOSTS": "127.0.0.1,rabat.example",
        "DATABASE_URL": url,
        "DEBUG": "off",
        "HTTPS": "on",
        "MEDIA_ROOT": str(folder / "media"),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "STATIC_ROOT": str(folder / "static"),
    }


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def database(folder: Path, blocker):
    """The URL of an empty database of the kind that the tests use."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/site.sqlite3"
        return
    server, _, name = os.environ["DATABASE_URL"].partition("?")[0].rpartition("/")
    name = f"{name}_{folder.name}_{os.getpid()}"
    change_databases(blocker, f'CREATE DATABASE "{name}"')
    try:
        yield f"{server}/{name}"
    finally:
        change_databases(blocker, f'DROP DATABASE "{name}" WITH (FORCE)')


def change_databases(blocker, statement: str):
    with blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def gunicorn(folder: Path, environment: dict[str, str], refused: str = "^$"):
    """Serve it; answers where. The folder is for what the server complains of: nothing, or what a
    pattern has that it refuses."""
    # Not the port of whoever runs the tests: several servers run at a time.
    environment = environment | {"PORT": str(free_port())}
    command = [sys.executable, "-m", "gunicorn", "-c", "rabat/server.py", "rabat.wsgi"]
    log = folder / "server.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as server,
    ):
        try:
            # It says where it is once it takes requests.
            assert server.stdout.readline().startswith("The Rabat"), log.read_text()
            yield f"http://127.0.0.1:{environment['PORT']}"
        finally:
            server.terminate()
    complaints = [one for one in log.read_text().splitlines() if not re.search(refused, one)]
    assert complaints == [], "\n".join(complaints)
