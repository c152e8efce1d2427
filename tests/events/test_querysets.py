"""What is published, and what a published record leads to: nothing that is not published itself."""

import datetime

import pytest

from events.meeting_page import published_meeting
from events.models import Chairmanship, Document, Meeting, Partner, PlanLink
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ChairmanshipFactory,
    ChairmanshipPriorityFactory,
    CityFactory,
    DateChangeFactory,
    DelegationFactory,
    DocumentFactory,
    DocumentVersionFactory,
    FormerSlugFactory,
    IntentionFactory,
    MeetingAimFactory,
    MeetingFactory,
    MeetingLinkFactory,
    MeetingPartnerFactory,
    ObjectiveFactory,
    OutcomeFactory,
    PartnerFactory,
    PartnerRoleFactory,
    PlanAdoptionFactory,
    PlanLinkFactory,
    RecommendationFactory,
    RecommendationLinkFactory,
    ReportedCountFactory,
    SessionFactory,
    StatusChangeFactory,
)

pytestmark = pytest.mark.django_db

HIDDEN = ["draft", "withdrawn"]
NOON = datetime.datetime(2023, 4, 25, 12, tzinfo=datetime.UTC)


# What is published


@pytest.mark.parametrize(
    "factory", [ChairmanshipFactory, DocumentFactory, MeetingFactory, PartnerFactory]
)
def test_only_published_records_are_published(factory):
    shown = factory()
    for publication in HIDDEN:
        factory(publication=publication)
    assert list(type(shown).objects.published()) == [shown]


@pytest.mark.parametrize(
    "factory", [ChairmanshipFactory, DocumentFactory, MeetingFactory, PartnerFactory]
)
def test_objects_are_unfiltered(factory):
    drafts = factory.create_batch(2, publication="draft")
    assert set(type(drafts[0]).objects.all()) == set(drafts)


@pytest.mark.parametrize("publication", HIDDEN)
@pytest.mark.parametrize("owner", ["meeting", "chairmanship", "plan"])
def test_document_of_an_unpublished_owner_is_not_published(owner, publication):
    factories = {
        "meeting": MeetingFactory,
        "chairmanship": ChairmanshipFactory,
        "plan": ActionPlanFactory,
    }
    DocumentFactory(**{owner: factories[owner](publication=publication)})
    assert list(Document.objects.published()) == []


def test_document_of_a_published_meeting_and_a_draft_plan_is_not_published():
    DocumentFactory(meeting=MeetingFactory(), plan=ActionPlanFactory(publication="draft"))
    assert list(Document.objects.published()) == []


def test_document_of_published_owners_is_published():
    document = DocumentFactory(
        meeting=MeetingFactory(), plan=ActionPlanFactory(), chairmanship=ChairmanshipFactory()
    )
    assert list(Document.objects.published()) == [document]


@pytest.mark.parametrize("publication", HIDDEN)
def test_chairmanship_of_an_unpublished_partner_is_not_published(publication):
    ChairmanshipFactory(partner__publication=publication)
    assert list(Chairmanship.objects.published()) == []


@pytest.mark.parametrize("publication", HIDDEN)
def test_document_of_the_chairmanship_of_an_unpublished_partner_is_not_published(publication):
    DocumentFactory(chairmanship=ChairmanshipFactory(partner__publication=publication))
    assert list(Document.objects.published()) == []


# What a published meeting leads to. `make(meeting, publication)` ties it to a record with that
# publication state; `read(meeting)` says what a page would find.


def shown_part(meeting, publication):
    return MeetingPartnerFactory(meeting=meeting, partner__publication=publication)


def shown_delegation(meeting, publication):
    return DelegationFactory(meeting=meeting, partner__publication=publication)


def shown_adoption(meeting, publication):
    return PlanAdoptionFactory(meeting=meeting, plan__publication=publication)


def shown_document(meeting, publication):
    return DocumentFactory(meeting=meeting, publication=publication)


def shown_document_of_plan(meeting, publication):
    return DocumentFactory(meeting=meeting, plan=ActionPlanFactory(publication=publication))


def shown_child(meeting, publication):
    return MeetingFactory(part_of=meeting, publication=publication)


def shown_link_to(meeting, publication):
    return MeetingLinkFactory(from_meeting=meeting, to_meeting__publication=publication)


def shown_link_from(meeting, publication):
    return MeetingLinkFactory(to_meeting=meeting, from_meeting__publication=publication)


def shown_area(meeting, publication):
    return PlanLinkFactory(meeting=meeting, area__plan__publication=publication)


def shown_objective(meeting, publication):
    plan = ActionPlanFactory(publication=publication)
    return PlanLinkFactory(meeting=meeting, area=None, objective=ObjectiveFactory(plan=plan))


def shown_action(meeting, publication):
    plan = ActionPlanFactory(publication=publication)
    return PlanLinkFactory(meeting=meeting, area=None, action=ActionFactory(plan=plan))


LISTS = [
    (shown_part, "shown_parts"),
    (shown_delegation, "shown_delegations"),
    (shown_adoption, "shown_adoptions"),
    (shown_document, "shown_documents"),
    (shown_document_of_plan, "shown_documents"),
    (shown_child, "shown_children"),
    (shown_link_to, "shown_links_to"),
    (shown_link_from, "shown_links_from"),
    (shown_area, "shown_plan_links"),
    (shown_objective, "shown_plan_links"),
    (shown_action, "shown_plan_links"),
]


def one_of_many(meeting):
    return Meeting.objects.for_detail().get(pk=meeting.pk)


def for_its_page(meeting):
    return published_meeting(meeting.slug)


@pytest.mark.parametrize("read", [one_of_many, for_its_page])
@pytest.mark.parametrize("publication", HIDDEN)
@pytest.mark.parametrize(("make", "attribute"), LISTS)
def test_meeting_leads_to_no_unpublished_record(make, attribute, publication, read):
    meeting = MeetingFactory()
    make(meeting, publication)
    assert list(getattr(read(meeting), attribute)) == []


@pytest.mark.parametrize("read", [one_of_many, for_its_page])
@pytest.mark.parametrize(("make", "attribute"), LISTS)
def test_meeting_leads_to_published_records(make, attribute, read):
    meeting = MeetingFactory()
    made = make(meeting, "published")
    assert list(getattr(read(meeting), attribute)) == [made]


@pytest.mark.parametrize("read", [one_of_many, for_its_page])
@pytest.mark.parametrize("publication", ["published", *HIDDEN])
@pytest.mark.parametrize(
    ("relation", "factory"),
    [
        ("part_of", MeetingFactory),
        ("chairmanship", ChairmanshipFactory),
        ("handover_to", ChairmanshipFactory),
    ],
)
def test_meeting_names_what_it_belongs_to_only_if_published(relation, factory, publication, read):
    other = factory(publication=publication)
    meeting = MeetingFactory(**{relation: other})
    found = getattr(read(meeting), relation)
    assert found == (other if publication == "published" else None)


@pytest.mark.parametrize("read", [one_of_many, for_its_page])
@pytest.mark.parametrize("relation", ["chairmanship", "handover_to"])
@pytest.mark.parametrize("publication", HIDDEN)
def test_meeting_names_no_chairmanship_of_an_unpublished_partner(publication, relation, read):
    chairmanship = ChairmanshipFactory(partner__publication=publication)
    meeting = MeetingFactory(**{relation: chairmanship})
    assert getattr(read(meeting), relation) is None


@pytest.mark.parametrize("read", [one_of_many, for_its_page])
@pytest.mark.parametrize("publication", HIDDEN)
def test_meeting_is_in_no_place_of_an_unpublished_country(publication, read):
    meeting = read(MeetingFactory(city=CityFactory(country__publication=publication)))
    assert (meeting.city, meeting.country) == (None, None)


@pytest.mark.parametrize("read", [one_of_many, for_its_page])
@pytest.mark.parametrize("publication", ["published", *HIDDEN])
def test_promise_names_the_meeting_that_kept_it_only_if_published(publication, read):
    other = MeetingFactory(publication=publication)
    intention = IntentionFactory(fulfilled_by=other)
    (found,) = read(intention.meeting).intentions.all()
    assert found.fulfilled_by == (other if publication == "published" else None)


@pytest.mark.parametrize("read", [one_of_many, for_its_page])
@pytest.mark.parametrize("publication", ["published", *HIDDEN])
def test_recommendation_links_only_to_published_plans(publication, read):
    link = RecommendationLinkFactory(area__plan__publication=publication)
    (recommendation,) = read(link.recommendation.meeting).recommendations.all()
    found = list(recommendation.plan_links.all())
    assert found == ([link] if publication == "published" else [])


@pytest.mark.parametrize("read", [one_of_many, for_its_page])
@pytest.mark.parametrize("status", ["invited", "registered", "declined", "absent"])
def test_meeting_shows_only_delegations_that_attended(status, read):
    delegation = DelegationFactory(status=status)
    assert read(delegation.meeting).shown_delegations == []


@pytest.mark.parametrize("publication", HIDDEN)
def test_unpublished_meeting_has_no_page(publication):
    assert for_its_page(MeetingFactory(publication=publication)) is None


# What partners and chairmanships lead to


@pytest.mark.parametrize("publication", HIDDEN)
def test_partner_has_no_part_in_unpublished_meetings(publication):
    part = MeetingPartnerFactory(meeting__publication=publication)
    assert Partner.objects.for_detail().get(pk=part.partner_id).shown_parts == []


@pytest.mark.parametrize("publication", HIDDEN)
def test_partner_has_no_role_in_an_unpublished_plan(publication):
    role = PartnerRoleFactory(
        kind="reference_country", area=AreaFactory(plan__publication=publication)
    )
    assert list(Partner.objects.for_list().get(pk=role.partner_id).roles.all()) == []


def test_partner_has_its_roles_in_published_plans_and_in_none():
    roles = [PartnerRoleFactory(kind="reference_country", area=AreaFactory())]
    roles.insert(0, PartnerRoleFactory(kind="partner", partner=roles[0].partner))
    assert list(Partner.objects.for_list().get().roles.all()) == roles


@pytest.mark.parametrize("publication", HIDDEN)
def test_partner_has_no_unpublished_chairmanship(publication):
    chairmanship = ChairmanshipFactory(publication=publication)
    partner = Partner.objects.for_detail().get(pk=chairmanship.partner_id)
    assert partner.shown_chairmanships == []


def test_partner_shows_its_parts_newest_meeting_first():
    partner = PartnerFactory()
    older, newer = (
        MeetingPartnerFactory(partner=partner, meeting__start_date=datetime.date(year, 1, 1))
        for year in (2019, 2023)
    )
    assert Partner.objects.for_detail().get().shown_parts == [newer, older]


@pytest.mark.parametrize("publication", HIDDEN)
def test_chairmanship_leads_to_no_unpublished_document(publication):
    document = DocumentFactory(chairmanship=ChairmanshipFactory(), publication=publication)
    found = Chairmanship.objects.for_detail().get(pk=document.chairmanship_id)
    assert found.shown_documents == []


@pytest.mark.parametrize("publication", HIDDEN)
def test_chairmanship_leads_to_no_unpublished_handover(publication):
    chairmanship = ChairmanshipFactory()
    MeetingFactory(handover_to=chairmanship, publication=publication)
    found = Chairmanship.objects.for_detail().get(pk=chairmanship.pk)
    assert getattr(found, "handover_meeting", None) is None


# Order and selection


def on(day, **values):
    return MeetingFactory(start_date=datetime.date.fromisoformat(day), **values)


def test_upcoming_meetings_come_next_first():
    later, sooner = on("2023-06-01"), on("2023-05-01")
    on("2023-04-01")
    assert list(Meeting.objects.upcoming(NOON)) == [sooner, later]


def test_past_meetings_come_last_first():
    older, newer = on("2022-06-01"), on("2023-04-01")
    on("2023-05-01")
    assert list(Meeting.objects.past(NOON)) == [newer, older]


def test_meeting_of_this_month_is_upcoming_until_its_end():
    meeting = on("2023-04-01", date_precision="month")
    assert list(Meeting.objects.upcoming(NOON)) == [meeting]


def test_links_of_a_plan_reach_all_its_levels():
    plan = ActionPlanFactory()
    links = {
        PlanLinkFactory(area=AreaFactory(plan=plan)),
        PlanLinkFactory(area=None, objective=ObjectiveFactory(plan=plan)),
        PlanLinkFactory(area=None, action=ActionFactory(plan=plan)),
    }
    PlanLinkFactory()
    assert set(PlanLink.objects.of_plan(plan)) == links


def test_meeting_is_found_by_its_former_slug():
    former = FormerSlugFactory(slug="former")
    assert Meeting.objects.formerly("former") == former.meeting


def test_slug_nobody_had_leads_nowhere():
    FormerSlugFactory(slug="former")
    assert Meeting.objects.formerly("other") is None


# What reading costs


def full_meeting():
    """A meeting with one of everything."""
    meeting = MeetingFactory(
        city=CityFactory(),
        part_of=MeetingFactory(),
        chairmanship=ChairmanshipFactory(),
        handover_to=ChairmanshipFactory(),
    )
    for factory in (
        DateChangeFactory,
        DelegationFactory,
        DocumentFactory,
        MeetingAimFactory,
        MeetingPartnerFactory,
        OutcomeFactory,
        PlanAdoptionFactory,
        PlanLinkFactory,
        ReportedCountFactory,
        SessionFactory,
        StatusChangeFactory,
    ):
        factory(meeting=meeting)
    DocumentVersionFactory(document__meeting=meeting)
    IntentionFactory(meeting=meeting, fulfilled_by=MeetingFactory())
    MeetingFactory(part_of=meeting)
    MeetingLinkFactory(from_meeting=meeting)
    MeetingLinkFactory(to_meeting=meeting)
    RecommendationLinkFactory(recommendation=RecommendationFactory(meeting=meeting))
    return meeting


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_meetings_costs_four_queries(count, django_assert_num_queries):
    keys = [full_meeting().pk for _number in range(count)]
    with django_assert_num_queries(4):
        for meeting in Meeting.objects.filter(pk__in=keys).for_list():
            assert (str(meeting.type), str(meeting.city.name), str(meeting.country)) != ()
            assert [str(part.partner) for part in meeting.shown_parts] != []


@pytest.mark.parametrize("count", [1, 3])
def test_meetings_in_full_cost_25_queries(count, django_assert_num_queries):
    keys = [full_meeting().pk for _number in range(count)]
    with django_assert_num_queries(25):
        for meeting in Meeting.objects.filter(pk__in=keys).for_detail():
            read_everything(meeting)


def test_page_of_a_meeting_costs_a_query_for_each_kind_of_rows(django_assert_num_queries):
    bare, full = MeetingFactory(), full_meeting()
    for_its_page(full)  # the SQL is written, for whichever test is the first
    with django_assert_num_queries(1):
        for_its_page(bare)
    with django_assert_num_queries(20):
        read_everything(for_its_page(full))


def read_everything(meeting):
    """Read what a page shows; every piece is there and needs no further query."""
    pieces = [meeting.part_of, meeting.chairmanship.partner, meeting.handover_to.partner]
    for name in ("aims", "reported_counts", "sessions", "status_changes", "date_changes"):
        pieces += getattr(meeting, name).all() or [None]
    pieces += [outcome.kind for outcome in meeting.outcomes.all()]
    pieces += [
        link.item for item in meeting.recommendations.all() for link in item.plan_links.all()
    ]
    pieces += [link.item.plan for link in meeting.shown_plan_links]
    pieces += [delegation.partner for delegation in meeting.shown_delegations]
    pieces += [adoption.plan for adoption in meeting.shown_adoptions]
    pieces += [document.kind for document in meeting.shown_documents]
    pieces += [item for found in meeting.shown_documents for item in found.versions.all()]
    pieces += [intention.fulfilled_by for intention in meeting.intentions.all()]
    pieces += [*meeting.shown_children]
    pieces += [link.to_meeting for link in meeting.shown_links_to]
    pieces += [link.from_meeting for link in meeting.shown_links_from]
    assert None not in pieces


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_partners_costs_two_queries(count, django_assert_num_queries):
    for partner in PartnerFactory.create_batch(count):
        PartnerRoleFactory(partner=partner)
    with django_assert_num_queries(2):
        statuses = [partner.status_on(NOON.date()) for partner in Partner.objects.for_list()]
    assert statuses == ["partner"] * count


@pytest.mark.parametrize("count", [1, 3])
def test_partners_in_full_cost_five_queries(count, django_assert_num_queries):
    for partner in PartnerFactory.create_batch(count):
        PartnerRoleFactory(partner=partner)
        MeetingPartnerFactory(partner=partner, meeting__city=CityFactory(country=partner))
        ChairmanshipFactory(partner=partner)
    with django_assert_num_queries(5):
        for partner in Partner.objects.for_detail():
            (part,), (chairmanship,) = partner.shown_parts, partner.shown_chairmanships
            assert (chairmanship.partner, bool(str(part.meeting))) == (partner, True)


@pytest.mark.parametrize("count", [1, 3])
def test_chairmanships_in_full_cost_five_queries(count, django_assert_num_queries):
    for chairmanship in ChairmanshipFactory.create_batch(count):
        ChairmanshipPriorityFactory(chairmanship=chairmanship)
        MeetingFactory(handover_to=chairmanship)
        DocumentVersionFactory(document__chairmanship=chairmanship)
    with django_assert_num_queries(5):
        for chairmanship in Chairmanship.objects.for_detail():
            assert str(chairmanship.partner) != str(chairmanship.handover_meeting)
            assert len(chairmanship.priorities.all()) == len(chairmanship.shown_documents)
