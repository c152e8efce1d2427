"""Public pages from a replica: two real servers, one of them held back."""

import re
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings as django_settings
from django.db import ProgrammingError

from events.caching import replica
from events.models import ChangeLog
from tests.browser.site import ROOT, gunicorn, settings
from tests.clusters import Cluster, primary_and_replica, wait_for_replay

MAKE = """
from tests.factories import MeetingFactory
MeetingFactory(slug="the-meeting", title_en="First title")
"""
RENAME = """
from events.models import Meeting
meeting = Meeting.objects.get(slug="the-meeting")
meeting.title_en = {title!r}
meeting.save()
"""
PAGE, LIST, OBJECT = "/en/meetings/the-meeting/", "/en/meetings/", "/api/v1/meetings/the-meeting/"
# What public pages read, and what nobody but the primary may be asked.
PUBLIC, PRIVATE = re.compile('FROM "events_meeting"'), re.compile("auth_user|django_session|INSERT")


class Site:
    """The site on two servers, as somebody without an account sees it."""

    def __init__(self, folder, primary: Cluster, replica: Cluster):
        self.folder, self.primary, self.replica = folder, primary, replica
        self.environment = settings(folder, primary.url) | {
            "DATABASE_REPLICA_URL": replica.url,
            "HTTPS": "off",
            "ALLOWED_HOSTS": "127.0.0.1",
            "WORK_ALONG": "off",
        }
        alone = {**self.environment, "DATABASE_REPLICA_URL": ""}
        for command in (["migrate"], ["createcachetable"], shell(MAKE)):
            manage(alone, *command)

    def rename(self, title: str):
        manage(self.environment, *shell(RENAME.format(title=title)))

    def asked_of_replica(self, origin: str, path: str) -> tuple[str, int]:
        """The page, and how often the replica was asked for meetings for it."""
        before = len(PUBLIC.findall(self.replica.statements()))
        text = get(origin, path)
        return text, len(PUBLIC.findall(self.replica.statements())) - before


def shell(code: str) -> list[str]:
    return ["shell", "--verbosity=0", "--command", code]


def manage(environment, *command: str):
    run = [sys.executable, "manage.py", *command]
    subprocess.run(run, cwd=ROOT, env=environment, check=True, capture_output=True)


def get(origin: str, path: str) -> str:
    with urllib.request.urlopen(origin + path) as response:  # noqa: S310
        return response.read().decode()


@pytest.fixture
def site(tmp_path):
    if django_settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        pytest.skip("SQLite keeps no replica.")
    with primary_and_replica() as (primary, replica):
        site = Site(tmp_path, primary, replica)
        wait_for_replay(primary, replica)
        yield site


@pytest.mark.slow
def test_pages_come_from_the_replica_while_it_follows_and_are_never_old(site):
    with gunicorn(site.folder, site.environment) as origin:
        for path in (PAGE, LIST, OBJECT):
            text, asked = site.asked_of_replica(origin, path)
            assert ("First title" in text, asked > 0) == (True, True), path

        site.replica.ask("SELECT pg_wal_replay_pause()")
        site.rename("Second title")
        for path in (PAGE, LIST, OBJECT):
            text, asked = site.asked_of_replica(origin, path)
            assert ("Second title" in text, asked) == (True, 0), path

        site.replica.ask("SELECT pg_wal_replay_resume()")
        site.rename("Third title")
        wait_for_replay(site.primary, site.replica)
        for path in (PAGE, LIST, OBJECT):
            text, asked = site.asked_of_replica(origin, path)
            assert ("Third title" in text, asked > 0) == (True, True), path
        get(origin, "/admin/login/")

    assert PRIVATE.search(site.replica.statements()) is None


@pytest.mark.slow
def test_a_replica_that_is_gone_is_missed_by_nobody(site):
    with (  # noqa: PT012
        pytest.raises(AssertionError, match="The replica failed") as complained,
        gunicorn(site.folder, site.environment) as origin,
    ):
        assert "First title" in get(origin, PAGE)
        site.replica.stop()
        site.rename("Second title")
        begun = time.monotonic()
        assert "Second title" in get(origin, PAGE)
        assert "Second title" in get(origin, LIST)
        assert time.monotonic() - begun < 10

    assert str(complained.value).count("The replica failed") < 5


def test_a_replica_without_the_columns_of_a_new_release_is_passed_over(monkeypatch):
    def ask():
        raise ProgrammingError("column does not exist")

    monkeypatch.setattr(replica, "REPLICA", "default")
    monkeypatch.setattr(replica, "_silent_until", 0.0)
    monkeypatch.setattr(replica, "current", ask)

    assert replica.built(ChangeLog(), lambda: "page") == "page"


@pytest.mark.parametrize("url", ["sqlite:///replica.sqlite3", "postgres://localhost/site"])
def test_sqlite_has_no_replica(url, tmp_path):
    environment = settings(tmp_path, "sqlite:///site.sqlite3") | {"DATABASE_REPLICA_URL": url}
    with pytest.raises(subprocess.CalledProcessError) as refused:
        manage(environment, "check")
    assert b"DATABASE_REPLICA_URL" in refused.value.stderr
