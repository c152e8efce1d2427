"""What ties meetings to plans, to each other, to documents, delegations and people."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import RestrictedError

from events.models.document import LARGEST_FILE
from tests.factories import (
    ActionFactory,
    AreaFactory,
    DelegationFactory,
    DocumentFactory,
    DocumentKindFactory,
    DocumentVersionFactory,
    IntentionFactory,
    MeetingFactory,
    MeetingLinkFactory,
    MeetingPartnerFactory,
    ObjectiveFactory,
    OutcomeFactory,
    ParticipationFactory,
    PersonFactory,
    PlanLinkFactory,
    RecommendationFactory,
    ReportedCountFactory,
)

pytestmark = pytest.mark.django_db


def messages(instance):
    """What a form says about it, per field."""
    with pytest.raises(ValidationError) as refused:
        instance.full_clean()
    return refused.value.message_dict


# The plan


@pytest.mark.parametrize(
    "items",
    [
        {"area": None},
        {"area": AreaFactory, "objective": ObjectiveFactory},
        {"area": None, "objective": ObjectiveFactory, "action": ActionFactory},
    ],
)
def test_link_to_no_item_or_to_several_is_refused(items):
    made = {name: factory and factory() for name, factory in items.items()}
    link = PlanLinkFactory.build(meeting=MeetingFactory(), **made)
    assert messages(link)["__all__"][0] == "Name one item: an area, an objective or an action."


@pytest.mark.parametrize(
    ("level", "factory"),
    [("area", AreaFactory), ("objective", ObjectiveFactory), ("action", ActionFactory)],
)
def test_link_answers_with_its_item(level, factory):
    item = factory()
    assert PlanLinkFactory(**{"area": None, level: item}).item == item


def test_plan_item_that_is_linked_is_not_deleted():
    link = PlanLinkFactory()
    with pytest.raises(RestrictedError):
        link.area.delete()


# Other meetings


@pytest.mark.parametrize("length", [1, 2, 3])
def test_circle_of_links_of_one_kind_is_refused(length):
    first = last = MeetingFactory()
    for _step in range(length):
        last = MeetingLinkFactory(from_meeting=last, kind="replaces").to_meeting
    back = MeetingLinkFactory.build(from_meeting=last, to_meeting=first, kind="replaces")
    assert messages(back) == {"to_meeting": ["This would make a circle."]}


def test_links_of_different_kinds_make_no_circle():
    link = MeetingLinkFactory(kind="replaces")
    MeetingLinkFactory(
        from_meeting=link.to_meeting, to_meeting=link.from_meeting, kind="joint_with"
    ).full_clean()


def test_link_reads_as_a_sentence_about_the_other_meeting():
    link = MeetingLinkFactory(kind="replaces", to_meeting__title_en="Meeting in Paris")
    assert str(link) == "replaces Meeting in Paris (2023)"


# Delegations and people


@pytest.mark.parametrize("status", ["invited", "registered", "declined", "absent"])
def test_delegation_that_did_not_attend_has_nobody_present(status):
    assert messages(DelegationFactory(status=status, head_count=2)) == {
        "head_count": ["Only a delegation that attended has persons present."]
    }


def test_participant_belongs_to_a_delegation_of_the_same_meeting():
    participation = ParticipationFactory(delegation=DelegationFactory())
    assert messages(participation) == {"delegation": ["This delegation is to another meeting."]}


def test_person_who_took_part_is_not_deleted():
    participation = ParticipationFactory()
    with pytest.raises(RestrictedError):
        participation.person.delete()


@pytest.mark.parametrize(
    ("given", "family", "name"), [("Awa", "Diop", "Awa Diop"), ("", "Diop", "Diop")]
)
def test_person_is_named_as_far_as_known(given, family, name):
    assert str(PersonFactory(given_name=given, family_name=family)) == name


def test_attendance_is_unknown_until_somebody_says_so():
    assert ParticipationFactory().attended is None


# Documents


def test_dated_document_says_how_precisely():
    document = DocumentFactory.build(
        kind=DocumentKindFactory(), date=datetime.date(2023, 4, 25), date_precision="unknown"
    )
    assert messages(document)["date_precision"] == ["Say how precise the date is."]


def test_file_that_is_no_document_is_refused():
    version = DocumentVersionFactory(file=ContentFile(b"", "harmful.exe"))
    assert messages(version)["file"][0].startswith("File extension “exe” is not allowed.")


def test_file_that_is_too_large_is_refused():
    file = ContentFile(b"", "report.pdf")
    file.size = LARGEST_FILE + 1
    version = DocumentVersionFactory.build(document=DocumentFactory(), file=file)
    assert messages(version) == {"file": ["The file is larger than 50 MB."]}


# Order and names


def test_parts_in_a_meeting_are_read_in_their_order():
    meeting = MeetingFactory()
    second, first = (
        MeetingPartnerFactory(meeting=meeting, role="co_chair", order=order) for order in (2, 1)
    )
    assert list(meeting.partner_parts.all()) == [first, second]


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "1 recommendation"), (20, "20 recommendations"), (0, "0 recommendations")],
)
def test_outcome_is_counted_in_words(count, text):
    names = {"kind__name_en": "recommendation", "kind__name_plural_en": "recommendations"}
    assert str(OutcomeFactory(count=count, **names)) == text


def test_outcome_without_number_is_its_text():
    assert str(OutcomeFactory(count=None, text_en="Network of focal points")) == (
        "Network of focal points"
    )


def test_reported_count_reads_as_number_and_label():
    assert str(ReportedCountFactory(value=57, label_en="countries")) == "57 countries"


def test_recommendation_reads_as_number_and_text():
    assert str(RecommendationFactory(number=3, text_en="Share data.")) == "3. Share data."


def test_meeting_deleted_leaves_the_promise_it_kept():
    intention = IntentionFactory(fulfilled_by=MeetingFactory())
    intention.fulfilled_by.delete()
    intention.refresh_from_db()
    assert intention.fulfilled_by is None
