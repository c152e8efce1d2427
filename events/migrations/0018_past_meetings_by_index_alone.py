"""Whether a meeting is over is told by the index that past meetings are listed by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0017_documents_in_order")]

    operations = [
        migrations.RemoveIndex(model_name="meeting", name="meeting_past"),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=["publication", "-start_date", "-id", "end_date", "time_zone"],
                name="meeting_past",
            ),
        ),
    ]
