"""Search without computing vectors anew: on PostgreSQL they are kept in a narrow table of their
own, as the FTS5 table is on SQLite; on both one index holds all that putting in order needs."""

from django.db import migrations, models


# As an index of an expression the vectors were there already, but a word that stands in nearly all
# entries makes the planner read the table instead, and then every vector was computed once more.
# Beside the texts they would lie out of line; so they have a table, in line up to a page's size.
# It has no foreign key, since a table that is referred to cannot be emptied alone.
POSTGRESQL = [
    """
    CREATE TABLE events_searchentry_fts (
        id bigint PRIMARY KEY, title_tokens tsvector NOT NULL, tokens tsvector NOT NULL
    ) WITH (toast_tuple_target = 8160)
    """,
    """
    CREATE FUNCTION events_searchentry_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE events_searchentry_fts;
            RETURN NULL;
        END IF;
        IF TG_OP <> 'INSERT' THEN
            DELETE FROM events_searchentry_fts WHERE id = OLD.id;
        END IF;
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO events_searchentry_fts (id, title_tokens, tokens) VALUES (
                NEW.id,
                array_to_tsvector(string_to_array(NEW.title_tokens, ' ')),
                array_to_tsvector(string_to_array(NEW.tokens, ' '))
            );
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER events_searchentry_written AFTER INSERT OR UPDATE OR DELETE
        ON events_searchentry FOR EACH ROW EXECUTE FUNCTION events_searchentry_follow()
    """,
    """
    CREATE TRIGGER events_searchentry_emptied AFTER TRUNCATE
        ON events_searchentry EXECUTE FUNCTION events_searchentry_follow()
    """,
    """
    INSERT INTO events_searchentry_fts (id, title_tokens, tokens)
        SELECT id, array_to_tsvector(string_to_array(title_tokens, ' ')),
            array_to_tsvector(string_to_array(tokens, ' '))
        FROM events_searchentry
    """,
    "DROP INDEX events_searchentry_title_words",
    "DROP INDEX events_searchentry_words",
    """
    CREATE INDEX events_searchentry_title_words ON events_searchentry_fts
        USING gin (title_tokens) WITH (fastupdate = off)
    """,
    """
    CREATE INDEX events_searchentry_words ON events_searchentry_fts
        USING gin (tokens) WITH (fastupdate = off)
    """,
]
POSTGRESQL_BACK = [
    "DROP TRIGGER events_searchentry_written ON events_searchentry",
    "DROP TRIGGER events_searchentry_emptied ON events_searchentry",
    "DROP FUNCTION events_searchentry_follow()",
    "DROP TABLE events_searchentry_fts",
    """
    CREATE INDEX events_searchentry_title_words ON events_searchentry
        USING gin (array_to_tsvector(string_to_array(title_tokens, ' '))) WITH (fastupdate = off)
    """,
    """
    CREATE INDEX events_searchentry_words ON events_searchentry
        USING gin (array_to_tsvector(string_to_array(tokens, ' '))) WITH (fastupdate = off)
    """,
]


def on_postgresql(statements):
    """An operation that runs the statements there and nowhere else."""

    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement, params=None)

    return operation


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0003_search'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['rank', '-date', 'owner_id', 'position', 'id', 'code'], name='searchentry_in_order'),
        ),
        migrations.RunPython(on_postgresql(POSTGRESQL), on_postgresql(POSTGRESQL_BACK)),
    ]
