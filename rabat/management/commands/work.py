"""`manage.py work`: what is done in the background, over and over until it is told to stop."""

import logging
import signal
import threading
from collections.abc import Callable

from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import close_old_connections, connection
from django.utils import timezone

from actionplan.publishing import publish_due
from events.anonymising.due import end_retention
from events.changes.log import KEPT, compact
from events.data_package.offered import offer
from events.mail.delivery import deliver_due

logger = logging.getLogger(__name__)

PAUSE = 5  # seconds
# What could not be published the last time: said once, though tried at each turn.
_unpublished: set[str] = set()


def publish() -> None:
    """Publish what was scheduled for now."""
    failed = set(publish_due(timezone.now()).failed)
    for words in failed - _unpublished:
        logger.error("Not published: %s", words)
    _unpublished.clear()
    _unpublished.update(failed)


def forget() -> None:
    """Take out what need not be kept about people, where it is decided how long that is."""
    if not settings.RETENTION_IS_DECIDED:
        return
    outcome = end_retention(timezone.now())
    if any(outcome.counts.values()):
        logger.info("Retention is over: %s", outcome.counts)
    for words in outcome.failed:
        logger.error("Kept although retention is over: %s", words)


def sweep() -> None:
    """Delete sessions that are over and what has expired in the cache, such as lists of people that
    were uploaded and never imported: neither goes by itself before somebody asks for it."""
    call_command("clearsessions")
    if settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
        table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608


def compact_changes() -> None:
    """Forget what no mirror and no feed asks for any more."""
    compact(timezone.now() - KEPT)


# Each does what is due at the moment and nothing twice, whoever else is at it.
JOBS = [publish, deliver_due, offer]
# What has its turn once a day, and when the process begins; of several each does it.
DAILY = [forget, sweep, compact_changes]


class Command(BaseCommand):
    """A service of its own in production; `make run` has it run along with the server."""

    help = (
        "Send letters, publish what is scheduled and do what else is due, until stopped; "
        "with --once a single time."
    )
    stealth_options = ("stop",)

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")

    def handle(self, *, once, stop=None, **options):
        if once:
            for job in [*JOBS, *DAILY]:
                job()
            return
        stop, day = stop or stopped_by_signals(), None
        while not stop.is_set():
            before, day = day, timezone.localdate()
            do_what_is_due(JOBS if day == before else [*JOBS, *DAILY])
            stop.wait(PAUSE)


def do_what_is_due(jobs: list[Callable[[], object]]) -> None:
    """Every job; one that fails keeps no other from its turn."""
    close_old_connections()
    for job in jobs:
        try:
            job()
        except Exception:
            logger.exception("%s failed and will be tried again", job.__name__)
    close_old_connections()


def stopped_by_signals() -> threading.Event:
    """Set when the process is asked to end, so that a letter that is being sent gets its note."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
