"""The list of meetings stays quick among 100,000: words to search, indexes to filter by."""

from django.db import migrations, models

from events.search.meeting_words import words_of


def fill(apps, schema_editor):
    """What staff find the meetings by that are there already."""
    meetings = apps.get_model("events", "Meeting").objects.select_related("city", "country")
    words = apps.get_model("events", "MeetingWords").objects
    words.bulk_create(
        [words.model(key=row.pk, text=words_of(row)) for row in meetings.order_by("pk").iterator()],
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('events', "0007_retention"),
    ]

    operations = [
        migrations.CreateModel(
            name='MeetingWords',
            fields=[
                ('key', models.BigIntegerField(primary_key=True, serialize=False)),
                ('text', models.TextField()),
            ],
            options={
                'verbose_name': 'words of a meeting',
                'verbose_name_plural': 'words of meetings',
                'ordering': ['key'],
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['status', '-start_date', '-id'], name='meeting_by_status'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['end_date'], name='meeting_by_end'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
