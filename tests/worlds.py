"""Whole records for tests: things with everything on them that can hang on them."""

import datetime
from types import SimpleNamespace

from actionplan.together import together
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
    MeetingTypeFactory,
    ObjectiveFactory,
    OutcomeFactory,
    ParticipationFactory,
    PartnerFactory,
    PartnerRoleFactory,
    PersonFactory,
    PlanAdoptionFactory,
    PlanLinkFactory,
    RecommendationFactory,
    RecommendationLinkFactory,
    ReportedCountFactory,
    RoadmapPriorityFactory,
    SessionFactory,
    StatusChangeFactory,
)
from tests.factories.pages import every_standing_page

ROLES = ["host", "chair", "co_chair", "organiser", "guest"]
LINKS = ["follows_up", "continues", "replaces", "joint_with"]


@together()
def full_plan(each: int = 1, **fields):
    """A plan with areas, objectives in them and actions in those, and some without a parent."""
    plan = ActionPlanFactory(**fields)
    for area in AreaFactory.create_batch(each, plan=plan):
        for objective in ObjectiveFactory.create_batch(each, plan=plan, area=area):
            ActionFactory.create_batch(each, plan=plan, objective=objective)
    for objective in ObjectiveFactory.create_batch(each, plan=plan):
        ActionFactory.create_batch(each, plan=plan, objective=objective)
    ActionFactory.create_batch(each, plan=plan)
    RoadmapPriorityFactory.create_batch(each, plan=plan)
    full_document(each, plan=plan)
    return plan


@together()
def full_document(each: int = 1, **fields):
    """A document in several versions, some of them files."""
    document = DocumentFactory(**fields)
    DocumentVersionFactory.create_batch(each, document=document)
    DocumentVersionFactory.create_batch(each, document=document, file="documents/report.pdf")
    return document


@together()
def full_chairmanship(each: int = 1, **fields):
    """A chairmanship with priorities, documents and meetings, one of them its handover."""
    chairmanship = ChairmanshipFactory(**fields)
    ChairmanshipPriorityFactory.create_batch(each, chairmanship=chairmanship)
    MeetingFactory.create_batch(each, chairmanship=chairmanship, city=CityFactory())
    MeetingFactory(handover_to=chairmanship)
    for _ in range(each):
        full_document(each, chairmanship=chairmanship)
    return chairmanship


@together()
def full_partner(each: int = 1, **fields):
    """A partner with roles, turns in the chair and a part of every kind in meetings."""
    partner = PartnerFactory(organisation=True, **fields)
    PartnerRoleFactory(partner=partner)
    for area in AreaFactory.create_batch(each):
        PartnerRoleFactory(partner=partner, kind="reference_country", area=area)
    for chairmanship in ChairmanshipFactory.create_batch(each, partner=partner):
        full_document(each, chairmanship=chairmanship)
    DelegationFactory.create_batch(each, partner=partner)
    for role in ROLES:
        MeetingPartnerFactory.create_batch(each, partner=partner, role=role)
    return partner


@together()
def full_meeting(each: int = 1, **fields):
    """A meeting with `each` of whatever can hang on one."""
    organisations = PartnerFactory.create_batch(each, organisation=True)
    turn, next_turn = ChairmanshipFactory.create_batch(2, partner=organisations[0])
    fields = {"city": CityFactory(), "chairmanship": turn, "part_of": MeetingFactory()} | fields
    meeting = MeetingFactory(handover_to=next_turn, **fields)
    for partner in organisations:
        for role in ROLES:
            MeetingPartnerFactory(meeting=meeting, partner=partner, role=role)
        delegation = DelegationFactory(meeting=meeting, partner=partner)
        person = PersonFactory(partner=partner)
        ParticipationFactory(meeting=meeting, person=person, delegation=delegation)
    for factory in (MeetingAimFactory, ReportedCountFactory, SessionFactory, OutcomeFactory):
        factory.create_batch(each, meeting=meeting)
    for factory in (StatusChangeFactory, DateChangeFactory, FormerSlugFactory):
        factory.create_batch(each, meeting=meeting)
    PlanAdoptionFactory.create_batch(each, meeting=meeting)
    recommendations = RecommendationFactory.create_batch(each, meeting=meeting)
    for _ in range(each):
        plan = full_plan()
        link_to_all_of(plan, PlanLinkFactory, meeting=meeting)
        for recommendation in recommendations:
            link_to_all_of(plan, RecommendationLinkFactory, recommendation=recommendation)
    MeetingFactory.create_batch(each, part_of=meeting)
    for kind in LINKS:
        MeetingLinkFactory.create_batch(each, from_meeting=meeting, kind=kind)
        MeetingLinkFactory.create_batch(each, to_meeting=meeting, kind=kind)
    for _ in range(each):
        IntentionFactory(meeting=meeting, fulfilled_by=MeetingFactory())
        full_document(each, meeting=meeting)
    return meeting


def link_to_all_of(plan, factory, **owner):
    """Links to every area, objective and action of a plan."""
    for level in ("area", "objective", "action"):
        for item in getattr(plan, f"{level}s").all():
            factory(**{"area": None, level: item}, **owner)


@together()
def full_world(each: int = 1) -> SimpleNamespace:
    """`each` full things of every kind, the meetings of one type. In January 2024 some are still
    to come, and there is a chairmanship and a plan of the day."""
    every_standing_page()
    february, type_ = datetime.date(2024, 2, 1), MeetingTypeFactory()
    now = {"start_date": datetime.date(2023, 1, 1), "start_precision": "day", "end_precision": ""}
    return SimpleNamespace(
        meetings=[full_meeting(each, type=type_) for _ in range(each)],
        upcoming=[
            full_meeting(each, type=type_, start_date=february, status="planned")
            for _ in range(each)
        ],
        partners=[full_partner(each) for _ in range(each)],
        chairmanships=[
            full_chairmanship(each, **(now if turn == 0 else {})) for turn in range(each)
        ],
        documents=[full_document(each) for _ in range(each)],
        plans=[full_plan(each) for _ in range(each)],
    )
