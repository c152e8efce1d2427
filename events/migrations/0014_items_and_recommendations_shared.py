import django.utils.timezone
from django.db import migrations, models


def take_from_history(apps, schema_editor):
    """When a row was first saved, as its history says; one without any keeps the moment of this."""
    for name in ('Recommendation',):
        model, history = (apps.get_model('events', one) for one in (name, f'Historical{name}'))
        first = history.objects.filter(id=models.OuterRef('pk')).order_by('history_date')
        model.objects.alias(first=models.Subquery(first.values('history_date')[:1])).filter(
            first__isnull=False
        ).update(created_at=models.Subquery(first.values('history_date')[:1]))
        since = model.objects.filter(pk=models.OuterRef('id')).values('created_at')
        history.objects.alias(since=models.Subquery(since)).filter(since__isnull=False).update(
            created_at=models.Subquery(since)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0006_items_created'),
        ('events', '0013_api_tokens'),
    ]

    operations = [
        migrations.AddField(
            model_name='changelog',
            name='shape',
            field=models.CharField(default='', max_length=64),
        ),
        migrations.AlterField(
            model_name='change',
            name='key',
            field=models.CharField(max_length=120),
        ),
        migrations.AlterField(
            model_name='publiccopy',
            name='key',
            field=models.CharField(max_length=120),
        ),
        migrations.AddField(
            model_name='recommendation',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now, verbose_name='created'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='historicalrecommendation',
            name='created_at',
            field=models.DateTimeField(blank=True, default=django.utils.timezone.now, editable=False, verbose_name='created'),
            preserve_default=False,
        ),
        migrations.RunPython(take_from_history, migrations.RunPython.noop, elidable=True),
    ]
