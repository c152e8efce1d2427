"""Public answers built from a copy of the database, as far as it has followed.

A replica lags behind, and no answer may. So where the log stands is always asked of the primary;
the rest is read from the replica only if it stands there too, and by nobody but who builds an
answer that all are given. Whoever writes or logs in, and whatever decides, never comes here.
"""

import logging
import time
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpResponseBase

from events.changes.log import current
from events.models import ChangeLog

logger = logging.getLogger(__name__)

REPLICA = "replica"
PAUSE = 10  # seconds until a replica that failed is asked again
_reading: ContextVar[bool] = ContextVar("reading", default=False)
_silent_until = 0.0  # on the monotonic clock


class PublicReads:
    """The router of the databases: reads go to the replica where `built` says so."""

    def db_for_read(self, model, **hints) -> str | None:
        return REPLICA if _reading.get() else None

    def allow_relation(self, first, second, **hints) -> bool:
        """They are the same rows."""
        return True

    def allow_migrate(self, db, *args, **hints) -> bool | None:
        return False if db == REPLICA else None


def built(log: ChangeLog, build: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `build` makes, read from the replica if that stands where the log of the primary stands,
    and from the primary if it does not, or fails on the way."""
    global _silent_until
    if REPLICA not in settings.DATABASES or time.monotonic() < _silent_until:
        return build()
    try:
        with _from_replica():
            if _same(current(), log):
                return build()
    # The last where a release has migrated the primary and the replica has yet to follow.
    except (OperationalError, InterfaceError, ProgrammingError) as error:
        # Not its words, which may quote the address with a password.
        logger.error("The replica failed (%s): reading from the primary.", type(error).__name__)
        _silent_until = time.monotonic() + PAUSE
    return build()


def _same(replica: ChangeLog, primary: ChangeLog) -> bool:
    return (replica.edition, replica.newest) == (primary.edition, primary.newest)


@contextmanager
def _from_replica():
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)
