"""Settings refuse nonsense, and production refuses to start unsafe."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from rabat.env import (
    read_address,
    read_bool,
    read_cache,
    read_database,
    read_email,
    read_int,
    read_list,
    read_text,
    read_zone,
)

ROOT = Path(__file__).resolve().parent.parent
GOOD_KEY = "wT8-fV2_qZ6xN0mB4rL9sJ1hK7dP3gC5yA8uE2iO6tR0vX4nM1bQ7"
# Blank values keep the developer's .env out: what is set is not read from there.
BLANK = dict.fromkeys(["SECRET_KEY", "ALLOWED_HOSTS", "HTTPS", "DEBUG", "DATABASE_URL"], "")


def run_python(*arguments, **environment):
    """Run Python in the checkout with nothing but these variables set."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **BLANK, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def last_line(completed):
    return completed.stderr.strip().rpartition("\n")[2]


# The environment


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("", True), (" ", True), ("1", True), ("Yes", True), (" on ", True)),
        *(("0", False), ("FALSE", False), ("no", False), ("off", False)),
    ],
)
def test_read_bool_takes_plain_words(monkeypatch, text, value):
    monkeypatch.setenv("RABAT_TEST", text)
    assert read_bool("RABAT_TEST", True) is value


@pytest.mark.parametrize("text", ["maybe", "2", "none", "y e s"])
def test_read_bool_refuses_other_words(monkeypatch, text):
    monkeypatch.setenv("RABAT_TEST", text)
    with pytest.raises(ImproperlyConfigured, match=re.escape(f"RABAT_TEST={text!r}")):
        read_bool("RABAT_TEST", True)


@pytest.mark.parametrize(("text", "value"), [("", 4), ("1", 1), (" 9 ", 9)])
def test_read_int_takes_numbers_within_bounds(monkeypatch, text, value):
    monkeypatch.setenv("RABAT_TEST", text)
    assert read_int("RABAT_TEST", 4, minimum=1, maximum=9) == value


@pytest.mark.parametrize(
    "text", ["0", "10", "-1", "--5", "-", "1.5", "four", "٣", "1_0", "9" * 9999]
)
def test_read_int_refuses_anything_else(monkeypatch, text):
    monkeypatch.setenv("RABAT_TEST", text)
    with pytest.raises(ImproperlyConfigured, match="use a whole number from 1 to 9"):
        read_int("RABAT_TEST", 4, minimum=1, maximum=9)


def test_read_list_drops_blanks(monkeypatch):
    monkeypatch.setenv("RABAT_TEST", " a.example, ,b.example,")
    assert read_list("RABAT_TEST") == ["a.example", "b.example"]


@pytest.mark.parametrize("text", ["", " , "])
def test_read_list_falls_back_to_the_default(monkeypatch, text):
    monkeypatch.setenv("RABAT_TEST", text)
    assert read_list("RABAT_TEST", ["localhost"]) == ["localhost"]


def test_read_text_takes_an_absent_variable_for_the_default(monkeypatch):
    monkeypatch.delenv("RABAT_TEST", raising=False)
    assert read_text("RABAT_TEST", "default") == "default"


@pytest.mark.parametrize("zone", ["Mars/Base", "Europe", "../etc/passwd", "/etc/localtime"])
def test_read_zone_refuses_what_is_no_zone(monkeypatch, zone):
    monkeypatch.setenv("RABAT_TEST", zone)
    with pytest.raises(ImproperlyConfigured, match="not an IANA time zone"):
        read_zone("RABAT_TEST", "UTC")


def test_read_database_reads_both_databases(monkeypatch):
    monkeypatch.setenv("RABAT_TEST", "postgres://u:p%40ss@db.example:5433/rabat?sslmode=require")
    assert read_database("RABAT_TEST", "sqlite://:memory:") == {
        "ENGINE": "django.db.backends.postgresql",
        "USER": "u",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": 5433,
        "NAME": "rabat",
        "OPTIONS": {"sslmode": "require"},
    }
    monkeypatch.setenv("RABAT_TEST", "sqlite:////srv/the%20record.sqlite3")
    assert read_database("RABAT_TEST", "")["NAME"] == "/srv/the record.sqlite3"


@pytest.mark.parametrize(
    "url",
    ["mysql://u@h/n", "nonsense", "sqlite:rabat.sqlite3", "postgres://u@h", "postgres://u@h:no/n"],
)
def test_read_database_refuses_what_names_no_database(monkeypatch, url):
    monkeypatch.setenv("RABAT_TEST", url)
    with pytest.raises(ImproperlyConfigured, match=r"^RABAT_TEST: "):
        read_database("RABAT_TEST", "")


# The settings


@pytest.mark.parametrize(
    ("environment", "refusal"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "", "ALLOWED_HOSTS": "rabat.example"}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "short", "ALLOWED_HOSTS": "rabat.example"}, "SECRET_KEY: "),
        ({"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "rabat.example"}, "SECRET_KEY: "),
        ({"SECRET_KEY": f"insecure-{GOOD_KEY}", "ALLOWED_HOSTS": "a.example"}, "SECRET_KEY: "),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS: "),
        ({"ALLOWED_HOSTS": "rabat.example", "HTTPS": "off"}, "HTTPS: "),
        ({"DEBUG": "perhaps"}, "DEBUG='perhaps'"),
        ({"DATABASE_URL": "oracle://u@h/n"}, "DATABASE_URL: "),
        ({"SECRETARIAT_TIME_ZONE": "Brussels"}, "SECRETARIAT_TIME_ZONE='Brussels'"),
    ],
)
def test_settings_refuse_unsafe_values(environment, refusal):
    completed = run_python("-c", "import rabat.settings", **{"SECRET_KEY": GOOD_KEY, **environment})
    assert completed.returncode == 1
    assert f"ImproperlyConfigured: {refusal}" in last_line(completed)


def test_settings_of_production_are_safe():
    completed = run_python(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        SECRET_KEY=GOOD_KEY,
        ALLOWED_HOSTS="rabat.example",
        DATABASE_URL="sqlite://:memory:",
        EMAIL_URL="smtp://mail.rabat.example",
        PERSONAL_DATA_YEARS="5",
    )
    assert (completed.returncode, completed.stderr) == (0, "")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"PERSONAL_DATA_YEARS": "5"}, "rabat.W002"),  # letters are only printed
        ({"EMAIL_URL": "smtp://mail.rabat.example"}, "rabat.W003"),  # people are kept for ever
    ],
)
def test_production_is_warned_of_what_is_not_decided(given, missing):
    completed = run_python(
        *("manage.py", "check"),
        SECRET_KEY=GOOD_KEY,
        ALLOWED_HOSTS="rabat.example",
        DATABASE_URL="sqlite://:memory:",
        **given,
    )
    warned = re.findall(r"rabat\.W\d+", completed.stderr)
    assert (completed.returncode, warned) == (0, [missing])


# The journal of SQLite


def check_journal(tmp_path, mode):
    """Run the database checks under settings that ask for a journal mode."""
    (tmp_path / "journal_settings.py").write_text(
        "from rabat.settings import *\n"
        f'DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode={mode}"\n'
    )
    return run_python(
        *("manage.py", "check", "--database", "default", "--settings", "journal_settings"),
        PYTHONPATH=str(tmp_path),
        SECRET_KEY=GOOD_KEY,
        DATABASE_URL=f"sqlite:///{tmp_path}/journal.sqlite3",
    )


def test_journal_check_warns_of_wal_under_an_old_library(tmp_path):
    completed = check_journal(tmp_path, "WAL")
    assert ("rabat.W001" in completed.stderr) is (sqlite3.sqlite_version_info < (3, 51, 3))


def test_journal_check_accepts_the_journal_of_the_settings(tmp_path):
    completed = check_journal(tmp_path, "DELETE")
    assert (completed.returncode, completed.stderr) == (0, "")


# The cache


@pytest.mark.parametrize(
    ("url", "backend", "location"),
    [
        ("", "django.core.cache.backends.db.DatabaseCache", "somewhere"),
        ("redis://127.0.0.1:1/0", "rabat.shared_cache.SharedCache", "redis://127.0.0.1:1/0"),
    ],
)
def test_read_cache_takes_redis_or_a_table(monkeypatch, url, backend, location):
    monkeypatch.setenv("RABAT_TEST", url)
    found = read_cache("RABAT_TEST", table="somewhere")
    assert found["BACKEND"] == backend
    assert found["LOCATION"] == location


@pytest.mark.parametrize("url", ["redis", "http://127.0.0.1", "redis://two words"])
def test_read_cache_refuses_other_addresses(monkeypatch, url):
    monkeypatch.setenv("RABAT_TEST", url)
    with pytest.raises(ImproperlyConfigured, match="RABAT_TEST"):
        read_cache("RABAT_TEST", table="somewhere")


# Letters


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
        ("smtp://mail.example:25", {"EMAIL_HOST": "mail.example", "EMAIL_PORT": 25}),
        (
            "smtp+tls://u:p%40ss@mail.example",
            {"EMAIL_HOST_PASSWORD": "p@ss", "EMAIL_PORT": 587, "EMAIL_USE_TLS": True},
        ),
        ("smtp+ssl://u:p@mail.example:465", {"EMAIL_USE_SSL": True}),
        ("filemail:///var/letters", {"EMAIL_FILE_PATH": "/var/letters"}),
    ],
)
def test_read_email_takes_mail_servers(monkeypatch, url, wanted):
    monkeypatch.setenv("RABAT_TEST", url)
    assert wanted.items() <= read_email("RABAT_TEST").items()


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://h:port", "smtp://h?a=b"]
)
def test_read_email_refuses_what_is_no_mail_server(monkeypatch, url):
    monkeypatch.setenv("RABAT_TEST", url)
    with pytest.raises(ImproperlyConfigured, match=r"^RABAT_TEST: "):
        read_email("RABAT_TEST")


@pytest.mark.parametrize("text", ["a@b.org", "Rabat Process <a@b.org>", ""])
def test_read_address_takes_addresses(monkeypatch, text):
    monkeypatch.setenv("RABAT_TEST", text)
    assert read_address("RABAT_TEST") == text


@pytest.mark.parametrize("text", ["nobody", "a@", "A <b>", "a@b.org\nBcc: c@d.org"])
def test_read_address_refuses_anything_else(monkeypatch, text):
    monkeypatch.setenv("RABAT_TEST", text)
    with pytest.raises(ImproperlyConfigured, match="RABAT_TEST"):
        read_address("RABAT_TEST")
