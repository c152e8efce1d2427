"""What the API says of each resource, word for word."""

import datetime
import uuid

import pytest

from events.models import Partner
from tests.browsing import ORIGIN
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
    IntentionFactory,
    MeetingAimFactory,
    MeetingFactory,
    MeetingLinkFactory,
    MeetingPartnerFactory,
    MeetingTypeFactory,
    ObjectiveFactory,
    OutcomeFactory,
    PartnerFactory,
    PartnerRoleFactory,
    PlanAdoptionFactory,
    PlanLinkFactory,
    RecommendationFactory,
    RecommendationLinkFactory,
    ReportedCountFactory,
    RoadmapPriorityFactory,
    SessionFactory,
    StatusChangeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15T12:00Z", tick=False)]

UID = uuid.UUID("11111111-2222-3333-4444-555555555555")
NOW = "2024-06-15T12:00:00Z"
STAMPS = {"created_at": NOW, "updated_at": NOW}
RESOURCES = [
    "meetings",
    "meeting-types",
    "outcome-kinds",
    "partners",
    "chairmanships",
    "action-plans",
    "areas",
    "objectives",
    "actions",
    "recommendations",
    "documents",
    "document-kinds",
    "pages",
]


def both(english: str | None, french: str | None = None) -> dict:
    return {"en": english, "fr": french}


def pages(english: str, french: str) -> dict:
    return both(f"{ORIGIN}/en/{english}", f"{ORIGIN}/fr/{french}")


def said(client, address: str) -> dict:
    """The object at an address; where it leads is told in tests/test_api_related.py."""
    found = client.get(f"/api/v1/{address}/").json()
    found.pop("related")
    return found


def test_the_root_names_the_resources(client):
    assert client.get("/api/v1/").json() == {
        one: f"{ORIGIN}/api/v1/{one}/" for one in [*RESOURCES, "coverage", "search", "changes"]
    }


def test_a_meeting_with_nothing_but_its_dates(client):
    MeetingFactory(
        uid=UID,
        slug="one",
        type__slug="workshop",
        title_en="On visas",
        title_fr="",
        status="planned",
    )

    assert said(client, "meetings/one") == {
        "id": str(UID),
        "slug": "one",
        "former_slugs": [],
        "url": pages("meetings/one/", "reunions/one/"),
        "type": "workshop",
        "title": both("On visas"),
        "summary": both(None),
        "start_date": "2023-04-25",
        "end_date": "2023-04-25",
        "date_precision": "day",
        "start_time": None,
        "end_time": None,
        "time_zone": "Europe/Brussels",
        "city": None,
        "country": None,
        "position": None,
        "venue": both(None),
        "mode": "not_stated",
        "status": "planned",
        "first_plan": both(None),
        "status_changes": [],
        "earlier_dates": [],
        "chairmanship": None,
        "handover_to": None,
        "part_of": None,
        "part_kind": "part",
        "partners": [],
        "delegations_present": [],
        "delegation_format": {
            "participation": "not_stated",
            "representatives": None,
            "accompanying": None,
            "unit": None,
        },
        "reported": {
            "participants": None,
            "participants_qualifier": "exact",
            "partner_countries": None,
            "european_countries": None,
            "african_countries": None,
            "other": [],
        },
        "aims": [],
        "sessions": [],
        "outcomes": [],
        "recommendations": [],
        "plan_items": [],
        "adopted_plans": [],
        "links": [],
        "linked_from": [],
        "announced_follow_ups": [],
        "documents": [],
        **STAMPS,
    }


@pytest.fixture
def meeting(client):
    """What the API says of a meeting on which everything hangs."""
    morocco = PartnerFactory(code="MA")
    turn, next_turn = (ChairmanshipFactory(slug=slug) for slug in ("first", "second"))
    meeting = MeetingFactory(
        slug="one",
        start_date=datetime.date(2023, 12, 31),
        end_date=datetime.date(2024, 1, 1),
        start_time=datetime.time(22),
        end_time=datetime.time(1, 30),
        time_zone="Africa/Casablanca",
        city=CityFactory(name_en="Tangier", name_fr="Tanger", country=morocco),
        venue_fr="Palais",
        mode="hybrid",
        original_plan_en="In Tripoli",
        chairmanship=turn,
        handover_to=next_turn,
        part_of=MeetingFactory(slug="whole"),
        part_kind="margins",
        participation="seats",
        principal_seats=1,
        accompanying_seats=2,
        seat_unit="country",
        participants_total=120,
        participants_qualifier="about",
        partner_countries=58,
        european_countries=30,
        african_countries=28,
    )
    hang_on(meeting, morocco)
    return client.get("/api/v1/meetings/one/").json()


def hang_on(meeting, morocco):
    reason = {"reason_en": "Elections", "changed_on": datetime.date(2023, 3, 2)}
    StatusChangeFactory(meeting=meeting, status="postponed", **reason)
    DateChangeFactory(meeting=meeting, reason_fr="Élections")
    MeetingPartnerFactory(meeting=meeting, partner=morocco, role="host")
    MeetingPartnerFactory(meeting=meeting, partner=PartnerFactory(code="ES"), role="co_chair")
    DelegationFactory(meeting=meeting, partner=morocco)
    DelegationFactory(meeting=meeting, status="invited")
    ReportedCountFactory(meeting=meeting, label_en="speakers", value=9, qualifier="more_than")
    MeetingAimFactory(meeting=meeting, text_en="To learn", text_fr="Apprendre")
    SessionFactory(meeting=meeting, kind="panel", title_en="Visas")
    OutcomeFactory(meeting=meeting, kind__slug="recommendations", count=20)
    DocumentFactory(meeting=meeting, slug="report")
    plan = ActionPlanFactory(slug="plan")
    PlanAdoptionFactory(meeting=meeting, plan=plan)
    half = ObjectiveFactory(plan=plan, number=5, part="b")
    PlanLinkFactory(meeting=meeting, area=None, objective=half, basis="inferred")
    recommendation = RecommendationFactory(
        meeting=meeting, number=3, text_en="Act", follow_up="acted_on", evidence_en="A law"
    )
    action = ActionFactory(plan=plan, number=16)
    RecommendationLinkFactory(recommendation=recommendation, area=None, action=action)
    later, earlier = (MeetingFactory(slug=slug) for slug in ("later", "earlier"))
    MeetingLinkFactory(from_meeting=meeting, to_meeting=earlier, kind="follows_up")
    MeetingLinkFactory(from_meeting=later, to_meeting=meeting, kind="replaces")
    due = {"due_date": datetime.date(2024, 1, 1), "due_precision": "year"}
    IntentionFactory(meeting=meeting, text_en="Again", fulfilled_by=later, **due)


def test_a_meeting_with_all_that_may_hang_on_it(meeting):
    expected = {
        "start_time": "22:00:00",
        "end_time": "01:30:00",
        "time_zone": "Africa/Casablanca",
        "city": both("Tangier", "Tanger"),
        "country": "MA",
        "position": None,
        "venue": both(None, "Palais"),
        "first_plan": both("In Tripoli"),
        "chairmanship": "first",
        "handover_to": "second",
        "part_of": "whole",
        "part_kind": "margins",
        "status_changes": [
            {
                "status_before": "planned",
                "status": "postponed",
                "changed_on": "2023-03-02",
                "reason": both("Elections"),
            }
        ],
        "earlier_dates": [
            {
                "start_date": "2023-03-01",
                "end_date": "2023-03-01",
                "date_precision": "day",
                "changed_on": None,
                "reason": both(None, "Élections"),
            }
        ],
        "partners": [{"role": "co_chair", "partner": "ES"}, {"role": "host", "partner": "MA"}],
        "delegations_present": ["MA"],
        "delegation_format": {
            "participation": "seats",
            "representatives": 1,
            "accompanying": 2,
            "unit": "country",
        },
        "reported": {
            "participants": 120,
            "participants_qualifier": "about",
            "partner_countries": 58,
            "european_countries": 30,
            "african_countries": 28,
            "other": [{"label": both("speakers"), "value": 9, "qualifier": "more_than"}],
        },
        "aims": [{"text": both("To learn", "Apprendre")}],
        "sessions": [{"kind": "panel", "title": both("Visas")}],
        "outcomes": [{"kind": "recommendations", "count": 20, "text": both(None)}],
        "recommendations": [
            {
                "number": 3,
                "text": both("Act"),
                "follow_up": "acted_on",
                "evidence": both("A law"),
                "plan_items": [{"plan": "plan", "item": "action-16"}],
            }
        ],
        "plan_items": [{"plan": "plan", "item": "objective-5b", "basis": "inferred"}],
        "adopted_plans": ["plan"],
        "links": [{"kind": "follows_up", "meeting": "earlier"}],
        "linked_from": [{"kind": "replaces", "meeting": "later"}],
        "announced_follow_ups": [
            {
                "text": both("Again"),
                "due_date": "2024-01-01",
                "due_precision": "year",
                "fulfilled_by": "later",
            }
        ],
        "documents": ["report"],
    }

    assert {name: meeting[name] for name in expected} == expected


def test_a_meeting_type(client):
    MeetingTypeFactory(
        slug="workshop",
        name_en="Workshop",
        name_plural_en="Workshops",
        name_plural_fr="Ateliers",
        order=3,
        retired_on=datetime.date(2020, 1, 1),
    )

    assert said(client, "meeting-types/workshop") == {
        "id": "workshop",
        "slug": "workshop",
        "name": both("Workshop"),
        "name_plural": both("Workshops", "Ateliers"),
        "category": "technical",
        "order": 3,
        "retired_on": "2020-01-01",
        **STAMPS,
    }


def test_a_partner(client):
    partner = PartnerFactory(uid=UID, code="ML", name_en="Mali", name_fr="Mali")
    PartnerRoleFactory(partner=partner, as_of="list of 2021", start_date=None)
    reference = {"kind": "reference_country", "area": AreaFactory(number=2, plan__slug="plan")}
    PartnerRoleFactory(
        partner=partner,
        start_date=datetime.date(2018, 1, 1),
        start_precision="year",
        end_date=datetime.date(2020, 1, 31),
        end_precision="day",
        **reference,
    )

    assert said(client, "partners/ML") == {
        "id": str(UID),
        "code": "ML",
        "url": pages("partners/ML/", "partenaires/ML/"),
        "kind": "country",
        "name": both("Mali", "Mali"),
        "other_names": [],
        "region": "west_africa",
        "side": "africa",
        "status": "partner",
        "roles": [
            {
                "kind": "partner",
                "plan": None,
                "area": None,
                "start_date": None,
                "start_precision": "unknown",
                "end_date": None,
                "end_precision": "",
                "as_of": "list of 2021",
            },
            {
                "kind": "reference_country",
                "plan": "plan",
                "area": "area-2",
                "start_date": "2018-01-01",
                "start_precision": "year",
                "end_date": "2020-01-31",
                "end_precision": "day",
                "as_of": "",
            },
        ],
        **STAMPS,
    }


def test_an_organisation_has_neither_region_nor_side(client):
    PartnerFactory(organisation=True, code="ICMPD")

    organisation = client.get("/api/v1/partners/ICMPD/").json()

    assert (organisation["kind"], organisation["region"], organisation["side"]) == (
        Partner.Kind.ORGANISATION,
        None,
        None,
    )


def test_a_chairmanship(client):
    chairmanship = ChairmanshipFactory(
        uid=UID,
        slug="one",
        partner__code="MA",
        start_date=datetime.date(2022, 12, 14),
        end_precision="",
        slogan_en="Together",
        programme_fr="Beaucoup",
    )
    ChairmanshipPriorityFactory(chairmanship=chairmanship, text_en="First this")
    MeetingFactory(slug="conference", handover_to=chairmanship)
    DocumentFactory(slug="brochure", chairmanship=chairmanship)

    assert said(client, "chairmanships/one") == {
        "id": str(UID),
        "slug": "one",
        "url": pages("chairmanships/one/", "presidences/one/"),
        "partner": "MA",
        "start_date": "2022-12-14",
        "start_precision": "day",
        "end_date": None,
        "end_precision": "",
        "slogan": both("Together"),
        "programme": both(None, "Beaucoup"),
        "priorities": [{"text": both("First this")}],
        "handover_meeting": "conference",
        "documents": ["brochure"],
        **STAMPS,
    }


def test_a_chairmanship_whose_handover_is_not_recorded(client):
    ChairmanshipFactory(slug="one")

    assert client.get("/api/v1/chairmanships/one/").json()["handover_meeting"] is None


def test_a_plan_with_all_its_items(client):
    plan = ActionPlanFactory(
        uid=UID,
        slug="one",
        name_en="Plan",
        name_fr="Plan d’action",
        start_year=2018,
        end_year=2020,
        applied_until_year=2022,
        stated_objectives=10,
    )
    area = AreaFactory(plan=plan, number=1, title_en="Development")
    objective = ObjectiveFactory(
        plan=plan, area=area, number=5, part="a", title_en="Protect", actions_count=3
    )
    ActionFactory(plan=plan, objective=objective, number=1, title_en="Train")
    ObjectiveFactory(plan=plan, number=6, title_en="")
    ActionFactory(plan=plan, number=2, title_en="Inform")
    RoadmapPriorityFactory(plan=plan, order=1, title_en="Return")

    assert said(client, "action-plans/one") == {
        "id": str(UID),
        "slug": "one",
        "url": pages("action-plans/one/", "plans-d-action/one/"),
        "name": both("Plan", "Plan d’action"),
        "first_level": "area",
        "start_year": 2018,
        "end_year": 2020,
        "applied_until_year": 2022,
        "stated_areas": None,
        "stated_objectives": 10,
        "stated_actions": None,
        "areas": [
            {
                "code": "area-1",
                "number": 1,
                "title": both("Development"),
                "objectives": [
                    {
                        "code": "objective-5a",
                        "number": 5,
                        "part": "a",
                        "title": both("Protect"),
                        "actions_stated": 3,
                        "actions_stated_basis": "unknown",
                        "actions": [
                            {
                                "code": "action-1",
                                "number": 1,
                                "title": both("Train"),
                                "objective_basis": "stated",
                            }
                        ],
                    }
                ],
            }
        ],
        "objectives_without_area": [
            {
                "code": "objective-6",
                "number": 6,
                "part": "",
                "title": both(None),
                "actions_stated": None,
                "actions_stated_basis": "unknown",
                "actions": [],
            }
        ],
        "actions_without_objective": [
            {"code": "action-2", "number": 2, "title": both("Inform"), "objective_basis": "unknown"}
        ],
        "roadmap_priorities": [{"order": 1, "title": both("Return")}],
        **STAMPS,
    }


def test_a_document(client):
    document = DocumentFactory(
        uid=UID,
        slug="one",
        title_en="Report",
        title_fr="",
        short_title_fr="Rapport",
        kind__slug="report",
        date=datetime.date(2023, 1, 1),
        date_precision="year",
        meeting=MeetingFactory(slug="conference"),
        chairmanship=ChairmanshipFactory(slug="turn"),
        plan=ActionPlanFactory(slug="plan"),
    )
    DocumentVersionFactory(document=document, language="en", url="https://example.org/report")
    file = DocumentVersionFactory(document=document, language="fr", file="documents/rapport.pdf")

    assert said(client, "documents/one") == {
        "id": str(UID),
        "slug": "one",
        "url": pages("documents/one/", "documents/one/"),
        "title": both("Report"),
        "short_title": both(None, "Rapport"),
        "kind": "report",
        "date": "2023-01-01",
        "date_precision": "year",
        "meeting": "conference",
        "chairmanship": "turn",
        "plan": "plan",
        "versions": [
            {"language": "en", "url": "https://example.org/report", "file": None},
            {
                "language": "fr",
                "url": f"{ORIGIN}/files/{file.pk}/",
                "file": {"name": "rapport.pdf", "size": None},
            },
        ],
        **STAMPS,
    }


@pytest.mark.parametrize(
    ("resource", "factory", "fields"),
    [
        ("meetings", MeetingFactory, {"slug": "one"}),
        ("meeting-types", MeetingTypeFactory, {"slug": "one"}),
        ("partners", PartnerFactory, {"code": "ML"}),
        (
            "chairmanships",
            ChairmanshipFactory,
            {"slug": "one", "partner__publication": "published"},
        ),
        ("action-plans", ActionPlanFactory, {"slug": "one"}),
        ("documents", DocumentFactory, {"slug": "one"}),
    ],
)
def test_a_list_says_of_each_object_what_its_own_address_says(client, resource, factory, fields):
    factory(**fields)
    (key,) = [value for name, value in fields.items() if "__" not in name]

    (listed,) = [
        one
        for one in client.get(f"/api/v1/{resource}/").json()["results"]
        if key in (one.get("slug"), one.get("code"))
    ]

    assert listed == client.get(f"/api/v1/{resource}/{key}/").json()


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("resource", RESOURCES)
def test_every_object_of_the_record_is_listed_once(client, resource):
    address, keys = f"/api/v1/{resource}/?page_size=7", []
    while address:
        answer = client.get(address).json()
        keys += [one["id"] for one in answer["results"]]
        address = answer["next"]

    assert (len(keys), len(set(keys))) == (answer["count"], answer["count"])


@pytest.mark.parametrize(
    ("resource", "factory", "rows", "expected"),
    [
        (
            "meetings",
            MeetingFactory,
            [
                {"slug": "old", "start_date": datetime.date(2020, 1, 1)},
                {"slug": "new", "start_date": datetime.date(2030, 1, 1)},
                {"slug": "between", "start_date": datetime.date(2023, 1, 1)},
            ],
            ["new", "between", "old"],
        ),
        (
            "meeting-types",
            MeetingTypeFactory,
            [{"slug": "b", "order": 2}, {"slug": "c", "order": 1}, {"slug": "a", "order": 2}],
            ["c", "a", "b"],
        ),
        (
            "action-plans",
            ActionPlanFactory,
            [{"slug": "old", "start_year": 2018}, {"slug": "b"}, {"slug": "a"}],
            ["a", "b", "old"],
        ),
        (
            "documents",
            DocumentFactory,
            [
                {"slug": "undated"},
                {"slug": "dated", "date": datetime.date(2020, 1, 1), "date_precision": "day"},
            ],
            ["dated", "undated"],
        ),
        (
            "chairmanships",
            ChairmanshipFactory,
            [{"slug": "once"}, {"slug": "then", "start_date": datetime.date(2020, 1, 1)}],
            ["then", "once"],
        ),
    ],
)
def test_lists_are_in_order(client, resource, factory, rows, expected):
    for row in rows:
        factory(**row)

    results = client.get(f"/api/v1/{resource}/").json()["results"]

    assert [one["slug"] for one in results] == expected


def test_partners_are_listed_by_kind_and_code(client):
    PartnerFactory(organisation=True, code="AU")
    for code in ("SN", "ML"):
        PartnerFactory(code=code)

    results = client.get("/api/v1/partners/").json()["results"]

    assert [one["code"] for one in results] == ["ML", "SN", "AU"]
