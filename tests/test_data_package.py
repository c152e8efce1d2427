"""The public record in one file: complete, valid, the same as the API, and nothing that is not
public."""

import csv
import io
import json
from collections.abc import Iterable
from zipfile import ZipFile

import frictionless
import pytest
from django.core.management import CommandError, call_command

from actionplan.objects import ORIGIN as PLACE
from events.changes.resources import KINDS
from events.data_package.build import TABLES
from events.models import Meeting, Partner, PublicCopy
from tests import canaries
from tests.browsing import ORIGIN
from tests.factories import MeetingFactory, PartnerFactory
from tests.mirrors import shown
from tests.worlds import full_world

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

# Said elsewhere in the package: by the documents, and by the links in the other direction.
SAID_ELSEWHERE = {("meetings", "documents"), ("meetings", "linked_from")}
SAID_ELSEWHERE |= {("meetings", "recommendations"), ("chairmanships", "documents")}
SAID_ELSEWHERE |= {
    ("action-plans", name)
    for name in ("areas", "objectives_without_area", "actions_without_objective")
}


@pytest.fixture
def exported(tmp_path):
    """Writes the package; answers where it is."""

    def export(name: str = "public.zip"):
        path = tmp_path / name
        call_command("export_public", str(path), origin=ORIGIN, verbosity=0)
        return path

    return export


def faults(path) -> list[str]:
    """What those who take the package are told is wrong with it."""
    report = frictionless.validate(str(path))
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


def contents(path) -> dict[str, str]:
    with ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows(path, table: str) -> list[dict[str, str]]:
    text = contents(path)[f"data/{table}.csv"]
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_real_record_makes_a_valid_package(record, exported):
    call_command("rebuild", verbosity=0)
    path = exported()

    assert faults(path) == []
    assert len(rows(path, "meetings")) == Meeting.objects.published().count() > 50


@pytest.mark.parametrize("each", [0, 1, 3])
def test_whatever_the_record_holds_the_package_is_valid(exported, each):
    if each:
        full_world(each)

    assert faults(exported()) == []


def test_what_is_wrong_is_found(exported):
    """The gate is not open."""
    MeetingFactory()
    path = exported()
    broken = contents(path)
    broken["data/meetings.csv"] = broken["data/meetings.csv"].replace("meeting-types", "nothing")
    broken["data/meeting-types.csv"] = broken["data/meeting-types.csv"].splitlines()[0] + "\n"
    with ZipFile(path, "w") as archive:
        for name, text in broken.items():
            archive.writestr(name, text)

    found = " ".join(faults(path))
    assert "foreign key" in found
    assert "hash" in found


def test_objects_are_those_of_the_api(client, exported):
    full_world(2)

    found = contents(exported())

    objects = {
        (kind.name, one["id"]): one
        for kind in KINDS
        for one in json.loads(found[f"json/{kind.name}.json"])
    }
    assert objects == shown(client)


def test_nothing_that_is_not_public_gets_in(exported):
    nest = canaries.Nest()
    path = exported()

    texts = "\n".join(contents(path).values())
    leaked = [word for word in (canaries.CANARY, canaries.SEALED) if word in texts.lower()]
    assert leaked == []
    assert canaries.HIDDEN_CODE not in [one["code"] for one in rows(path, "partners")]
    assert nest.meeting.slug in texts
    assert faults(path) == []


def test_canaries_are_seen_where_they_are_published(exported):
    nest = canaries.Nest(published=True)

    texts = "\n".join(contents(exported()).values())

    assert nest.hidden_meeting.title_en in texts


def cells(path) -> dict[str, set[str]]:
    """The values that the tables of each resource hold."""
    found = {}
    for table in TABLES:
        for resource in table.resources:
            held = found.setdefault(resource, set())
            held |= {cell for row in rows(path, table.name) for cell in row.values()}
    return found


def test_every_value_of_an_object_stands_in_a_table(client, exported):
    full_world(1)
    held = cells(exported())

    missing = {
        (resource, name, text)
        for (resource, _key), one in shown(client).items()
        for name, value in one.items()
        if (resource, name) not in SAID_ELSEWHERE
        for text in values(value)
        if text not in held[resource]
    }
    assert missing == set()


def values(value) -> Iterable[str]:
    """All values in a part of an object; an item of a plan is one, as the tables have it."""
    if isinstance(value, dict):
        rest = dict(value)
        code = "item" if "item" in rest else "area"
        if rest.get("plan") and rest.get(code):
            yield f"{rest.pop('plan')}.{rest.pop(code)}"
        value = list(rest.values())
    if isinstance(value, list):
        for one in value:
            yield from values(one)
    elif value is not None:
        yield str(value)


def test_items_of_plans_are_named_as_the_api_filters_by_them(client, exported):
    full_world(1)
    path = exported()

    for row in rows(path, "meeting-plan-items"):
        found = client.get("/api/v1/meetings/", {"item": row["item"]}).json()["results"]
        assert row["meeting"] in [one["slug"] for one in found]


def test_the_same_record_is_the_same_file(exported):
    full_world(1)

    assert exported("first.zip").read_bytes() == exported("second.zip").read_bytes()


def test_the_file_holds_nothing_of_the_machine(exported):
    MeetingFactory()
    path = exported()

    with ZipFile(path) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert path.stat().st_mode & 0o777 == 0o644
    assert PLACE not in "".join(contents(path).values())


def test_changes_go_on_from_where_the_file_ends(client, exported):
    meeting = MeetingFactory()
    package = json.loads(contents(exported())["datapackage.json"])
    assert client.get(package["changes"]).json()["results"] == []

    meeting.title_en = "Renamed"
    meeting.save()

    (change,) = client.get(package["changes"]).json()["results"]
    assert (change["resource"], change["id"]) == ("meetings", str(meeting.uid))
    assert package["created"].startswith("2024-06-15T00:00:00")


def test_texts_are_no_formulas_in_tables_and_themselves_in_json(exported):
    PartnerFactory(name_en="=1+1")
    path = exported()

    assert rows(path, "partners")[0]["name_en"] == "'=1+1"
    assert json.loads(contents(path)["json/partners.json"])[0]["name"]["en"] == "=1+1"


def test_the_dictionary_is_in_both_languages(exported):
    PartnerFactory()
    english, french = contents(exported())["README.md"].split("\n\n---\n\n")

    assert english.startswith("# Public record of the Rabat Process\n")
    assert french.startswith("# Données publiques du Processus de Rabat\n")
    assert f"<{ORIGIN}/fr/donnees/>" in french
    for table in TABLES:
        for part in (english, french):
            assert f"## {table.name}\n" in part
    assert "1 row." in english
    assert "1 ligne." in french


@pytest.mark.parametrize("origin", ["rabat.example", "ftp://rabat.example", "https://", "\0"])
def test_addresses_need_an_origin(tmp_path, origin):
    with pytest.raises(CommandError, match="no address"):
        call_command("export_public", str(tmp_path / "public.zip"), origin=origin)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    with pytest.raises(CommandError, match="was not written"):
        call_command("export_public", str(tmp_path / "nowhere" / "public.zip"))
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_not_held_twice(django_assert_num_queries, exported):
    PartnerFactory.create_batch(3)
    assert PublicCopy.objects.filter(resource="partners").count() == Partner.objects.count()

    with django_assert_num_queries(len(KINDS) + 3):  # the log, and the savepoint around it all
        exported()
