"""The newest documents are found without going through all of them on PostgreSQL too."""

from django.db import migrations

NEWEST_FIRST = "date DESC NULLS LAST"  # which is how SQLite reads DESC, and has no words for
AS_DJANGO_MAKES_IT = "date DESC"


def ordered_by(date):
    """An operation that has the index in this order, where DESC puts those without a date first."""

    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("DROP INDEX document_in_order")
            schema_editor.execute(
                f"CREATE INDEX document_in_order ON events_document (publication, {date}, slug)"
            )

    return operation


class Migration(migrations.Migration):
    dependencies = [("events", "0018_past_meetings_by_index_alone")]

    operations = [
        migrations.RunPython(ordered_by(NEWEST_FIRST), ordered_by(AS_DJANGO_MAKES_IT)),
    ]
