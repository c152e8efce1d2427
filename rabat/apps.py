"""The project itself as an app: its checks and commands."""

from importlib import import_module

from django.apps import AppConfig
from django.core.checks import Tags, register

from rabat.checks import check_journal_mode, check_mail, check_retention


class RabatConfig(AppConfig):
    """Settings, commands and checks of the platform."""

    name = "rabat"

    def ready(self):
        import_module("rabat.login.sessions")  # listens to who logs in
        import_module("rabat.login.gate")  # listens to who sets up a factor
        register(check_journal_mode, Tags.database)
        register(check_mail)
        register(check_retention)
