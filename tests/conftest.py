"""What all tests share: quick passwords, files in memory, repeatable examples, the record."""

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import transaction
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from rabat.catalogue import compile_catalogues
from tests import factories
from tests.browser.tools import MISSING
from tests.redis_server import RedisServer, caches_at, forget_servers
from tests.small_record import SmallRecord, run_commands

# The same examples on every run: a red test is the fault of the change, not of chance.
hypothesis_settings.register_profile("suite", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("suite")


def pytest_configure(config):
    compile_catalogues()  # addresses and texts of the French pages are in the compiled form
    config.addinivalue_line("markers", "slow: takes seconds, because it starts processes")


def pytest_terminal_summary(terminalreporter):
    """Say it loudly where a browser is missing: a run without is not the whole suite."""
    reasons = {report.longrepr[2] for report in terminalreporter.getreports("skipped")}
    for reason in sorted(one for one in reasons if MISSING in one):
        terminalreporter.write_line(reason, red=True, bold=True)


@pytest.fixture(autouse=True)
def quick_and_clean(settings):
    """Passwords are hashed quickly, uploaded files never reach the disk, no language is left over
    from the request of another test and no answer from another record, and what factories make is
    numbered alike in every order of the tests: “Country XZ” would else stand after “Country QM” on
    some days only."""
    translation.deactivate()
    caches["answers"].clear()
    for factory in vars(factories).values():
        if isinstance(factory, type):
            factory.reset_sequence(force=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # All tests come from one address; those of the limit set their own.
    settings.API_RATE_ANONYMOUS = settings.API_RATE_TOKEN = 1_000_000
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": in_memory}


@pytest.fixture
def use_redis(settings):
    """Have what servers share in the Redis at an address."""

    def use(url: str):
        settings.CACHES = caches_at(url)

    yield use
    forget_servers()


@pytest.fixture
def redis_server():
    """A Redis of this test's own, running."""
    server = RedisServer()
    server.start()
    yield server
    server.end()


def rows_after(load, blocker):
    """Every row that `load()` writes, taken out of the database again."""
    with blocker.unblock(), transaction.atomic():
        load()
        models = [
            *apps.get_app_config("actionplan").get_models(),
            *apps.get_app_config("events").get_models(),
        ]
        rows = [list(model._base_manager.all()) for model in models]
        transaction.set_rollback(True)
    return [found for found in rows if found]


def put_back(rows_of_models):
    """The rows as they were, for one test; it costs a fraction of the loading."""
    for rows in rows_of_models:
        type(rows[0])._base_manager.bulk_create(rows)


@pytest.fixture(scope="session")
def record_rows(django_db_setup, django_db_blocker):
    return rows_after(run_commands, django_db_blocker)


@pytest.fixture
def record(db, record_rows):
    """The real record in the database."""
    put_back(record_rows)


@pytest.fixture
def small(db, tmp_path):
    """A record of a few entries, to be changed and loaded."""
    return SmallRecord(tmp_path)


@pytest.fixture(scope="session")
def small_rows(django_db_setup, django_db_blocker, tmp_path_factory):
    return rows_after(SmallRecord(tmp_path_factory.mktemp("small")).load, django_db_blocker)


@pytest.fixture
def loaded(small, small_rows):
    """The small record, loaded; to be changed and loaded again."""
    put_back(small_rows)
    return small
