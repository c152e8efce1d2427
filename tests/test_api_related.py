"""Where the objects of the API lead, and that something is there."""

import datetime

import pytest

from tests.browsing import ORIGIN
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ChairmanshipFactory,
    DelegationFactory,
    DocumentFactory,
    DocumentKindFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    MeetingTypeFactory,
    ObjectiveFactory,
    PartnerFactory,
    PlanLinkFactory,
    RecommendationFactory,
    RecommendationLinkFactory,
)
from tests.test_api_resources import RESOURCES

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]


@pytest.fixture
def world():
    """Records of which each leads to others, and to two of what there may be many of."""
    morocco = PartnerFactory(code="MA")
    turn, plan = ChairmanshipFactory(slug="turn", partner=morocco), ActionPlanFactory(slug="plan")
    area = AreaFactory(plan=plan, number=1)
    objective = ObjectiveFactory(plan=plan, number=2, area=area)
    action = ActionFactory(plan=plan, number=3, objective=objective)
    seminar = MeetingTypeFactory(slug="seminar")
    whole = MeetingFactory(slug="whole", handover_to=turn, country=PartnerFactory(code="ES"))
    meetings = [
        MeetingFactory(slug=slug, type=seminar, chairmanship=turn, part_of=whole, country=morocco)
        for slug in ("first", "second")
    ]
    for meeting in meetings:
        PlanLinkFactory(meeting=meeting, area=None, action=action)
        for role in ("host", "chair", "co_chair"):
            MeetingPartnerFactory(meeting=meeting, partner=morocco, role=role)
        DelegationFactory(meeting=meeting, partner=morocco, status="attended")
        recommendation = RecommendationFactory(meeting=meeting, number=4)
        RecommendationLinkFactory(recommendation=recommendation, area=None, action=action)
    owners = {"meeting": meetings[0], "chairmanship": turn, "plan": plan}
    kind = DocumentKindFactory(slug="report")
    for slug in ("report", "brochure"):
        DocumentFactory(slug=slug, kind=kind, **owners)


EXPECTED = {
    "meetings/first": {
        "type": "meeting-types/seminar/",
        "country": "partners/MA/",
        "chairmanship": "chairmanships/turn/",
        "handover_to": None,
        "part_of": "meetings/whole/",
        "recommendations": "recommendations/?meeting=first",
        "documents": "documents/?meeting=first",
    },
    "meeting-types/seminar": {"meetings": "meetings/?type=seminar"},
    "partners/MA": {
        "meetings": "meetings/?country=MA",
        "meetings_hosted": "meetings/?host=MA",
        "meetings_chaired": "meetings/?chair=MA",
        "meetings_co_chaired": "meetings/?co_chair=MA",
        "meetings_attended": "meetings/?attended=MA",
        "chairmanships": "chairmanships/?partner=MA",
    },
    "chairmanships/turn": {
        "partner": "partners/MA/",
        "handover_meeting": "meetings/whole/",
        "meetings": "meetings/?chairmanship=turn",
        "documents": "documents/?chairmanship=turn",
    },
    "action-plans/plan": {
        "areas": "areas/?plan=plan",
        "objectives": "objectives/?plan=plan",
        "actions": "actions/?plan=plan",
        "meetings": "meetings/?plan=plan",
        "coverage": "coverage/?plan=plan",
        "documents": "documents/?plan=plan",
    },
    "areas/plan.area-1": {
        "plan": "action-plans/plan/",
        "meetings": "meetings/?item=plan.area-1",
        "recommendations": "recommendations/?item=plan.area-1",
        "objectives": "objectives/?area=plan.area-1",
        "actions": "actions/?area=plan.area-1",
    },
    "objectives/plan.objective-2": {
        "plan": "action-plans/plan/",
        "meetings": "meetings/?item=plan.objective-2",
        "recommendations": "recommendations/?item=plan.objective-2",
        "area": "areas/plan.area-1/",
        "actions": "actions/?objective=plan.objective-2",
    },
    "actions/plan.action-3": {
        "plan": "action-plans/plan/",
        "meetings": "meetings/?item=plan.action-3",
        "recommendations": "recommendations/?item=plan.action-3",
        "objective": "objectives/plan.objective-2/",
    },
    "recommendations/first.4": {"meeting": "meetings/first/"},
    "documents/report": {
        "kind": "document-kinds/report/",
        "meeting": "meetings/first/",
        "chairmanship": "chairmanships/turn/",
        "plan": "action-plans/plan/",
    },
    "document-kinds/report": {"documents": "documents/?type=report"},
}
# How many there are in the lists of the world above, by the resource and the name of the way.
COUNTS = {
    **{("partners/MA", f"meetings{how}"): 2 for how in ("", "_hosted", "_chaired", "_attended")},
    ("partners/MA", "meetings_co_chaired"): 2,
    ("chairmanships/turn", "meetings"): 2,
    ("chairmanships/turn", "documents"): 2,
    ("meeting-types/seminar", "meetings"): 2,
    ("action-plans/plan", "meetings"): 2,
    ("action-plans/plan", "documents"): 2,
    ("areas/plan.area-1", "meetings"): 2,
    ("objectives/plan.objective-2", "meetings"): 2,
    ("actions/plan.action-3", "meetings"): 2,
    ("actions/plan.action-3", "recommendations"): 2,
    ("areas/plan.area-1", "recommendations"): 2,
    ("meetings/first", "documents"): 2,
    ("document-kinds/report", "documents"): 2,
}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("address", EXPECTED)
def test_an_object_says_where_it_leads(client, address):
    related = client.get(f"/api/v1/{address}/").json()["related"]

    root = f"{ORIGIN}/api/v1/"
    expected = {name: way and root + way for name, way in EXPECTED[address].items()}
    assert related == expected


@pytest.mark.usefixtures("world")
def test_what_objects_lead_to_is_there(client):
    counts, statuses = {}, set()
    for address in EXPECTED:
        for name, way in client.get(f"/api/v1/{address}/").json()["related"].items():
            if way:
                answer = client.get(way)
                statuses.add(answer.status_code)
                counts[address, name] = answer.json().get("count")

    assert statuses == {200}
    assert {key: counts[key] for key in COUNTS} == COUNTS


def test_every_resource_but_words_without_lists_says_where_it_leads():
    assert {address.partition("/")[0] for address in EXPECTED} == {*RESOURCES} - {
        "outcome-kinds",
        "pages",
    }


def test_what_is_not_recorded_leads_nowhere(client):
    plan = ActionPlanFactory(slug="plan")
    ObjectiveFactory(plan=plan, number=1)

    related = client.get("/api/v1/objectives/plan.objective-1/").json()["related"]

    assert related["area"] is None


def test_a_draft_is_nowhere_led_to(client):
    whole = MeetingFactory(slug="whole", publication="draft")
    MeetingFactory(slug="part", part_of=whole)

    assert client.get("/api/v1/meetings/part/").json()["related"]["part_of"] is None


@pytest.mark.parametrize("role", ["host", "chair", "co_chair"])
def test_meetings_are_found_by_the_part_that_a_partner_had(client, role):
    mali, togo = PartnerFactory(code="ML"), PartnerFactory(code="TG")
    for slug, partner, part in [
        ("sought", mali, role),
        ("other-part", mali, "guest"),
        ("other-partner", togo, role),
        ("draft", mali, role),
    ]:
        state = "draft" if slug == "draft" else "published"
        day = datetime.date(2023, 5, 1)
        meeting = MeetingFactory(slug=slug, publication=state, start_date=day, end_date=day)
        MeetingPartnerFactory(meeting=meeting, partner=partner, role=part)

    found = client.get(f"/api/v1/meetings/?{role}=ML").json()["results"]

    assert [one["slug"] for one in found] == ["sought"]


def test_meetings_are_found_by_who_attended_not_by_who_was_invited(client):
    mali = PartnerFactory(code="ML")
    for status in ("attended", "invited", "declined"):
        DelegationFactory(meeting=MeetingFactory(slug=status), partner=mali, status=status)

    found = client.get("/api/v1/meetings/?attended=ML").json()["results"]

    assert [one["slug"] for one in found] == ["attended"]


def test_a_page_keeps_the_partner_that_led_to_it(client):
    mali = PartnerFactory(code="ML", name_en="Mali")
    MeetingPartnerFactory(meeting=MeetingFactory(), partner=mali, role="host")

    page = client.get("/en/meetings/?host=ML").content.decode()

    assert '<input type="hidden" name="host" value="ML"' in page
    assert "Mali" in page
