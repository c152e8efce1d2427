"""The triggers that keep the full-text index of SQLite, made again when a migration drops them."""

from importlib import import_module

from django.db import connections

MIGRATION = "events.migrations.0003_search"


def restore_triggers(sender, using: str, **kwargs) -> None:
    """After a migration that remade the table of search entries, as SQLite does to add a column
    (for a further language): the triggers went with the old table, the index itself is whole."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        held = set(cursor.execute("SELECT type, name FROM sqlite_master").fetchall())
        if ("table", "events_searchentry_fts") not in held:
            return
        for statement in import_module(MIGRATION).SQLITE:
            kind, name = statement.split()[1:3]
            if kind == "TRIGGER" and ("trigger", name) not in held:
                cursor.execute(statement)
