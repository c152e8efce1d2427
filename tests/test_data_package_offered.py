"""The package as visitors take it."""

import datetime
import io
import json
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from events.data_package.offered import FOLDER, offer
from rabat.moving.media import uploaded
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/data-package.zip"


@pytest.fixture
def meeting():
    return MeetingFactory(title_en="One")


def titles(client) -> list[str]:
    """Of the meetings in the file as a visitor takes it."""
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "application/zip"
    assert 'filename="rabat-process.zip"' in response["Content-Disposition"]
    with ZipFile(io.BytesIO(b"".join(response))) as archive:
        return [one["title"]["en"] for one in json.loads(archive.read("json/meetings.json"))]


def files() -> list[str]:
    return default_storage.listdir(FOLDER)[1]


def test_it_is_not_there_until_it_is_made(client, meeting):
    before = client.get(ADDRESS)
    offer()

    assert (before.status_code, before["Content-Type"]) == (404, "application/problem+json")
    assert titles(client) == ["One"]


def test_who_has_it_is_told_so(client, meeting):
    offer()
    etag = client.get(ADDRESS)["ETag"]

    assert client.get(ADDRESS, headers={"if-none-match": etag}).status_code == 304


def test_it_is_made_anew_when_something_has_changed(client, meeting, time_machine):
    time_machine.move_to(datetime.datetime(2024, 6, 15, 10, tzinfo=datetime.UTC), tick=False)
    offer()
    meeting.title_en = "Two"
    meeting.save()
    offer()
    soon = titles(client)
    time_machine.shift(601)
    offer()

    assert (soon, titles(client)) == (["One"], ["Two"])
    assert len(files()) == 1


def test_nothing_is_made_while_nothing_changes(meeting, time_machine):
    time_machine.move_to(datetime.datetime(2024, 6, 15, 10, tzinfo=datetime.UTC), tick=False)
    offer()
    made = files()
    time_machine.shift(100_000)
    offer()

    assert files() == made


def test_what_was_withdrawn_is_given_to_nobody(client, meeting):
    MeetingFactory(title_en="Stays")
    offer()
    meeting.publication = "draft"
    meeting.save()

    assert client.get(ADDRESS).status_code == 404
    offer()
    assert titles(client) == ["Stays"]


def test_that_of_another_database_is_given_to_nobody(client, meeting):
    default_storage.save(f"{FOLDER}/{'0' * 32}.9.9.zip", ContentFile(b"another"))

    assert client.get(ADDRESS).status_code == 404
    offer()
    assert titles(client) == ["One"]
    assert len(files()) == 1


def test_two_made_at_once_do_no_harm(client, meeting):
    offer()
    (name,) = files()
    with default_storage.open(f"{FOLDER}/{name}") as file:
        default_storage.save(f"{FOLDER}/{name}", ContentFile(file.read()))
    assert len(files()) == 2

    assert titles(client) == ["One"]


def test_parameters_are_refused(client):
    assert client.get(ADDRESS, {"lang": "fr"}).status_code == 400


def test_it_does_not_move_house(meeting):
    offer()
    default_storage.save("documents/report.pdf", ContentFile(b"%PDF"))

    assert list(uploaded()) == ["documents/report.pdf"]
