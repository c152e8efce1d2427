"""How often the API may be asked, and that it says so."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

import pytest
from django.test import Client

from rabat.api import limiting
from rabat.client_address import client_address
from rabat.local_counts import LocalCounts
from tests.factories import ApiTokenFactory, MeetingFactory
from tests.redis_server import black_hole, closed

pytestmark = [pytest.mark.django_db]
ROOT = Path(__file__).resolve().parent.parent
API = "/api/v1/"
QUOTA, TOKENS = 5, 12


@pytest.fixture(autouse=True)
def low(settings, monkeypatch):
    """Limits that are soon reached, and nobody counted yet."""
    settings.API_RATE_ANONYMOUS, settings.API_RATE_TOKEN = QUOTA, TOKENS
    monkeypatch.setattr(limiting, "local_counts", LocalCounts())


def statuses(client, times: int, address: str = API, **more) -> list[int]:
    return [client.get(address, **more).status_code for _time in range(times)]


def bearer(secret: str = "s" * 43, **fields) -> dict[str, str]:
    """The header with a new token."""
    token = ApiTokenFactory(secret=secret, **fields)
    return {"HTTP_AUTHORIZATION": f"Bearer rbt_{token.prefix}_{secret}"}


def standing(response) -> str:
    return response["RateLimit"]


# What is told


@pytest.mark.time_machine("2026-11-22T10:00:20Z", tick=False)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        (API, 200),
        ("/api/v1/meetings/?year=soon", 400),
        ("/api/v1/nothing/", 404),
        ("/api/v2/", 404),
        ("/api/v1/meetings", 301),
    ],
)
def test_every_answer_tells_the_policy_and_what_is_left(client, address, status):
    first, second = client.get(address), client.get(address)

    assert (first.status_code, first["RateLimit-Policy"]) == (status, '"anonymous";q=5;w=60')
    assert (standing(first), standing(second)) == ('"anonymous";r=4;t=60', '"anonymous";r=3;t=60')
    assert "Retry-After" not in second


@pytest.mark.parametrize("method", ["head", "options", "post", "delete"])
def test_every_method_counts(client, method):
    assert standing(getattr(client, method)(API)).startswith('"anonymous";r=4;')


def test_errors_of_ours_count_and_tell(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("rabat.api.urls.reverse", lambda *_, **__: 1 / 0)

    response = client.get(API)

    assert (response.status_code, standing(response)[:15]) == (500, '"anonymous";r=4')


@pytest.mark.parametrize("address", ["/en/", "/admin/login/", "/robots.txt", "/apis/"])
def test_pages_have_no_limit(client, address):
    responses = [client.get(address) for _time in range(QUOTA + 1)]

    assert {one.status_code for one in responses} <= {200, 302, 404}
    assert "RateLimit-Policy" not in responses[-1]


@pytest.mark.time_machine("2026-11-22T10:00:20Z", tick=False)
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Too many requests: the limit is 5 a minute. Wait 60 seconds."),
        ("fr", "Trop de requêtes\u00a0: la limite est de 5 par minute. Attendez 60\u00a0secondes."),
    ],
)
def test_what_is_too_much_is_refused_in_words(client, language, sentence):
    statuses(client, QUOTA)

    response = client.get(API, headers={"accept-language": language})

    assert response.json() == {
        "type": "https://iana.org/assignments/http-problem-types#quota-exceeded",
        "title": HTTPStatus.TOO_MANY_REQUESTS.phrase,
        "status": 429,
        "detail": sentence,
        "violated-policies": ["anonymous"],
    }
    assert (response["Content-Type"], response["Retry-After"], standing(response)) == (
        *("application/problem+json", "60"),
        '"anonymous";r=0;t=60',
    )


# Windows


@pytest.mark.parametrize(("seconds", "status"), [(59, 429), (60, 200)])
def test_window_ends_a_minute_after_its_first_request(client, time_machine, seconds, status):
    time_machine.move_to("2026-11-22T10:00:50Z", tick=False)
    statuses(client, QUOTA - 1)
    time_machine.shift(seconds - 1)
    statuses(client, 2)
    time_machine.shift(1)

    assert client.get(API).status_code == status


def test_those_who_wait_as_told_are_let_in(client, time_machine):
    time_machine.move_to("2026-11-22T10:00:00.4Z", tick=False)
    statuses(client, 1)
    time_machine.shift(12.3)
    statuses(client, QUOTA)

    wait = int(client.get(API)["Retry-After"])
    time_machine.shift(wait)

    assert (wait, client.get(API).status_code) == (48, 200)


def test_clock_that_is_set_back_begins_a_window(client, time_machine):
    time_machine.move_to("2026-11-22T10:00:00Z", tick=False)
    statuses(client, QUOTA)
    time_machine.move_to("2026-11-21T10:00:00Z", tick=False)

    assert statuses(client, QUOTA + 1) == [*([200] * QUOTA), 429]


# Who is counted


@pytest.mark.parametrize(
    ("proxies", "forwarded", "same"),
    [
        (0, ["192.0.2.1", "192.0.2.2"], True),  # nobody's word is taken
        (1, ["192.0.2.1", "192.0.2.2"], False),
        (1, ["192.0.2.9, 192.0.2.1", "192.0.2.8, 192.0.2.1"], True),  # only the proxy's own
        (2, ["192.0.2.1, 10.0.0.1", "192.0.2.2, 10.0.0.1"], False),
        (2, ["192.0.2.9, 192.0.2.1, 10.0.0.1", "192.0.2.8, 192.0.2.1, 10.0.0.1"], True),
        (3, ["192.0.2.9, 192.0.2.1", "192.0.2.8, 192.0.2.1"], True),  # too short: the nearest's
        (1, ["2001:db8::1", "2001:db8::ffff:2"], True),  # a household has a whole /64
        (1, ["2001:db8::1", "2001:db8:0:1::1"], False),
        (1, ["::ffff:192.0.2.1", "192.0.2.1"], True),
        (1, ["::ffff:192.0.2.1", "::ffff:192.0.2.2"], False),
        (1, ["192.0.2.1:4711", "192.0.2.1:4712"], True),
        (1, ["nonsense", "\x00é"], True),
        (1, ["", ","], True),
    ],
)
def test_addresses_are_counted_apart_as_our_own_proxies_say(
    client, settings, proxies, forwarded, same
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    first, second = forwarded
    statuses(client, QUOTA, HTTP_X_FORWARDED_FOR=first)

    found = client.get(API, HTTP_X_FORWARDED_FOR=second).status_code

    assert found == (429 if same else 200)


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::1"),
        ("", "unknown"),
        ("/run/socket", "unknown"),
    ],
)
def test_addresses_without_a_proxy_are_those_of_the_connection(rf, remote, address):
    request = rf.get(API, REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR="192.0.2.99")

    assert client_address(request) == address


def test_those_without_any_address_are_counted_together(client):
    assert statuses(client, QUOTA + 1, REMOTE_ADDR="")[-1] == 429


def test_tokens_have_a_higher_limit_of_their_own(client):
    header = bearer()
    statuses(client, QUOTA + 1)

    found = statuses(client, TOKENS + 1, **header)

    assert found == [*([200] * TOKENS), 429]
    assert statuses(client, 1, **bearer("t" * 43)) == [200]
    assert client.get(API, **header)["RateLimit-Policy"] == '"token";q=12;w=60'


def test_tokens_are_counted_wherever_they_are_used(client):
    header = bearer()
    statuses(client, TOKENS, **header)

    assert statuses(client, 1, REMOTE_ADDR="192.0.2.77", **header) == [429]


def test_tokens_that_nobody_has_are_counted_for_the_address(client):
    made_up = [
        {"HTTP_AUTHORIZATION": f"Bearer rbt_{number:010x}_{'s' * 43}"} for number in range(6)
    ]

    found = [client.get(API, **one).status_code for one in made_up]

    assert found == [*([401] * QUOTA), 429]


@pytest.mark.parametrize(("address", "queries"), [(API, 0), ("/api/v1/nothing/", 0)])
def test_counting_asks_the_database_nothing(client, django_assert_num_queries, address, queries):
    with django_assert_num_queries(queries):
        client.get(address)


# At once


def test_threads_are_let_in_as_often_as_one():
    def ask(_time):
        return limiting.local_counts.count("a", 60)[0]

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(ask, range(400))) == list(range(1, 401))


FORKED = """
import os, sys
from rabat.local_counts import LocalCounts
counts = LocalCounts()
for _child in range(4):
    if os.fork() == 0:
        numbers = [counts.count("a", 60)[0] for _time in range(500)]
        os.write(1, (" ".join(map(str, numbers)) + "\\n").encode())
        os._exit(0)
while True:
    try:
        os.wait()
    except ChildProcessError:
        break
"""


def test_processes_are_let_in_as_often_as_one():
    told = subprocess.run(
        [sys.executable, "-c", FORKED], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert sorted(map(int, told.stdout.split())) == list(range(1, 2001))


def test_process_that_is_killed_while_it_counts_keeps_nobody_waiting():
    script = """
import fcntl, os, signal
from rabat.local_counts import LocalCounts
counts = LocalCounts()
child = os.fork()
if child == 0:
    fcntl.lockf(counts._file, fcntl.LOCK_EX)
    os.kill(os.getpid(), signal.SIGKILL)
os.waitpid(child, 0)
print(counts.count("a", 60)[0])
"""
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=30, check=True
    )

    assert told.stdout == b"1\n"


# In Redis


def test_servers_count_together_in_redis(client, use_redis, redis_server, monkeypatch):
    use_redis(redis_server.url)
    statuses(client, QUOTA - 1)
    monkeypatch.setattr(limiting, "local_counts", LocalCounts())  # as another server has

    assert statuses(client, 2) == [200, 429]


def test_limit_holds_while_nobody_listens_for_redis(client, use_redis):
    use_redis(closed())

    assert statuses(client, QUOTA + 2) == [*([200] * QUOTA), 429, 429]


def test_limit_holds_and_nobody_waits_while_redis_says_nothing(client, use_redis):
    with black_hole() as url:
        use_redis(url)
        statuses(client, 1)
        began = time.monotonic()
        found = statuses(client, QUOTA)
        took = time.monotonic() - began

    assert (found, took < 1) == ([*([200] * (QUOTA - 1)), 429], True)


def test_limit_holds_when_redis_goes_and_comes(client, use_redis, redis_server, monkeypatch):
    monkeypatch.setattr("rabat.shared_cache.PAUSE", 0)
    use_redis(redis_server.url)
    seen = [statuses(client, QUOTA + 1)]
    redis_server.end()
    seen.append(statuses(client, QUOTA + 1))
    redis_server.start()
    seen.append(statuses(client, QUOTA + 1))

    assert seen == [[*([200] * QUOTA), 429]] * 3


def test_redis_that_takes_no_more_is_done_without(client, use_redis, redis_server):
    use_redis(redis_server.url)
    with limiting.caches["default"]._cache.get_client() as redis:
        redis.config_set("maxmemory", "1")

    assert statuses(client, QUOTA + 1) == [*([200] * QUOTA), 429]


@pytest.mark.parametrize("method", ["get", "head"])
def test_answers_that_did_not_change_count_too(method):
    MeetingFactory(slug="one")
    client = Client()
    etag = client.get("/api/v1/meetings/one/").headers.get("ETag", "*")

    response = getattr(client, method)("/api/v1/meetings/one/", headers={"if-none-match": etag})

    assert standing(response).startswith('"anonymous";r=3;')
