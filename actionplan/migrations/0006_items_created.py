import django.utils.timezone
from django.db import migrations, models


def take_from_history(apps, schema_editor):
    """When a row was first saved, as its history says; one without any keeps the moment of this."""
    for name in ('Area', 'Objective', 'Action'):
        model, history = (apps.get_model('actionplan', one) for one in (name, f'Historical{name}'))
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
        ('actionplan', '0005_scheduled_publication'),
    ]

    operations = [
        migrations.AddField(
            model_name='area',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now, verbose_name='created'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='historicalarea',
            name='created_at',
            field=models.DateTimeField(blank=True, default=django.utils.timezone.now, editable=False, verbose_name='created'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='objective',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now, verbose_name='created'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='historicalobjective',
            name='created_at',
            field=models.DateTimeField(blank=True, default=django.utils.timezone.now, editable=False, verbose_name='created'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='action',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now, verbose_name='created'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='historicalaction',
            name='created_at',
            field=models.DateTimeField(blank=True, default=django.utils.timezone.now, editable=False, verbose_name='created'),
            preserve_default=False,
        ),
        migrations.RunPython(take_from_history, migrations.RunPython.noop, elidable=True),
    ]
