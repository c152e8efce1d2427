"""What became of some of the resources is found by an index for each."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0019_documents_in_order_on_postgresql"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                condition=models.Q(("op", "delete")),
                fields=["resource", "seq"],
                name="change_deletions_of",
            ),
        ),
        migrations.AddIndex(
            model_name="publiccopy",
            index=models.Index(fields=["resource", "seq"], name="publiccopy_by_resource"),
        ),
    ]
