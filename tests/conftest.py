"""What all tests share: quick passwords, files in memory, repeatable examples, the record."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from hypothesis import settings as hypothesis_settings

from tests.small_record import SmallRecord

# The same examples on every run: a red test is the fault of the change, not of chance.
hypothesis_settings.register_profile("suite", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("suite")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes seconds, because it starts processes")


@pytest.fixture(autouse=True)
def quick_and_clean(settings):
    """Passwords are hashed quickly and uploaded files never reach the disk."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": in_memory}


@pytest.fixture(scope="session")
def record_rows(django_db_setup, django_db_blocker):
    """Every row of the real record, loaded once and taken out of the database again."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_action_plans", verbosity=0)
        call_command("load_record", verbosity=0)
        models = [*apps.get_app_config("actionplan").get_models()]
        models += apps.get_app_config("events").get_models()
        rows = [list(model._base_manager.all()) for model in models]
        transaction.set_rollback(True)
    return [found for found in rows if found]


@pytest.fixture
def record(db, record_rows):
    """The real record in the database, for this test alone; it costs a fraction of a second."""
    for rows in record_rows:
        type(rows[0])._base_manager.bulk_create(rows)


@pytest.fixture
def small(db, tmp_path):
    """A record of a few entries, to be changed and loaded."""
    return SmallRecord(tmp_path)
