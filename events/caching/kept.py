"""What many pages have in common, such as the choices of the filters: made once and kept in the
memory of the process until the public record changes, or a day begins somewhere."""

import datetime
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.core.cache import caches

from events.caching.validator import key_of
from events.models import ChangeLog

Value = TypeVar("Value")
_reading: ContextVar[tuple[ChangeLog, datetime.datetime] | None] = ContextVar("kept", default=None)


@contextmanager
def reading(log: ChangeLog, at: datetime.datetime):
    """Within it, `kept` remembers. For who only reads the public record, and asked where the log
    stands before: a writer would leave behind for others what may still be taken back."""
    token = _reading.set((log, at))
    try:
        yield
    finally:
        _reading.reset(token)


def kept(name: str, make: Callable[[], Value]) -> Value:
    """What `make` answers or has answered to that name as long as nothing has changed, in the
    language of the reader: a copy. It must depend on nothing but the public record, the day and the
    name, and be small."""
    if (state := _reading.get()) is None:
        return make()
    key = key_of(*state, name)
    memory = caches["answers"]
    if (found := memory.get(key)) is None:
        memory.set(key, found := make())
    return found
