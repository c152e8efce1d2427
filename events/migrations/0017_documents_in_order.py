"""The newest documents are found without going through all of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0016_parts_of_meetings")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["publication", "-date", "slug"], name="document_in_order"),
        ),
    ]
