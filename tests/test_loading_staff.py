"""What staff edited or deleted stays as they left it, and the report says so."""

import pytest

from actionplan.models import Action, ActionPlan, Area, Objective
from events.models import (
    Chairmanship,
    City,
    Document,
    Intention,
    Meeting,
    MeetingPartner,
    Partner,
    PartnerRole,
)


def kept(report):
    """The records reported as kept."""
    start = "Kept as staff left it: "
    return [line.removeprefix(start) for line in report.splitlines() if line.startswith(start)]


def counted(report, model):
    return next(line for line in report.splitlines() if line.startswith(f"{model}: "))


def second_date():
    return Meeting.objects.get(slug="second-date")


# Edited


def test_edited_record_is_kept(loaded):
    meeting = second_date()
    meeting.title_en = "Title by staff"
    meeting.save()
    loaded.entry("meetings.yaml", "second-date")["title_en"] = "Title by the file"
    loaded.load()
    assert second_date().title_en == "Title by staff"


def test_edited_record_is_counted_and_named(loaded):
    second_date().save()
    report = loaded.load()
    assert counted(report, "meeting") == "meeting: 2 unchanged, 1 kept"
    assert kept(report) == ["meeting second-date"]


def test_edited_record_keeps_all_its_fields(loaded):
    second_date().save()
    loaded.entry("meetings.yaml", "second-date")["participants_total"] = 99
    loaded.load()
    assert second_date().participants_total == 50


def test_record_with_an_edited_child_is_kept(loaded):
    part = MeetingPartner.objects.get(role="co_chair")
    part.order = 7
    part.save()
    loaded.entry("meetings.yaml", "second-date")["co_chairs"] = ["MA"]
    assert kept(loaded.load()) == ["meeting second-date"]
    assert MeetingPartner.objects.get(role="co_chair").partner.code == "SN"


def test_record_with_a_deleted_child_is_kept(loaded):
    MeetingPartner.objects.get(role="co_chair").delete()
    assert kept(loaded.load()) == ["meeting second-date"]
    assert not MeetingPartner.objects.filter(role="co_chair").exists()


def test_record_with_an_added_child_is_kept(loaded):
    second_date().aims.create(order=2, text_en="An aim by staff")
    assert kept(loaded.load()) == ["meeting second-date"]
    assert second_date().aims.count() == 2


def test_other_records_are_still_updated(loaded):
    second_date().save()
    loaded.entry("meetings.yaml", "first-date")["title_en"] = "New title"
    report = loaded.load()
    assert counted(report, "meeting") == "meeting: 1 updated, 1 unchanged, 1 kept"


def test_kept_record_is_kept_at_every_load(loaded):
    second_date().save()
    loaded.load()
    assert kept(loaded.load()) == ["meeting second-date"]


def test_record_updated_by_a_load_is_not_taken_for_edited(loaded):
    loaded.entry("meetings.yaml", "second-date")["co_chairs"] = []
    loaded.load()
    assert kept(loaded.load()) == []


def test_items_of_a_plan_are_kept_one_by_one(loaded):
    area = Area.objects.get()
    area.title_en = "Title by staff"
    area.save()
    loaded.entry("action_plans.yaml")["areas"][0]["title_en"] = "Title by the file"
    report = loaded.load()
    assert (kept(report), Area.objects.get().title_en) == (
        ["area Cadiz Action Plan, 1"],
        "Title by staff",
    )


@pytest.mark.parametrize(
    ("model", "values", "name"),
    [
        (ActionPlan, {"name_en": "By staff"}, "action plan cadiz"),
        (Chairmanship, {"slogan_en": "By staff"}, "chairmanship morocco-2022"),
        (City, {"name_fr": "By staff"}, "city Rabat, Morocco"),
        (Document, {"title_fr": "By staff"}, "document report"),
        (Intention, {"text_fr": "By staff"}, "announced follow-up Second-Date (2023), 1"),
        (Partner, {"notes": "By staff"}, "partner MA"),
    ],
)
def test_every_kind_of_record_is_kept(loaded, model, values, name):
    row = model.objects.order_by("pk").first()
    for field, value in values.items():
        setattr(row, field, value)
    row.save()
    assert kept(loaded.load()) == [name]
    row.refresh_from_db()
    assert {field: getattr(row, field) for field in values} == values


def test_partner_whose_role_staff_ended_is_kept(loaded):
    role = PartnerRole.objects.get(partner__code="SN", kind="partner")
    role.end_precision = "unknown"
    role.save()
    assert kept(loaded.load()) == ["partner SN"]
    role.refresh_from_db()
    assert role.end_precision == "unknown"


# Renamed


def test_renamed_record_is_not_loaded_a_second_time(loaded):
    meeting = second_date()
    meeting.slug = "renamed"
    meeting.save()
    report = loaded.load()
    slugs = set(Meeting.objects.values_list("slug", flat=True))
    assert slugs == {"first-date", "renamed", "som-rabat-2024"}
    assert kept(report) == ["meeting second-date"]


def test_what_refers_to_a_renamed_record_refers_to_it_still(loaded):
    meeting = second_date()
    meeting.slug = "renamed"
    meeting.save()
    loaded.load()
    links = Meeting.objects.get(slug="som-rabat-2024").links_to
    assert (links.get().to_meeting, Document.objects.get(slug="report").meeting) == (meeting,) * 2


def test_renamed_city_is_not_loaded_a_second_time(loaded):
    city = City.objects.get()
    city.name_en = "Rabat-Salé"
    city.save()
    loaded.load()
    assert (City.objects.get(), second_date().city) == (city, city)


def test_partner_of_another_code_is_not_loaded_a_second_time(loaded):
    senegal = Partner.objects.get(code="SN")
    senegal.code = "SX"
    senegal.save()
    loaded.load()
    assert set(Partner.objects.values_list("code", flat=True)) == {"MA", "SX"}


# Deleted


def test_deleted_record_is_not_loaded_again(loaded):
    Intention.objects.get().delete()
    report = loaded.load()
    assert (Intention.objects.count(), counted(report, "intention")) == (0, "intention: 1 kept")


def test_deleted_meeting_is_not_loaded_again(loaded):
    Document.objects.get(slug="report").delete()
    second_date().delete()
    loaded.load()
    slugs = set(Meeting.objects.values_list("slug", flat=True))
    assert slugs == {"first-date", "som-rabat-2024"}


def test_document_of_a_deleted_meeting_does_not_come_back(loaded):
    Document.objects.exclude(slug="report").get().delete()
    Meeting.objects.get(slug="som-rabat-2024").delete()
    loaded.load()
    assert [document.slug for document in Document.objects.all()] == ["report"]


def test_deleted_action_is_not_loaded_again(loaded):
    Action.objects.get(number=1).delete()
    assert kept(loaded.load()) == ["action Cadiz Action Plan, 1"]
    assert Action.objects.count() == 1


def test_deleted_chairmanship_is_not_loaded_again(loaded):
    Chairmanship.objects.get(slug="senegal-2024").delete()
    loaded.load()
    assert Chairmanship.objects.count() == 1
    assert Meeting.objects.get(slug="som-rabat-2024").handover_to is None


def test_deleted_plan_is_not_loaded_again(loaded):
    second_date().plan_links.all().delete()
    PartnerRole.objects.filter(kind="reference_country").delete()
    ActionPlan.objects.get().delete()
    loaded.load()
    assert ActionPlan.objects.count() == 0


def test_deleted_partner_is_not_loaded_again(loaded):
    MeetingPartner.objects.filter(partner__code="SN").delete()
    Chairmanship.objects.filter(partner__code="SN").delete()
    Partner.objects.get(code="SN").delete()
    loaded.load()
    assert [partner.code for partner in Partner.objects.all()] == ["MA"]


def test_deleted_city_is_not_loaded_again(loaded):
    meeting = second_date()
    meeting.city = None
    meeting.save()
    City.objects.get().delete()
    loaded.load()
    assert City.objects.count() == 0


def test_deleted_item_of_a_plan_that_a_meeting_addresses_is_not_loaded_again(loaded):
    second_date().plan_links.filter(action__number=2).delete()
    Action.objects.get(number=2).delete()
    loaded.load()
    assert [action.number for action in Action.objects.all()] == [1]


def test_deleted_area_of_a_reference_country_is_not_loaded_again(loaded):
    second_date().plan_links.all().delete()
    PartnerRole.objects.filter(kind="reference_country").delete()
    Objective.objects.update(area=None)
    Area.objects.get().delete()
    loaded.load()
    assert Area.objects.count() == 0
