"""The project itself as an app: its checks and commands."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from rabat.checks import check_journal_mode


class RabatConfig(AppConfig):
    """Settings, commands and checks of the platform."""

    name = "rabat"

    def ready(self):
        register(check_journal_mode, Tags.database)
