"""The parts of a meeting are found without going through all that are published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0015_copies_say_where_they_lead")]

    operations = [
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=["part_of", "publication", "start_date"], name="meeting_parts"
            ),
        ),
    ]
