"""What servers count together in Redis, and each by itself while Redis does not answer.

A page that only counts something on its way must not fail or wait because Redis is away. Nor may a
limit open: each process then counts in its own memory, so that a limit is at most as many times
higher as there are processes. What was kept in Redis is missed until it is back, what was kept
meanwhile is forgotten then.
"""

import logging
import threading
import time
from functools import wraps

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

PATIENCE = 0.2  # seconds that Redis, a room away, may take to answer
PAUSE = 5  # seconds until it is asked again
CONNECTION = {
    "socket_timeout": PATIENCE,
    "socket_connect_timeout": PATIENCE,
    # Once more, at once: a connection that was kept open through a restart is not one any more.
    "retry": Retry(NoBackoff(), 1),
}
# More than Django's 300, of which any visitor could make so many that counts give way.
MOST_KEPT = 100_000


class RedisSilentError(Exception):
    """Redis did not answer, or did not lately."""


class Breaker:
    """Keeps those who come after from waiting for a server that did not answer: for a while nobody
    asks it, then one does for all."""

    def __init__(self):
        self._lock = threading.Lock()
        self._silent_until = None  # on the monotonic clock

    def may_ask(self) -> bool:
        with self._lock:
            if self._silent_until is None:
                return True
            if time.monotonic() < self._silent_until:
                return False
            self._silent_until = time.monotonic() + PAUSE
            return True

    def failed(self, error: Exception) -> None:
        with self._lock:
            was_well, self._silent_until = self._silent_until is None, time.monotonic() + PAUSE
        if was_well:
            # Not its words, which may quote the address with a password.
            logger.error("Redis does not answer (%s): counting locally.", type(error).__name__)

    def answered(self) -> None:
        with self._lock:
            was_ill, self._silent_until = self._silent_until is not None, None
        if was_ill:
            logger.warning("Redis answers again.")


# By address. Each thread has a cache of its own; they share these.
_breakers: dict[str, Breaker] = {}
_clients: dict[str, RedisCacheClient] = {}


def _or_locally(name: str):
    """The method of the cache, which does it in the memory of the process if Redis does not."""
    method = getattr(RedisCache, name)

    @wraps(method)
    def attempt(self, *args, **kwargs):
        try:
            return self.ask(lambda: method(self, *args, **kwargs))
        except RedisSilentError:
            return getattr(self.local, name)(*args, **kwargs)

    return attempt


class SharedCache(RedisCache):
    """Django's cache in Redis, with the memory of the process in its place while it is away, for
    as many entries as the option LOCAL_ENTRIES says."""

    def __init__(self, server, params):
        options = {**CONNECTION, **params.get("OPTIONS", {})}
        most = options.pop("LOCAL_ENTRIES", MOST_KEPT)
        super().__init__(server, {**params, "OPTIONS": options})
        local = {**params, "OPTIONS": {"MAX_ENTRIES": most}}
        # Each cache its own, or what is kept for one would push out what is counted in another.
        self.local = LocMemCache(f"{params.get('KEY_PREFIX', '')} instead of {server}", local)
        self.breaker = _breakers.setdefault(server, Breaker())
        self._cache = _clients.setdefault(server, self._class(self._servers, **self._options))

    def ask(self, deed):
        """What the deed returns; RedisSilentError if Redis cannot be asked or does not answer."""
        if not self.breaker.may_ask():
            raise RedisSilentError
        try:
            found = deed()
        except (RedisError, OSError) as error:
            self.breaker.failed(error)
            raise RedisSilentError from None
        self.breaker.answered()
        return found

    def count(self, key: str, seconds: int) -> tuple[int, float]:
        """Counts one more in a window of time that begins with its first: how many there are by
        now, and the seconds until it ends. One message to Redis, done as a whole: however many
        processes count at once, each gets another number."""
        client = self._cache.get_client(key, write=True)

        def deed():
            name = self.make_and_validate_key(key)
            with client.pipeline(transaction=True) as pipe:
                pipe.set(name, 0, ex=seconds, nx=True).incr(name).pttl(name)
                _begun, number, left = pipe.execute()
            if left < 0:  # it ended between two of the three: this is the first of the next
                client.expire(name, seconds)
                left = seconds * 1000
            return number, left / 1000

        return self.ask(deed)


# Whoever uses the cache, here or in a library, need not know of all this.
for _name in (
    *("add", "get", "set", "touch", "delete", "clear", "has_key", "incr"),
    *("get_many", "set_many", "delete_many"),
):
    setattr(SharedCache, _name, _or_locally(_name))
