"""Every change of what the public sees is noted, and nothing else: field by field, row by row."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import models, transaction
from django.db.models import Max
from django.db.transaction import TransactionManagementError

from actionplan.together import together
from events.changes.copies import count_wrong
from events.changes.log import ResyncNeededError, read
from events.changes.resources import BY_NAME
from events.following import rebuild
from events.models import Change, Meeting, PublicCopy
from events.roots import PATHS
from tests import factories

pytestmark = pytest.mark.django_db

DAY = datetime.date(2027, 5, 3)
NEXT = DAY + datetime.timedelta(days=1)
PUBLIC = [model.__name__ for model in PATHS if PATHS[model]]
# What staff know besides, and what is computed from what makes a change itself.
PRIVATE_EVERYWHERE = {"id", "created_at", "updated_at", "recorded_at", "sources", "notes"}
PRIVATE_EVERYWHERE |= {"publish_at", "preview_edition", "confidence"}
PRIVATE = {
    "Delegation": {"principal_seats", "accompanying_seats", "head_count"},
    "Meeting": {
        "participants_words",
        "seats_as_printed",
        "sequence",
        "stated_time_zone",
        "stated_utc_offset",
        "status_basis",
    },
    "Partner": {"time_zone"},
    "ReportedCount": {"words"},
}
PERIOD = {
    "start_date": DAY,
    "start_precision": "day",
    "end_date": DAY + datetime.timedelta(days=300),
    "end_precision": "day",
}
# How a row is made whose fields can all be changed one by one.
MADE = {
    "ActionPlan": {"start_year": 2018, "end_year": 2020, "applied_until_year": 2022},
    "Chairmanship": PERIOD,
    "City": {"latitude": 10, "longitude": 10},
    "DateChange": {"start_date": DAY, "end_date": NEXT + datetime.timedelta(days=2)},
    "Document": {"date": DAY, "date_precision": "day"},
    "Intention": {"due_date": DAY, "due_precision": "day"},
    "Meeting": {
        "start_date": DAY,
        "end_date": NEXT + datetime.timedelta(days=2),
        "participation": "seats",
        "principal_seats": 1,
        "accompanying_seats": 1,
        "seat_unit": "country",
        "start_time": datetime.time(9),
    },
    "PartnerRole": PERIOD,
}
# What is written where the database wants several fields at once, or not just any value.
WRITTEN = {
    ("Action", "objective"): lambda row: {
        "objective": factories.ObjectiveFactory(plan=row.plan),
        "objective_basis": "stated",
    },
    ("Action", "objective_basis"): lambda row: {
        "objective": factories.ObjectiveFactory(plan=row.plan),
        "objective_basis": "inferred",
    },
    ("DocumentVersion", "file"): lambda row: {"file": "documents/other.pdf", "url": ""},
    ("Meeting", "participation"): lambda row: {
        "participation": "open",
        "principal_seats": None,
        "accompanying_seats": None,
        "seat_unit": "",
    },
    ("Meeting", "date_precision"): lambda row: {"date_precision": "month", "start_time": None},
    ("Objective", "area"): lambda row: {"area": factories.AreaFactory(plan=row.plan)},
    ("Partner", "code"): lambda row: {"code": "ZZ"},
    ("Partner", "kind"): lambda row: {"kind": "organisation", "region": ""},
    ("PartnerRole", "kind"): lambda row: {"kind": "steering_committee"},
    ("PartnerRole", "area"): lambda row: {
        "kind": "reference_country",
        "area": factories.AreaFactory(),
    },
    **{
        (model, level): lambda row, level=level: {"area": None, level: make(level.capitalize())}
        for model in ("PlanLink", "RecommendationLink")
        for level in ("objective", "action")
    },
}


def make(name: str, **fields):
    return getattr(factories, f"{name}Factory")(**fields)


def last_seq() -> int:
    return Change.objects.aggregate(last=Max("seq"))["last"] or 0


def other_value(row, name: str) -> dict:
    """A value that the field may have and has not."""
    field = row._meta.get_field(name)
    value = getattr(row, name)
    if field.remote_field:
        return {name: make(field.related_model.__name__)}
    if field.choices:
        return {name: next(key for key, _label in field.flatchoices if key not in (value, ""))}
    if name == "order":
        return {name: 3}
    kinds = {
        models.BooleanField: lambda: not value,
        models.DateField: lambda: (value or DAY) + datetime.timedelta(days=1),
        models.TimeField: lambda: datetime.time(10),
        models.DecimalField: lambda: (value or Decimal(1)) + 1,
        models.IntegerField: lambda: (value or 1) + 1,
        models.UUIDField: lambda: type(value)(int=value.int ^ 1),
        models.Field: lambda: f"{value}x",
    }
    return {name: next(new() for kind, new in kinds.items() if isinstance(field, kind))}


def seen_fields():
    for model in PATHS:
        name = model.__name__
        for field in model._meta.concrete_fields if PATHS[model] else []:
            if field.name not in PRIVATE_EVERYWHERE | PRIVATE.get(name, set()):
                yield name, field.name


def made(name: str):
    """A row of the model with another beside it, so that their order tells."""
    row = make(name, **MADE.get(name, {}))
    owner = next((one for one in ("meeting", "chairmanship", "plan") if hasattr(row, one)), None)
    if hasattr(row, "order") and owner:
        row.order = 1
        row.save()
        make(name, **{owner: getattr(row, owner), "order": 2})
    if name == "City":
        make("Meeting", city=row)
    return row


@pytest.mark.parametrize(("name", "field_name"), list(seen_fields()))
def test_a_field_that_the_public_sees_makes_a_change(name, field_name):
    row = made(name)
    write = WRITTEN.get((name, field_name), lambda row: other_value(row, field_name))
    values = write(row)
    before = last_seq()
    for written, value in values.items():
        setattr(row, written, value)
    row.save()

    assert last_seq() > before
    assert count_wrong() == 0


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_row_saved_as_it_was_makes_none(name):
    row = made(name)
    before = last_seq()
    row.save()

    assert (last_seq(), count_wrong()) == (before, 0)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_row_deleted_makes_a_change(name):
    row = make(name, **MADE.get(name, {}))
    hidden = name in {"City"}  # with nothing held there
    before = last_seq()
    row.delete()

    assert (last_seq() > before, count_wrong()) == (not hidden, 0)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (model.__name__, field)
        for model in PATHS
        for field in sorted(PRIVATE.get(model.__name__, ()))
    ],
)
def test_what_only_staff_see_makes_none(model, name):
    row = made(model)
    values = other_value(row, name)
    before = last_seq()
    for written, value in values.items():
        setattr(row, written, value)
    row.save()

    assert (last_seq(), count_wrong()) == (before, 0)


def test_a_draft_and_all_that_hangs_on_it_makes_none():
    meeting = factories.MeetingFactory(publication="draft")
    document = factories.DocumentFactory(kind=factories.DocumentKindFactory(), meeting=meeting)
    before = last_seq()
    for name in ("Session", "MeetingAim", "ReportedCount", "StatusChange"):
        make(name, meeting=meeting)
    meeting.title_en = "Other"
    meeting.save()
    document.delete()
    meeting.delete()

    assert (last_seq(), count_wrong()) == (before, 0)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
@pytest.mark.parametrize("name", ["ActionPlan", "Meeting", "Chairmanship", "Document", "Partner"])
def test_what_is_taken_from_the_public_is_deleted_and_comes_back(name, state):
    row = make(name)
    first = Change.objects.get(key=row.uid)
    row.publication = state
    row.save()
    gone = Change.objects.filter(key=row.uid).last()
    assert (first.op, gone.op) == ("upsert", "delete")
    assert not PublicCopy.objects.filter(key=row.uid).exists()

    row.publication = "published"
    row.save()

    back = Change.objects.filter(key=row.uid).last()
    assert (back.op, back.fields, count_wrong()) == ("upsert", [], 0)


def test_a_change_names_what_changed():
    meeting = factories.MeetingFactory(title_en="Old")
    meeting.title_en = "New"
    with together():
        meeting.save()
        factories.SessionFactory(meeting=meeting)
        factories.SessionFactory(meeting=meeting)

    last = Change.objects.filter(resource="meetings").last()
    assert (last.key, last.op, last.fields) == (str(meeting.uid), "upsert", ["title", "sessions"])
    assert Change.objects.filter(resource="meetings").count() == 2


def test_what_is_undone_leaves_no_change():
    meeting = factories.MeetingFactory(title_en="Old")
    before = last_seq()
    with transaction.atomic():
        meeting.title_en = "New"
        meeting.save()
        transaction.set_rollback(True)

    assert (last_seq(), count_wrong()) == (before, 0)


def test_a_wrong_copy_is_found_and_mended():
    factories.MeetingFactory.create_batch(2)
    Meeting.objects.update(title_en="Unnoticed")
    PublicCopy.objects.filter(resource="meeting-types").first().delete()
    assert count_wrong() == 3

    rebuild()

    assert count_wrong() == 0
    assert Change.objects.filter(fields=["title"]).count() == 2


def test_a_copy_that_led_elsewhere_is_mended_without_a_change():
    factories.MeetingFactory()
    copies = PublicCopy.objects.filter(resource="meetings")
    related, before = copies.get().related, last_seq()
    copies.update(related="")
    assert count_wrong() == 1

    rebuild()

    assert (copies.get().related, count_wrong(), last_seq()) == (related, 0, before)


def test_what_is_kept_of_changes_is_what_mirrors_need(time_machine):
    time_machine.move_to("2026-01-01 12:00Z")
    first, second = factories.MeetingFactory.create_batch(2, title_en="Old")
    first.title_en = "New"
    first.save()
    second.delete()
    last = Change.objects.get(resource="meetings", fields=["title"]).seq
    time_machine.move_to("2027-06-01 12:00Z")

    call_command("work", once=True)

    kept = Change.objects.filter(resource="meetings").values_list("seq", flat=True)
    assert (list(kept), count_wrong()) == ([last], 0)


def test_after_a_restored_backup_mirrors_begin_anew():
    factories.MeetingFactory()
    cursor = read(None, 100, list(BY_NAME)).cursor
    call_command("rebuild", restored=True, verbosity=0)

    with pytest.raises(ResyncNeededError):
        read(cursor, 100, list(BY_NAME))


@pytest.mark.django_db(transaction=True)
def test_a_save_outside_a_transaction_is_refused():
    type_ = factories.MeetingTypeFactory(name_en="Old")
    type_.name_en = "New"
    with pytest.raises(TransactionManagementError, match="Save a MeetingType within a transaction"):
        type_.save()

    type_.refresh_from_db()
    assert type_.name_en == "Old"
