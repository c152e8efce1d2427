from importlib import import_module

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from actionplan.collation import teach_sqlite


class ActionPlanConfig(AppConfig):
    name = "actionplan"
    verbose_name = _("Action plans")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import_module("actionplan.staleness")  # listens to what is saved; needs the models
        connection_created.connect(teach_sqlite)
