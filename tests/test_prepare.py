"""From a fresh clone to a served site: the commands before Django, and `manage.py prepare`."""

import gettext
import os
import re
import socket
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.contrib.auth import get_user_model
from django.core.management import call_command

from events.changes.copies import count_wrong
from events.changes.shape import shape
from events.models import ChangeLog, PublicCopy
from rabat.catalogue import compile_catalogues, find_problems, read
from rabat.management.commands.prepare import Command
from tests.factories import MeetingFactory

ROOT = Path(__file__).resolve().parent.parent
HEADER = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"
"""


def bootstrap(folder, *arguments):
    """Run the step before Django in a folder, as the Makefile does."""
    return subprocess.run(
        [sys.executable, "-m", "rabat.bootstrap", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


# Before Django


def test_secret_is_random_and_private(tmp_path):
    env = tmp_path / ".env"
    bootstrap(tmp_path, "secret")
    first = env.read_text()
    assert re.fullmatch(r"SECRET_KEY=[\w-]{80,}\n", first)
    assert env.stat().st_mode & 0o777 == 0o600
    env.unlink()
    bootstrap(tmp_path, "secret")
    assert env.read_text() != first


def test_secret_is_written_once(tmp_path):
    bootstrap(tmp_path, "secret")
    first = (tmp_path / ".env").read_text()
    bootstrap(tmp_path, "secret")
    assert (tmp_path / ".env").read_text() == first


def test_secret_joins_what_the_file_already_says(tmp_path):
    (tmp_path / ".env").write_text("DATABASE_POOL=2")  # and no end of line
    bootstrap(tmp_path, "secret")
    first, second = (tmp_path / ".env").read_text().splitlines()
    assert first == "DATABASE_POOL=2"
    assert second.startswith("SECRET_KEY=")


@pytest.mark.parametrize("port", ["abc", "", "0", "65536", "-1", "80 80", "٣"])
def test_port_refuses_what_is_no_port(tmp_path, port):
    completed = bootstrap(tmp_path, "port", port)
    assert completed.returncode == 1
    assert completed.stderr == f"PORT={port} is not a port: use a number from 1 to 65535.\n"


def test_port_says_when_it_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        completed = bootstrap(tmp_path, "port", str(port))
    assert completed.returncode == 1
    assert completed.stderr.startswith(f"Port {port} is not free (address already in use)")
    assert bootstrap(tmp_path, "port", str(port)).returncode == 0


# The catalogue


@pytest.fixture
def catalogue(tmp_path):
    """A French catalogue of one word, in a checkout of its own."""
    path = tmp_path / "rabat/locale/fr/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + '\nmsgid "Meetings"\nmsgstr "Réunions"\n')
    return path


def test_catalogue_compiles_to_what_gettext_reads(tmp_path, catalogue):
    assert compile_catalogues(tmp_path) == [catalogue.with_suffix(".mo")]
    with catalogue.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Meetings") == "Réunions"


def test_catalogue_compiles_again_only_when_it_is_newer(tmp_path, catalogue):
    compiled = catalogue.with_suffix(".mo")
    compile_catalogues(tmp_path)
    assert compile_catalogues(tmp_path) == []
    os.utime(compiled, (0, 0))
    assert compile_catalogues(tmp_path) == [compiled]


def test_catalogue_leaves_no_draft_behind(tmp_path, catalogue):
    compile_catalogues(tmp_path)
    assert sorted(path.name for path in catalogue.parent.iterdir()) == ["django.mo", "django.po"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "Hosts"\nmsgstr ""', "not translated: 'Hosts'"),
        ('#, fuzzy\nmsgid "Hosts"\nmsgstr "Hôtes"', "fuzzy: 'Hosts'"),
        ('#~ msgid "Hosts"\n#~ msgstr "Hôtes"', "obsolete: 'Hosts'"),
        (
            'msgid "Day"\nmsgid_plural "Days"\nmsgstr[0] "Jour"\nmsgstr[1] ""',
            "not translated: ('Day', 'Days')",
        ),
        (
            '#, python-format\nmsgid "%(count)s days"\nmsgstr "%(nombre)s jours"',
            "unknown named placeholder 'nombre': '%(count)s days'",
        ),
    ],
)
def test_catalogue_check_names_each_problem(entry, problem):
    catalogue = read_po(BytesIO(f"{HEADER}\n{entry}\n".encode()), locale="fr")
    assert list(find_problems(catalogue)) == [problem]


def test_catalogue_check_accepts_finished_translations(catalogue):
    assert list(find_problems(read(catalogue))) == []


# The database


def create_administrator():
    """Run this one step of `prepare` and return what it says."""
    output = StringIO()
    Command(stdout=output).create_administrator()
    return output.getvalue()


@pytest.mark.django_db
def test_prepare_creates_an_administrator_who_can_sign_in(client):
    password = re.search(r"The user is admin, the password (\S+) ", create_administrator())[1]
    assert client.login(username="admin", password=password)
    assert get_user_model().objects.get().is_superuser


@pytest.mark.django_db
def test_prepare_leaves_existing_users_alone():
    get_user_model().objects.create_user("awa")
    assert create_administrator() == ""
    assert get_user_model().objects.get().username == "awa"


def prepare():
    """Run the whole command; return what it says and what the database then holds."""
    output, content = StringIO(), StringIO()
    call_command("prepare", stdout=output)
    call_command("dumpdata", stdout=content)
    return output.getvalue(), content.getvalue()


@pytest.mark.django_db
def test_prepare_changes_nothing_the_second_time():
    said, first = prepare()
    assert "The user is admin" in said
    assert prepare() == ("", first)


@pytest.mark.django_db
def test_prepare_writes_copies_anew_only_if_objects_have_other_members():
    MeetingFactory()
    copies = PublicCopy.objects.filter(resource="meetings")
    prepare()
    copies.update(body="{}")
    prepare()
    assert copies.get().body == "{}"

    ChangeLog.objects.update(shape="of an earlier release")
    prepare()

    assert (count_wrong(), ChangeLog.objects.get().shape) == (0, shape())
