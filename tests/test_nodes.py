"""Two servers behind nginx with one database and one Redis, and nothing else between them."""

import subprocess
import sys
import time
from contextlib import ExitStack
from types import SimpleNamespace

import pytest

from tests.browser.site import ROOT, gunicorn, prepared
from tests.nodes import balanced
from tests.redis_server import RedisServer

RENAME = """
from events.models import Meeting
meeting = Meeting.objects.get(slug="som-abuja-2026")
meeting.title_en = {title!r}
meeting.save()
"""
LIMIT = 40
PAGE = "/en/meetings/som-abuja-2026/"
ADDRESSES = ["/en/", "/en/meetings/", PAGE, "/fr/reunions/", "/api/v1/meetings/?page_size=5"]
ADDRESSES += ["/en/meetings/news.atom", "/api/v1/changes/?page_size=3"]


@pytest.fixture(scope="module")
def nodes(tmp_path_factory, django_db_setup, django_db_blocker):
    """The balancer, what their environment is, and how to end the second server."""
    redis, folder = RedisServer(), tmp_path_factory.mktemp("nodes")
    redis.start()
    more = {"REDIS_URL": redis.url, "API_RATE_ANONYMOUS": str(LIMIT)}
    with ExitStack() as stack:
        stack.callback(redis.end)
        environment = stack.enter_context(prepared(folder, django_db_blocker, **more))
        second = ExitStack()
        origins = []
        for name, its in (("first", stack), ("second", second)):
            own = folder / name
            own.mkdir()
            origins.append(its.enter_context(gunicorn(own, environment)))
        stack.callback(second.close)
        balancer = stack.enter_context(balanced(folder, origins))
        yield SimpleNamespace(balancer=balancer, environment=environment, end_second=second.close)


def rename(nodes, title: str):
    """As staff might, in a process of its own."""
    code = [sys.executable, "manage.py", "shell", "-c", RENAME.format(title=title)]
    subprocess.run(code, cwd=ROOT, env=nodes.environment, check=True, capture_output=True)


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_one_answered_the_other_need_not_send_again(nodes, path):
    first, second = nodes.balancer.from_each(path).values()

    assert (first.status, first.text, first.headers["ETag"]) == (
        second.status,
        second.text,
        second.headers["ETag"],
    )
    again = nodes.balancer.from_each(path, **{"If-None-Match": first.headers["ETag"]})
    assert [answer.status for answer in again.values()] == [304, 304]


@pytest.mark.parametrize("number", range(5))
def test_an_edit_is_seen_on_the_very_next_request_of_each(nodes, number):
    before = nodes.balancer.from_each(PAGE)
    rename(nodes, f"Renamed {number}")

    after = nodes.balancer.from_each(PAGE)

    assert set(after) == set(before)
    assert all(f"Renamed {number}" in answer.text for answer in after.values())
    assert all(f"Renamed {number}" not in answer.text for answer in before.values())


def test_both_count_together_who_asks_the_api(nodes):
    said = nodes.balancer.get("/api/v1/meeting-types/").headers["RateLimit"]
    left = int(said.rpartition("t=")[2])
    if left < 20:  # seconds, after which all begins anew
        time.sleep(left)
    answers = [nodes.balancer.get("/api/v1/meeting-types/") for _time in range(LIMIT + 20)]

    passed = [answer for answer in answers if answer.status == 200]
    assert {answer.node for answer in passed} == {answer.node for answer in answers}
    assert len({answer.node for answer in answers}) == 2
    assert 0 < len(passed) <= LIMIT
    assert {answer.status for answer in answers} == {200, 429}


def test_when_one_ends_the_other_goes_on(nodes):
    nodes.end_second()

    answers = [nodes.balancer.get("/en/meetings/") for _time in range(10)]

    assert {answer.status for answer in answers} == {200}
    assert len({answer.node for answer in answers}) == 1
