"""The cache in Redis, also while there is none."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache, caches

from rabat import shared_cache
from rabat.shared_cache import PATIENCE, RedisSilentError
from tests.redis_server import black_hole, closed
from tests.second_factors import is_in, send_password, with_password


@pytest.fixture
def impatient(monkeypatch):
    """Redis is asked again at once."""
    monkeypatch.setattr(shared_cache, "PAUSE", 0)


def exercise() -> list:
    """What each method of a cache answers."""
    cache.clear()
    return [
        cache.add("a", 1),
        cache.add("a", 2),
        cache.get("a"),
        cache.incr("a", 5),
        cache.has_key("a"),
        cache.touch("a", 60),
        cache.set("b", ("name", b"content"), 60),
        cache.get_many(["a", "b", "c"]),
        cache.set_many({"c": None}),
        cache.delete("b"),
        cache.delete_many(["c"]),
        cache.get("b", "gone"),
        cache.get_or_set("d", "new"),
    ]


ANSWERS = [
    *(True, False, 1, 6, True, True, None),
    {"a": 6, "b": ("name", b"content")},
    *([], True, None, "gone", "new"),
]


def test_redis_keeps_what_is_cached(use_redis, redis_server):
    use_redis(redis_server.url)

    assert (exercise(), cache.local.get("d")) == (ANSWERS, None)


def test_memory_keeps_what_is_cached_while_redis_is_away(use_redis):
    use_redis(closed())

    assert exercise() == ANSWERS


def test_memory_of_one_thread_is_that_of_all(use_redis):
    use_redis(closed())
    cache.set("a", 1)

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(cache.get, "a").result() == 1


def test_what_one_cache_keeps_meanwhile_pushes_nothing_out_of_another(use_redis):
    use_redis(closed())
    for number in range(60):
        cache.set(f"{number}", 1)
    for number in range(100):
        caches["shared_answers"].set(f"{number}", 1)

    assert [number for number in range(60) if cache.get(f"{number}") is None] == []


def test_redis_that_never_answers_is_waited_for_once(use_redis):
    with black_hole() as url:
        use_redis(url)
        began = time.monotonic()
        for number in range(50):
            cache.set("a", number)
        took = time.monotonic() - began

    assert PATIENCE < took < 10 * PATIENCE
    assert cache.get("a") == 49


def test_redis_is_asked_again_when_it_is_back(use_redis, redis_server):
    use_redis(redis_server.url)
    cache.set("a", "first")
    redis_server.end()
    missed = cache.get("a")
    redis_server.start()
    cache.set("a", "meanwhile")  # the pause is not over
    cache.breaker._silent_until = 0

    cache.set("a", "second")

    assert (missed, cache.local.get("a"), cache.get("a")) == (None, "meanwhile", "second")


def test_restart_between_two_requests_is_not_noticed(use_redis, redis_server, caplog):
    use_redis(redis_server.url)
    cache.set("a", 1)
    redis_server.end()
    redis_server.start()

    cache.set("a", 2)

    assert (cache.get("a"), cache.local.get("a"), caplog.text) == (2, None, "")


def test_log_says_once_that_redis_is_away_and_once_that_it_is_back(
    use_redis, redis_server, impatient, caplog
):
    use_redis(redis_server.url)
    redis_server.end()
    for _time in range(3):
        cache.get("a")
    redis_server.start()
    for _time in range(3):
        cache.get("a")

    assert [record.getMessage() for record in caplog.records] == [
        "Redis does not answer (ConnectionError): counting locally.",
        "Redis answers again.",
    ]


def test_log_does_not_quote_the_address(use_redis, caplog):
    use_redis(closed().replace("//", "//:the-password@"))

    cache.get("a")

    assert ("the-password" in caplog.text, len(caplog.records)) == (False, 1)


def test_windows_begin_with_the_first_and_end(use_redis, redis_server):
    use_redis(redis_server.url)

    counts = [cache.count("a", 1) for _time in range(3)]
    time.sleep(1.05)
    after = cache.count("a", 1)

    assert [number for number, _left in [*counts, after]] == [1, 2, 3, 1]
    assert all(0 < left <= 1 for _number, left in [*counts, after])


def test_those_who_count_at_once_get_a_number_each(use_redis, redis_server):
    use_redis(redis_server.url)

    def count(_time):
        return cache.count("a", 60)[0]

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(count, range(400)))

    assert numbers == list(range(1, 401))


def test_count_that_lost_its_end_gets_one_again(use_redis, redis_server):
    use_redis(redis_server.url)
    cache.set("a", 7, None)

    assert cache.count("a", 60) == (8, 60)
    assert 59 < cache.count("a", 60)[1] <= 60


def test_counting_says_that_redis_is_away(use_redis):
    use_redis(closed())

    with pytest.raises(RedisSilentError):
        cache.count("a", 60)


# Logging in, which counts too


@pytest.mark.django_db
@pytest.mark.time_machine("2026-11-22T10:00:00Z", tick=False)
def test_guessing_stays_slow_while_redis_is_away(client, use_redis):
    use_redis(closed())
    with_password("editor")

    for _time in range(5):
        send_password(client, "editor", "wrong")
    refused = send_password(client, "editor")

    assert "Too many attempts" in str(refused.context["form"].errors)


@pytest.mark.django_db
def test_owner_comes_in_while_redis_never_answers(client, use_redis):
    with_password("editor")
    with black_hole() as url:
        use_redis(url)
        send_password(client, "editor")

    assert is_in(client) is True
