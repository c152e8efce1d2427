"""examples/mirror.py as partners run it: a process that asks a server."""

import ast
import json
import signal
import subprocess
import sys
from threading import Timer
from urllib.request import urlopen

import pytest
from django.core.signals import request_started
from django.db import transaction

from events.changes.copies import count_wrong
from events.models import Meeting
from tests.at_once import ROOT
from tests.factories import IntentionFactory, MeetingFactory, MeetingPartnerFactory
from tests.mirrors import copied, public, state

SCRIPT = ROOT / "examples" / "mirror.py"
DELAYS = [0, 0.005, 0.01, 0.015, 0.02, 0.03]  # seconds: while it waits, reads or writes


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mirror.sqlite3"


@pytest.fixture
def start(live_server, path):
    """Start the script against the server."""

    def run(*options: str) -> subprocess.Popen:
        command = [sys.executable, SCRIPT, live_server.url, path, *options]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=path.parent
        )

    return run


@pytest.fixture
def script(start):
    """Run the script to its end: its code and what it says."""

    def run(*options: str) -> tuple[int, str]:
        with start(*options) as process:
            told, complaint = process.communicate(timeout=60)
            return process.returncode, told + complaint

    return run


def shown(live_server) -> dict:
    def ask(address):
        with urlopen(address) as answer:  # noqa: S310 - the server of the tests
            return json.load(answer)

    return public(ask, live_server.url)


@pytest.mark.django_db(transaction=True)
def test_it_says_what_it_did(script, live_server, path):
    MeetingPartnerFactory.create_batch(3)
    kept = len(shown(live_server))
    assert script() == (0, f"{path}: {kept} records, {kept} changes taken.\n")
    assert copied(path) == shown(live_server)

    with transaction.atomic():
        Meeting.objects.first().delete()
    assert script("--page-size", "1") == (0, f"{path}: {kept - 1} records, 1 changes taken.\n")
    assert copied(path) == shown(live_server)
    assert script("--resource", "meetings") == (0, f"{path}: 2 records, 2 changes taken.\n")


@pytest.mark.django_db(transaction=True)
def test_it_fails_with_a_message(script, path):
    code, told = script("--page-size", "0")

    assert code == 1
    assert told.startswith(f"{path}: No answer from http://")
    assert "page_size" in told
    assert "Traceback" not in told


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_it_goes_on(start, script, live_server, path):
    IntentionFactory.create_batch(4, fulfilled_by=MeetingFactory())
    MeetingPartnerFactory.create_batch(8)
    for number, delay in enumerate(DELAYS):
        process, asked = start("--page-size", "2"), []

        def kill(asked=asked, process=process, delay=delay, **kwargs):
            asked.append(1)
            if len(asked) == 2:  # the first page is written
                Timer(delay, process.kill).start()

        request_started.connect(kill)
        try:
            process.communicate(timeout=60)
        finally:
            request_started.disconnect(kill)
        assert process.returncode == -signal.SIGKILL
        assert len(copied(path)) >= 2 * (number + 1)
        assert state(path)["more"]
        MeetingFactory(type=Meeting.objects.first().type)

    assert script("--page-size", "3")[0] == 0
    assert (copied(path), count_wrong()) == (shown(live_server), 0)


def test_it_is_short_and_needs_nothing_but_an_old_python():
    text = SCRIPT.read_text()
    tree = ast.parse(text, feature_version=(3, 9))
    imports = [one for one in ast.walk(tree) if isinstance(one, ast.Import | ast.ImportFrom)]
    names = {getattr(one, "module", None) or one.names[0].name for one in imports}

    assert len(text.splitlines()) <= 120
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names
