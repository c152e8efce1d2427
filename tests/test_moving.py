"""Moving house: an empty site that is made of an archive cannot be told from the first."""

import datetime
import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from actionplan.models import Submission
from events.changes import copies
from events.changes.log import current
from events.following import count_wrong
from events.models import ChangeLog, Meeting, Partner, PublicCopy, SearchEntry
from events.search import index
from rabat.moving.media import uploaded
from rabat.moving.tables import ALWAYS_THERE, COMPUTED_ANEW, moved
from tests import canaries
from tests.factories import CityFactory, MeetingFactory
from tests.personas import STAFF, make_user
from tests.staff_acts import Staff
from tests.worlds import full_world

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent


def export(path: Path) -> Path:
    call_command("export_full", str(path), verbosity=0)
    return path


def take(path: Path):
    call_command("import_full", str(path), verbosity=0)


def leave():
    """What a new database and a new folder hold: nothing."""
    for model in [*moved().values(), *COMPUTED_ANEW]:
        if model not in ALWAYS_THERE:
            queryset = model._base_manager.all()
            queryset._raw_delete(queryset.db)
    for name in [*uploaded()]:
        default_storage.delete(name)


def held() -> dict[str, int]:
    """The tables that hold something, and the files."""
    models = {label: one for label, one in moved().items() if one not in ALWAYS_THERE}
    counts = {label: one._base_manager.count() for label, one in models.items()}
    found = {label: count for label, count in counts.items() if count}
    return found | dict.fromkeys(uploaded(), 1)


def inhabit():
    """Staff with all that hangs on them, who did something."""
    for persona in STAFF:
        make_user(persona)
    user = User.objects.get(username="editor")
    user.set_password("correct horse")
    user.save()
    user.user_permissions.add(*ContentType.objects.get_for_model(Meeting).permission_set.all())
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": "sealed", "a": [1, None, "é"]}
    )
    meeting = Meeting.objects.order_by("pk").first()
    LogEntry.objects.log_actions(user.pk, [meeting], ADDITION, change_message=[{"added": {}}])
    Submission.objects.create(mark="x" * 64, key=meeting.pk)


@pytest.fixture(scope="module")
def exported(tmp_path_factory, django_db_setup, django_db_blocker):
    """An archive of a site with everything in it, public or not; made once."""
    path = tmp_path_factory.mktemp("moving") / "site.zip"
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    quick = {
        "STORAGES": {**settings.STORAGES, "default": in_memory},
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    with override_settings(**quick), django_db_blocker.unblock(), transaction.atomic():
        canaries.Nest()
        inhabit()
        export(path)
        transaction.set_rollback(True)
    return path


@pytest.fixture
def archive(exported, tmp_path):
    """The archive, to be changed; this site is empty."""
    return Path(shutil.copy(exported, tmp_path))


def change(path: Path, name: str, edit):
    """Write the archive again with another content of one of its files."""
    with ZipFile(path) as archive:
        contents = {one: archive.read(one) for one in archive.namelist()}
    contents[name] = edit(contents[name])
    with ZipFile(path, "w") as archive:
        for one, content in contents.items():
            archive.writestr(one, content)


def change_manifest(path: Path, edit):
    def edited(content: bytes) -> bytes:
        manifest = json.loads(content)
        edit(manifest)
        return json.dumps(manifest).encode()

    change(path, "manifest.json", edited)


def test_export_of_what_was_imported_is_the_same_file(archive, tmp_path):
    assert held() == {}

    take(archive)

    assert export(tmp_path / "again.zip").read_bytes() == archive.read_bytes()
    assert count_wrong() == 0
    assert len([*uploaded()]) > 1


@pytest.mark.parametrize("seed", range(4))
def test_whatever_staff_did_moves(loaded, seed, tmp_path):
    Staff(seed, loaded=loaded).acts_of(40)
    wrong = copies.count_wrong()
    first = export(tmp_path / "first.zip")
    leave()

    take(first)

    assert export(tmp_path / "second.zip").read_bytes() == first.read_bytes()
    assert (copies.count_wrong(), index.count_wrong()) == (wrong, 0)


@pytest.mark.slow
def test_another_database_makes_the_same_site(archive, tmp_path):
    """From the database of the tests to SQLite in a process of its own, which is killed as it
    writes and begins again, and back."""
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "MEDIA_ROOT": str(tmp_path / "media"),
    }
    second = tmp_path / "second.zip"

    def started(*command: str) -> subprocess.Popen:
        manage = [sys.executable, "manage.py", *command, "--verbosity=0"]
        return subprocess.Popen(manage, cwd=ROOT, env=environment, stderr=subprocess.PIPE)

    def done(*command: str):
        process = started(*command)
        _nothing, complaints = process.communicate()
        assert process.returncode == 0, complaints

    done("migrate")
    with started("import_full", str(archive)) as killed:
        while not (tmp_path / "site.sqlite3-journal").exists():  # there while rows are written
            assert killed.poll() is None, killed.stderr.read()
        killed.kill()
    done("import_full", str(archive))
    done("export_full", str(second))
    take(second)

    third = export(tmp_path / "third.zip")
    assert archive.read_bytes() == second.read_bytes() == third.read_bytes()


def test_values_are_exact(tmp_path):
    moment = datetime.datetime(2024, 6, 15, 12, 0, 0, 123456, tzinfo=datetime.UTC)
    place = CityFactory(latitude=Decimal("-6.8400"), longitude=0)
    meeting = MeetingFactory(title_en='𝄞 "\\u0000"\u2028é', city=place)
    Meeting.objects.filter(pk=meeting.pk).update(created_at=moment)
    path = export(tmp_path / "site.zip")
    leave()

    take(path)

    found = Meeting.objects.get()
    assert (found.title_en, found.city.latitude, found.created_at) == (
        '𝄞 "\\u0000"\u2028é',
        Decimal("-6.8400"),
        moment,
    )


def test_mirrors_go_on(client, tmp_path):
    full_world(1)
    address = "/api/v1/changes/?page_size=1000"
    before = client.get(address).json()
    path = export(tmp_path / "site.zip")
    leave()

    take(path)

    assert client.get(address).json() == before
    log = ChangeLog.objects.get()
    MeetingFactory()
    news = client.get(f"{address}&after={before['cursor']}").json()["results"]
    assert {one["seq"] for one in news} == {*range(log.newest + 1, current().newest + 1)}


def test_numbers_of_what_is_gone_are_not_given_again(tmp_path):
    MeetingFactory()
    gone = MeetingFactory()
    number = gone.pk
    gone.delete()
    path = export(tmp_path / "site.zip")
    leave()

    take(path)

    assert MeetingFactory().pk > number


def test_staff_log_in_as_before_and_may_do_the_same(archive):
    take(archive)

    user = User.objects.get(username="editor")
    assert user.check_password("correct horse")
    assert user.has_perm("events.delete_meeting")
    assert [group.name for group in user.groups.all()] == ["Editor"]
    assert Authenticator.objects.get(user=user).data == {"secret": "sealed", "a": [1, None, "é"]}


def test_search_finds_and_nobody_is_logged_in(client, tmp_path):
    MeetingFactory()
    client.force_login(make_user("editor"))
    entries = SearchEntry.objects.count()
    path = export(tmp_path / "site.zip")
    with ZipFile(path) as archive:
        assert not {"sessions.Session.jsonl", "events.SearchEntry.jsonl"} & {*archive.namelist()}
    leave()
    Session.objects.all().delete()

    take(path)

    assert (SearchEntry.objects.count(), Session.objects.count()) == (entries, 0)


def test_only_the_owner_may_read_it_which_is_said(tmp_path, capsys):
    path = tmp_path / "site.zip"
    path.touch(0o644)

    call_command("export_full", str(path))

    assert path.stat().st_mode & 0o777 == 0o600
    assert "personal data and password hashes" in capsys.readouterr().out
    assert [*tmp_path.iterdir()] == [path]


# What is refused leaves the site as it was


def refused(path: Path, match: str):
    before = held()
    with pytest.raises(CommandError, match=match):
        take(path)
    assert held() == before


@pytest.mark.parametrize(
    "there", [MeetingFactory, lambda: make_user("reader"), ChangeLog.objects.create]
)
def test_a_site_with_anything_in_it_is_refused(archive, there):
    there()

    refused(archive, "not empty: it has rows of ")


def test_other_migrations_are_refused_by_name(archive):
    change_manifest(archive, lambda manifest: manifest["migrations"].append("events.9999_later"))

    refused(archive, r"differ in: events\.9999_later")


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda manifest: manifest.update(format=2), "another release"),
        (lambda manifest: manifest["tables"].pop("events.City"), "other tables"),
        (lambda manifest: manifest["tables"]["events.City"].update(rows=0), "not come whole"),
        (lambda manifest: manifest["tables"]["events.City"].pop("sha256"), "damaged"),
        (lambda manifest: manifest.pop("media"), "damaged"),
        (lambda manifest: manifest.update(media=[]), "damaged"),
        (lambda manifest: manifest["media"].update({"missing.pdf": {"sha256": ""}}), "damaged"),
    ],
)
def test_a_manifest_that_tells_something_else_is_refused(archive, edit, reason):
    change_manifest(archive, edit)

    refused(archive, reason)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "/etc/evil",
        "a/../../evil",
        "a\\..\\evil",
        "C:evil",
        "./evil",
        "a//b",
        "",
        "a\0b",
        "..",
    ],
)
def test_a_file_that_would_leave_its_folder_is_refused(archive, name, tmp_path):
    change_manifest(archive, lambda manifest: manifest["media"].update({name: {"sha256": ""}}))

    refused(archive, "a file that no site has")
    assert [*tmp_path.parent.glob("**/evil*")] == []


@pytest.mark.parametrize(
    "edit",
    [
        lambda lines: lines[: len(lines) // 2],
        lambda lines: lines.replace(b"2", b"3"),
        lambda lines: lines + lines.splitlines(keepends=True)[0],
        lambda lines: b"",
        lambda lines: b"nothing\n",
        lambda lines: b"\xff\n",
        lambda lines: b"null\n",
        lambda lines: b'{"model": "events.city", "pk": 9, "fields": {}}\n',
        lambda lines: b'{"model": "events.nothing", "pk": 9, "fields": {}}\n',
    ],
)
@pytest.mark.parametrize("table", ["events.Meeting", "events.StatusChange"])
def test_rows_that_did_not_come_whole_are_refused(archive, table, edit):
    change(archive, f"{table}.jsonl", edit)

    refused(archive, "damaged|not come whole|another table")


@pytest.mark.parametrize("part", [0, 0.5, 0.99])
def test_a_file_that_was_cut_is_refused(archive, part):
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * part)])

    refused(archive, "damaged or none of ours")


def test_a_file_whose_bytes_changed_is_refused(archive):
    content = bytearray(archive.read_bytes())
    with ZipFile(archive) as found:
        middle = found.getinfo("events.Meeting.jsonl")
    for place in range(middle.header_offset + 100, middle.header_offset + 140):
        content[place] ^= 0xFF
    archive.write_bytes(content)

    refused(archive, "damaged or none of ours")


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        take(tmp_path / "nothing.zip")


@pytest.mark.parametrize("length", [None, 0, 1, -1])
def test_an_import_that_was_killed_can_be_done_again(archive, length, tmp_path):
    """Its files may be there already, whole or cut short; its rows never are."""
    with ZipFile(archive) as found:
        name = next(one for one in found.namelist() if one.startswith("media/"))
        content = ContentFile(found.read(name)[:length])
        default_storage.save(name.removeprefix("media/"), content)

    take(archive)

    assert export(tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_another_file_of_the_same_name_is_not_written_over(archive):
    with ZipFile(archive) as found:
        name = next(one for one in found.namelist() if one.startswith("media/"))
    default_storage.save(name.removeprefix("media/"), ContentFile(b"other"))

    refused(archive, "another file already")


def test_copies_and_histories_move_as_they_are(archive):
    take(archive)

    assert PublicCopy.objects.exists()
    partner = Partner.objects.order_by("pk").first()
    assert [one.history_type for one in partner.history.all()] == ["+"]
