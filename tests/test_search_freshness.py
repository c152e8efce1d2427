"""The search index follows the record: every change is found at once, and nothing that is gone."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from actionplan.together import together
from events.models import Chairmanship, Meeting, Partner, PublicCopy, SearchEntry
from events.roots import PATHS
from events.search.index import count_wrong
from events.search.query import search
from tests import factories
from tests.personas import log_in

pytestmark = pytest.mark.django_db

# What an entry says of a row of each model: the field, and the kinds of entries that say it.
SAID = {
    "ActionPlan": ("name_en", {"plan", "document"}),
    "RoadmapPriority": ("title_en", {"plan"}),
    "Area": ("title_en", {"area"}),
    "Objective": ("title_en", {"objective"}),
    "Action": ("title_en", {"action"}),
    "Partner": ("name_en", {"partner", "chairmanship", "meeting", "document"}),
    "City": ("name_en", {"meeting"}),
    "Chairmanship": ("slogan_en", {"chairmanship"}),
    "ChairmanshipPriority": ("text_en", {"chairmanship"}),
    "MeetingType": ("name_en", {"meeting"}),
    "Meeting": ("title_en", {"meeting", "recommendation", "document"}),
    "MeetingAim": ("text_en", {"meeting"}),
    "Session": ("title_en", {"meeting"}),
    "Outcome": ("text_en", {"meeting"}),
    "Recommendation": ("text_en", {"recommendation"}),
    "Intention": ("text_en", {"meeting"}),
    "Document": ("title_en", {"document"}),
    "DocumentKind": ("name_en", {"document"}),
    "StandingPage": ("title_en", {"standingpage"}),
}
# A part in a meeting has no text; the partner it names is found with the meeting.
SAID_BY_REFERENCE = {"MeetingPartner"}
# Their rows bear on pages and on the API, but no entry says anything of them.
UNSAID = {
    "DateChange",
    "Delegation",
    "DocumentVersion",
    "FormerSlug",
    "MeetingLink",
    "Nomination",
    "NominationLink",
    "Nominee",
    "OutcomeKind",
    "Participation",
    "PartnerRole",
    "Person",
    "PlanAdoption",
    "PlanLink",
    "RecommendationLink",
    "ReportedCount",
    "StatusChange",
}


def make(name: str, **fields):
    return getattr(factories, f"{name}Factory")(**fields)


def hang_on(row) -> None:
    """Something on the row that tells of it in entries of its own."""
    name = type(row).__name__
    if name in ("ActionPlan", "Meeting"):
        make("Document", **{"plan" if name == "ActionPlan" else "meeting": row})
    if name == "Meeting":
        make("Recommendation", meeting=row)
    if name == "Partner":
        make("Meeting", country=row)
        make("Document", chairmanship=make("Chairmanship", partner=row))
    if name == "City":
        make("Meeting", city=row, country=row.country)
    if name == "MeetingType":
        make("Meeting", type=row)
    if name == "DocumentKind":
        make("Document", kind=row)


def kinds(word: str) -> set[str]:
    return set(search(word).values_list("resource", flat=True))


def all_entries() -> set[tuple]:
    """What the index says, whatever the keys of its rows."""
    fields = [field.name for field in SearchEntry._meta.fields if field.name != "id"]
    return set(SearchEntry.objects.values_list(*fields))


# Every model


def test_every_model_is_said_or_stated_not_to_be():
    assert {model.__name__ for model in PATHS} == {*SAID, *SAID_BY_REFERENCE, *UNSAID}


@pytest.mark.parametrize("name", SAID)
def test_a_change_is_found_in_all_entries_that_say_it_and_the_old_words_no_more(name):
    field, said = SAID[name]
    row = make(name, **{field: "Zebra"})
    hang_on(row)
    assert kinds("zebra") == said

    setattr(row, field, "Okapi")
    row.save()

    assert (kinds("zebra"), kinds("okapi"), count_wrong()) == (set(), said, 0)


@pytest.mark.parametrize("name", SAID)
def test_what_is_deleted_is_found_no_more(name):
    field, _said = SAID[name]
    row = make(name, **{field: "Zebra"})  # without what would not let it go
    row.delete()

    assert (kinds("zebra"), count_wrong()) == (set(), 0)


@pytest.mark.parametrize("name", sorted(UNSAID))
def test_a_row_that_no_entry_speaks_of_changes_none(name):
    row = make(name)
    before = all_entries()
    row.delete()

    assert (all_entries(), count_wrong()) == (before, 0)


def test_a_part_in_a_meeting_is_found_until_it_is_gone():
    partner = factories.PartnerFactory(name_en="Zebra")
    part = factories.MeetingPartnerFactory(partner=partner)
    assert kinds("zebra") == {"partner", "meeting"}

    part.delete()

    assert (kinds("zebra"), count_wrong()) == ({"partner"}, 0)


# Moving and going


def test_a_part_moved_to_another_meeting_is_found_there_alone():
    old, new = factories.MeetingFactory.create_batch(2)
    session = factories.SessionFactory(meeting=old, title_en="Zebra")
    session.meeting = new
    session.save()

    assert [entry.owner_id for entry in search("zebra")] == [new.pk]
    assert count_wrong() == 0


def test_a_recommendation_moved_to_another_meeting_leads_there():
    new = factories.MeetingFactory(slug="new")
    recommendation = factories.RecommendationFactory(number=4, text_en="Zebra")
    recommendation.meeting = new
    recommendation.save()

    (entry,) = search("zebra")
    assert entry.get_absolute_url() == "/en/meetings/new/#recommendation-4"
    assert recommendation.get_absolute_url() == entry.get_absolute_url()
    assert count_wrong() == 0


def test_a_meeting_deleted_takes_its_parts_along():
    meeting = factories.MeetingFactory(title_en="Zebra")
    factories.RecommendationFactory(meeting=meeting, text_en="Zebra")
    factories.SessionFactory(meeting=meeting, title_en="Zebra")
    other = factories.MeetingFactory(part_of=meeting)
    meeting.delete()

    assert (kinds("zebra"), count_wrong()) == (set(), 0)
    assert SearchEntry.objects.get().owner_id == other.pk


def test_a_plan_deleted_takes_its_items_along():
    plan = factories.ActionPlanFactory(name_en="Zebra")
    for name in ("Area", "Objective", "Action", "RoadmapPriority"):
        make(name, plan=plan, title_en="Zebra")
    plan.delete()

    assert (kinds("zebra"), count_wrong()) == (set(), 0)


def test_many_rows_deleted_at_once_are_found_no_more():
    factories.MeetingFactory.create_batch(3, title_en="Zebra")
    Meeting.objects.all().delete()

    assert (kinds("zebra"), count_wrong()) == (set(), 0)


def test_a_chairmanship_deleted_leaves_its_meetings():
    turn = factories.ChairmanshipFactory(slogan_en="Zebra")
    factories.ChairmanshipPriorityFactory(chairmanship=turn, text_en="Zebra")
    meeting = factories.MeetingFactory(chairmanship=turn, handover_to=turn, title_en="Okapi")
    turn.delete()

    assert (kinds("zebra"), kinds("okapi"), count_wrong()) == (set(), {"meeting"}, 0)
    assert SearchEntry.objects.get(resource="meeting").owner_id == meeting.pk


# Publication


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
@pytest.mark.parametrize("name", ["ActionPlan", "Meeting", "Chairmanship", "Document"])
def test_what_is_not_public_and_all_that_hangs_on_it_is_found_again_when_it_is(name, state):
    row = make(name)
    hang_on(row)
    if name == "ActionPlan":
        make("Action", plan=row)
    if name == "Chairmanship":
        make("Document", chairmanship=row)
    before = all_entries()
    kept = {"partner"} if name == "Chairmanship" else set()

    row.publication = state
    row.save()
    assert set(SearchEntry.objects.values_list("resource", flat=True)) == kept
    assert count_wrong() == 0

    row.publication = "published"
    row.save()
    assert (all_entries(), count_wrong()) == (before, 0)


def test_a_partner_withdrawn_is_named_by_no_entry():
    partner = factories.PartnerFactory(name_en="Zebra", aliases="Okapi")
    factories.MeetingPartnerFactory(partner=partner)
    factories.MeetingFactory(country=partner)
    factories.DocumentFactory(chairmanship=factories.ChairmanshipFactory(partner=partner))
    partner.publication = "withdrawn"
    partner.save()

    assert (kinds("zebra"), kinds("okapi"), count_wrong()) == (set(), set(), 0)


@pytest.mark.parametrize(
    ("action", "state", "found"),
    [("publish_selected", "draft", {"meeting"}), ("withdraw_selected", "published", set())],
)
def test_what_staff_publish_or_withdraw_together_is_found_or_not_at_once(
    client, action, state, found
):
    rows = factories.MeetingFactory.create_batch(3, title_en="Zebra", publication=state)
    log_in(client, "publisher")
    data = {"action": action, "_selected_action": [row.pk for row in rows], "confirmed": "yes"}
    data |= {f"seen-{row.pk}": row.updated_at.isoformat() for row in rows}
    client.post(reverse("admin:events_meeting_changelist"), data)

    assert (kinds("zebra"), search("zebra").count()) == (found, 3 * len(found))
    assert count_wrong() == 0


# Many writes at once


def test_a_loaded_record_is_found_as_it_is_loaded_and_loaded_anew(small):
    small.entry("meetings.yaml", "second-date")["title_en"] = "Zebra"
    small.load()
    assert (kinds("zebra"), count_wrong()) == ({"meeting", "document"}, 0)

    small.entry("meetings.yaml", "second-date")["title_en"] = "Okapi"
    small.load(dry_run=True)
    assert kinds("okapi") == set()
    small.load()
    assert (kinds("zebra"), kinds("okapi"), count_wrong()) == (set(), {"meeting", "document"}, 0)


def test_writes_taken_together_are_found_at_the_end():
    with transaction.atomic(), together():
        meeting = factories.MeetingFactory(title_en="Zebra")
        with together():
            factories.SessionFactory(meeting=meeting, title_en="Okapi")
        assert kinds("zebra") | kinds("okapi") == set()

    assert (kinds("zebra"), kinds("okapi"), count_wrong()) == ({"meeting"}, {"meeting"}, 0)


@transaction.atomic
@together()
def replace_and_fail():
    Meeting.objects.get().delete()
    factories.MeetingFactory(title_en="Zebra")
    raise LookupError


def test_writes_taken_together_and_undone_leave_the_index_as_it_was():
    factories.MeetingFactory(title_en="Okapi")
    before = all_entries()

    with pytest.raises(LookupError):
        replace_and_fail()

    assert (all_entries(), count_wrong()) == (before, 0)
    factories.MeetingFactory(title_en="Giraffe")  # and what comes next is not put off
    assert kinds("giraffe") == {"meeting"}


def test_a_transaction_undone_after_its_end_leaves_the_index_as_it_was():
    factories.MeetingFactory(title_en="Okapi")
    before = all_entries()

    with transaction.atomic():
        with together():
            factories.MeetingFactory(title_en="Zebra")
        Meeting.objects.filter(title_en="Okapi").first().delete()
        transaction.set_rollback(True)

    assert (all_entries(), count_wrong()) == (before, 0)


# Past the models


def lose_an_entry():
    SearchEntry.objects.filter(resource="meeting").first().delete()


def leave_an_entry_behind():
    Chairmanship.objects.update(slogan_en="Together")


def double_an_entry():
    entry = SearchEntry.objects.filter(resource="partner").first()
    entry.pk = None
    entry.save()


def withdraw_unnoticed():
    Partner.objects.filter(chairmanships=None).update(publication="withdrawn")


def delete_unnoticed():
    Meeting.objects.all()._raw_delete("default")


DAMAGES = {  # and how many entries are wrong: one out of date is one to go and one to come
    lose_an_entry: 1,
    leave_an_entry_behind: 2,
    double_an_entry: 1,
    withdraw_unnoticed: 1,
    delete_unnoticed: 1,
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_rebuilding_finds_and_repairs(damage, capsys):
    factories.ChairmanshipFactory(partner__name_en="Zebra")
    factories.PartnerFactory(name_en="Okapi")
    factories.MeetingFactory(title_en="Giraffe")
    damage()

    assert count_wrong() == DAMAGES[damage]
    with pytest.raises(CommandError, match=r"^[1-3] entries or copies are missing or out of date"):
        call_command("rebuild", check=True)
    call_command("rebuild")
    call_command("rebuild", check=True)

    assert count_wrong() == 0
    entries, copies = SearchEntry.objects.count(), PublicCopy.objects.count()
    said = f"{entries} entries and {copies} copies, all as they should be.\n"
    assert capsys.readouterr().out == said * 2
