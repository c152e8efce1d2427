"""A change is noted of each record that names what changed, and told once."""

import datetime
import json

import pytest
from django.utils import timezone

from actionplan.together import together
from events.changes.copies import count_wrong
from events.models import Change, Meeting, PublicCopy
from tests import factories
from tests.mirrors import shown

pytestmark = pytest.mark.django_db


def object_of(row) -> dict:
    """What partners are given of a record."""
    return json.loads(PublicCopy.objects.get(key=row.uid).body)


def told(client, after: str = "") -> list[tuple]:
    """What the changes say after a cursor."""
    answer = client.get("/api/v1/changes/", {"after": after} if after else {}).json()
    return [(one["op"], one["resource"], one["id"]) for one in answer["results"]]


def cursor(client) -> str:
    return client.get("/api/v1/changes/").json()["cursor"]


# What named a record that is gone


def test_a_deleted_meeting_is_no_longer_what_others_belong_to():
    whole = factories.MeetingFactory()
    part = factories.MeetingFactory(part_of=whole)
    whole.delete()

    assert (object_of(part)["part_of"], count_wrong()) == (None, 0)


def test_a_deleted_meeting_no_longer_fulfils_what_was_announced():
    fulfilling = factories.MeetingFactory()
    announced = factories.IntentionFactory(fulfilled_by=fulfilling).meeting
    fulfilling.delete()

    (follow_up,) = object_of(announced)["announced_follow_ups"]
    assert (follow_up["fulfilled_by"], count_wrong()) == (None, 0)


def test_a_deleted_meeting_is_no_longer_the_handover_of_a_chairmanship():
    turn = factories.ChairmanshipFactory()
    factories.MeetingFactory(handover_to=turn).delete()

    assert (object_of(turn)["handover_meeting"], count_wrong()) == (None, 0)


def test_many_meetings_deleted_at_once_are_named_no_more():
    whole = factories.MeetingFactory(slug="whole")
    part = factories.MeetingFactory(part_of=whole)
    Meeting.objects.filter(slug="whole").delete()

    assert (object_of(part)["part_of"], count_wrong()) == (None, 0)


# Documents of two records


@pytest.mark.parametrize("hidden", ["meeting", "chairmanship", "plan", "partner"])
def test_a_document_is_named_by_none_of_its_owners_when_one_is_withdrawn(hidden):
    turn = factories.ChairmanshipFactory()
    owners = {
        "meeting": factories.MeetingFactory(),
        "chairmanship": turn,
        "plan": factories.ActionPlanFactory(),
    }
    factories.DocumentFactory(slug="joint", **owners)
    hiding = turn.partner if hidden == "partner" else owners[hidden]
    naming = {"meeting", "chairmanship"} - {"chairmanship" if hidden == "partner" else hidden}
    assert [object_of(owners[name])["documents"] for name in naming] == [["joint"]] * len(naming)

    hiding.publication = "withdrawn"
    hiding.save()

    assert [object_of(owners[name])["documents"] for name in naming] == [[]] * len(naming)
    assert count_wrong() == 0


# Words that are known by their slugs


def test_a_renamed_type_is_gone_under_its_old_name(client):
    kind = factories.MeetingTypeFactory(slug="seminar")
    before = cursor(client)
    kind.slug = "workshop"
    kind.save()

    assert told(client, before) == [
        ("delete", "meeting-types", "seminar"),
        ("upsert", "meeting-types", "workshop"),
    ]
    assert count_wrong() == 0


def test_two_types_may_take_each_others_names(client):
    one, two = factories.MeetingTypeFactory(slug="one"), factories.MeetingTypeFactory(slug="two")
    before = cursor(client)
    with together():
        for row, name in [(one, "between"), (two, "one"), (one, "two")]:
            row.slug = name
            row.save()

    assert set(told(client, before)) == {
        ("upsert", "meeting-types", "one"),
        ("upsert", "meeting-types", "two"),
    }
    assert count_wrong() == 0


# What is told


def test_all_resources_are_told_of_unless_some_are_asked_for(client):
    meeting = factories.MeetingFactory()
    everything = {("meeting-types", meeting.type.slug), ("meetings", str(meeting.uid))}

    assert {(resource, key) for _op, resource, key in told(client)} == everything


def test_what_went_twice_is_told_once(client):
    meeting = factories.MeetingFactory()
    before = cursor(client)
    for state in ("draft", "published", "draft"):
        meeting.publication = state
        meeting.save()

    assert told(client, before) == [("delete", "meetings", str(meeting.uid))]


def test_texts_that_look_like_an_address_inside_are_told_as_they_are(client):
    text = '\\u0000 "\\u0000" \\'
    meeting = factories.MeetingFactory(slug="one", title_en=text)

    assert shown(client)["meetings", str(meeting.uid)]["title"]["en"] == text
    assert client.get("/api/v1/meetings/one/").json()["title"]["en"] == text


def test_the_clock_of_whoever_writes_changes_nothing():
    meeting = factories.MeetingFactory()
    with timezone.override("Africa/Nairobi"):
        before = Change.objects.count()
        meeting.save()
        other = factories.MeetingFactory()

    assert object_of(other)["created_at"].endswith("Z")
    assert (Change.objects.filter(key=meeting.uid).count(), count_wrong()) == (1, 0)
    assert before + 2 == Change.objects.count()
    assert datetime.datetime.fromisoformat(object_of(other)["created_at"]) == other.created_at
