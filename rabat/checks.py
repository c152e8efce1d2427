"""What Django's system checks cannot know about this project."""

import sqlite3

from django.conf import settings
from django.core import checks
from django.db import connections

WAL_IS_SAFE = (3, 51, 3)


def check_journal_mode(databases=None, **kwargs):
    """Warn of a write-ahead log under a library that can corrupt the database with it.

    A database check: runs with `migrate`, `prepare` and `check --database`.
    """
    return [
        checks.Warning(
            f"SQLite {sqlite3.sqlite_version} can corrupt {alias!r}: its journal mode is WAL.",
            hint="Set PRAGMA journal_mode=DELETE in init_command, or use SQLite 3.51.3 or later.",
            id="rabat.W001",
        )
        for alias in databases or ()
        if sqlite3.sqlite_version_info < WAL_IS_SAFE and journal_mode(connections[alias]) == "wal"
    ]


def journal_mode(connection):
    """The journal mode of an SQLite database in use, None on others."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA journal_mode").fetchone()[0]


def check_mail(app_configs, **kwargs):
    """Warn of a public server whose letters nobody would get."""
    if settings.PRODUCTION and "console" in settings.EMAIL_BACKEND:
        hint = "Set EMAIL_URL, DEFAULT_FROM_EMAIL and SECRETARIAT_EMAIL."
        return [checks.Warning("Letters are printed, not sent.", hint=hint, id="rabat.W002")]
    return []


def check_retention(app_configs, **kwargs):
    """Warn of a public server on which people are kept for ever."""
    if settings.PRODUCTION and not settings.RETENTION_IS_DECIDED:
        hint = (
            "Set PERSONAL_DATA_YEARS, how long after their last meeting; or run anonymise_people."
        )
        return [checks.Warning("People are kept for ever.", hint=hint, id="rabat.W003")]
    return []
