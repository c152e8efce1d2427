from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from events.search.triggers import restore_triggers


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Meetings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import_module("events.following")  # listens to what is saved; needs the models
        post_migrate.connect(restore_triggers, sender=self)
