"""Answers that are kept: in the memory of each process, and behind it in Redis where servers share
one. Nobody deletes them: when the record changes so does the key, and what has not been asked for
longest gives way."""

import secrets
import threading
import time
from collections.abc import Callable
from typing import NamedTuple
from weakref import WeakValueDictionary

from django.conf import settings
from django.core.cache import BaseCache, caches

# Bytes, compressed. With as many entries as the settings allow, it bounds the memory they take.
LARGEST = 64 * 1024
CLAIMED = 10  # seconds that the others wait at most for who builds an answer
STEP = 0.02
_locks: WeakValueDictionary = WeakValueDictionary()


class Answer(NamedTuple):
    """A page or file as it was built: its headers, and its content compressed with gzip."""

    headers: dict[str, str]
    gzipped: bytes


def kept_or_built(key: str, build: Callable[[], Answer | None]) -> Answer | None:
    """The answer that is kept under a key, or else what `build` makes now, by one visitor for all;
    None if it makes none. Large ones are not kept: those who waited for one make their own."""
    memory = caches["answers"]
    if answer := memory.get(key):
        return answer
    lock = _locks.setdefault(key, threading.Lock())
    if not lock.acquire(blocking=False):
        with lock:
            pass  # until whoever makes it is done
        return memory.get(key) or build()
    try:
        if answer := memory.get(key):
            return answer
        shared = "shared_answers" in settings.CACHES
        answer = _shared_or_built(key, build, caches["shared_answers"]) if shared else build()
        _keep(memory, key, answer)
    finally:
        lock.release()
    return answer


def _shared_or_built(key: str, build: Callable, shared: BaseCache) -> Answer | None:
    """The same among servers. A server that claimed the key and died is waited for no longer than
    its claim lasts."""
    if answer := shared.get(key):
        return answer
    claim, mine = f"{key}.building", secrets.token_hex(8)
    is_mine = shared.add(claim, mine, timeout=CLAIMED)
    while not is_mine and shared.get(claim) and not shared.has_key(key):
        time.sleep(STEP)
    try:
        if not (answer := shared.get(key)):
            answer = build()
            _keep(shared, key, answer)
    finally:
        if is_mine and shared.get(claim) == mine:  # or it took longer, and is another's
            shared.delete(claim)
    return answer


def _keep(cache: BaseCache, key: str, answer: Answer | None):
    if answer and len(answer.gzipped) <= LARGEST:
        cache.set(key, answer)
