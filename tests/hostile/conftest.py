"""The poisoned record and what the site answers about it, made once for all tests of a process."""

from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.hostile.answers import all_answers
from tests.hostile.brought_back import all_brought_back
from tests.hostile.letters import all_letters
from tests.hostile.world import hostile_world

# When full_world() has meetings to come and a chairmanship of the day.
NOW = "2024-01-15 12:00Z"
IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


@pytest.fixture(scope="session")
def hostile(django_db_setup, django_db_blocker) -> SimpleNamespace:
    """The `world`, all `answers` and `letters`, and what came of bringing `unchanged` tables back
    in; the rows themselves are gone again."""
    kept = override_settings(
        STORAGES={**settings.STORAGES, "default": IN_MEMORY},
        API_RATE_ANONYMOUS=1_000_000,
        API_RATE_TOKEN=1_000_000,
    )
    with django_db_blocker.unblock(), transaction.atomic(), kept:
        with time_machine.travel(NOW, tick=False):
            world = hostile_world()
            found = SimpleNamespace(
                world=world,
                answers=all_answers(world),
                letters=all_letters(world),
                unchanged=all_brought_back(),
            )
        transaction.set_rollback(True)
    return found
