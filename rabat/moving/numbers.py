"""The numbers that the next rows get: those of rows that are gone are never given again, because
histories and copies still speak of them."""

from django.db import connection, models
from django.db.models import Max


def last_number(model: type[models.Model]) -> int | None:
    """The last number that a table gave, 0 if it gave none; None if it numbers nothing itself."""
    column = model._meta.auto_field
    if column is None:
        return None
    held = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
    with connection.cursor() as cursor:
        return max(held, _given(cursor, model) or 0)


def _given(cursor, model) -> int | None:
    if connection.vendor == "sqlite":
        table = [model._meta.db_table]
        row = cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", table).fetchone()
    else:
        cursor.execute(
            "SELECT last_value FROM pg_sequences WHERE schemaname = current_schema() AND"
            " format('%%I.%%I', schemaname, sequencename)::regclass"
            " = pg_get_serial_sequence(%s, %s)::regclass",
            [connection.ops.quote_name(model._meta.db_table), model._meta.auto_field.column],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def go_on_after(model: type[models.Model], last: int) -> None:
    """Have a table give the numbers after this one."""
    table, column = model._meta.db_table, model._meta.auto_field.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            if last:
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, last])
            return
        name = [connection.ops.quote_name(table), column]
        if last:
            statement = "SELECT setval(pg_get_serial_sequence(%s, %s), %s)"
            cursor.execute(statement, [*name, last])
        else:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), 1, false)", name)
