"""Areas, objectives, actions and recommendations as resources of the API."""

import uuid

import pytest

from events.changes.copies import count_wrong
from events.models import PublicCopy, Recommendation
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    MeetingFactory,
    ObjectiveFactory,
    RecommendationFactory,
    RecommendationLinkFactory,
)
from tests.test_api_resources import STAMPS, both, pages, said

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15T12:00Z", tick=False)]

UID = uuid.UUID("11111111-2222-3333-4444-555555555555")


def ids(client, address: str) -> list[str]:
    return [one["id"] for one in client.get(f"/api/v1/{address}").json()["results"]]


@pytest.fixture
def plan():
    """A plan with objective 5 in area 1, printed in parts, which is where its actions are."""
    plan = ActionPlanFactory(slug="plan")
    area = AreaFactory(plan=plan, number=1, title_en="Protection")
    AreaFactory(plan=plan, number=2)
    ObjectiveFactory(plan=plan, number=5, area=area)
    first = ObjectiveFactory(plan=plan, number=5, part="a", title_en="Refugees", actions_count=3)
    second = ObjectiveFactory(plan=plan, number=5, part="b", area=area)
    ObjectiveFactory(plan=plan, number=6)
    ActionFactory(plan=plan, number=13, objective=first, title_en="Train")
    ActionFactory(plan=plan, number=14, objective=second)
    ActionFactory(plan=plan, number=15, title_en="Inform")
    return plan


def test_an_area(client, plan):
    assert said(client, "areas/plan.area-1") == {
        "id": "plan.area-1",
        "plan": "plan",
        "code": "area-1",
        "url": pages("action-plans/plan/area-1/", "plans-d-action/plan/area-1/"),
        "number": 1,
        "title": both("Protection"),
        **STAMPS,
    }


def test_a_part_of_an_objective(client, plan):
    assert said(client, "objectives/plan.objective-5a") == {
        "id": "plan.objective-5a",
        "plan": "plan",
        "code": "objective-5a",
        "url": pages("action-plans/plan/objective-5a/", "plans-d-action/plan/objective-5a/"),
        "number": 5,
        "part": "a",
        "title": both("Refugees"),
        "area": None,
        "actions_stated": 3,
        "actions_stated_basis": "unknown",
        **STAMPS,
    }


def test_an_action(client, plan):
    assert said(client, "actions/plan.action-13") == {
        "id": "plan.action-13",
        "plan": "plan",
        "code": "action-13",
        "url": pages("action-plans/plan/action-13/", "plans-d-action/plan/action-13/"),
        "number": 13,
        "title": both("Train"),
        "objective": "objective-5a",
        "objective_basis": "stated",
        **STAMPS,
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("areas/?plan=plan", ["area-1", "area-2"]),
        ("objectives/", ["objective-5", "objective-5a", "objective-5b", "objective-6"]),
        ("objectives/?area=plan.area-1", ["objective-5", "objective-5a", "objective-5b"]),
        ("objectives/?area=plan.area-2", []),
        ("actions/?area=plan.area-1", ["action-13", "action-14"]),
        ("actions/?objective=plan.objective-5", ["action-13", "action-14"]),
        ("actions/?objective=plan.objective-5b", ["action-14"]),
        ("actions/?plan=plan&objective=plan.objective-6", []),
    ],
)
def test_items_are_found_by_what_is_above_them(client, plan, query, expected):
    assert ids(client, query) == [f"plan.{code}" for code in expected]


def test_items_of_the_newest_plan_come_first(client):
    for slug, year in [("b", 2023), ("old", 2018), ("a", 2023)]:
        plan = ActionPlanFactory(slug=slug, start_year=year)
        for number in (2, 1):
            AreaFactory(plan=plan, number=number)

    assert ids(client, "areas/") == [
        *("a.area-1", "a.area-2", "b.area-1", "b.area-2", "old.area-1", "old.area-2")
    ]


@pytest.mark.parametrize(
    "address",
    [
        "areas/?plan=none",
        "objectives/?area=plan.objective-5",
        "objectives/?area=plan.area-3",
        "objectives/?area=area-1",
        "actions/?objective=plan.area-1",
        "actions/?objective=plan.objective-5c",
        "actions/?area=plan.area-1a",
        "recommendations/?item=plan.area-3",
        "recommendations/?meeting=none",
        "recommendations/?follow_up=done",
        "recommendations/?meeting=%00",
    ],
)
def test_what_is_not_there_is_refused_by_the_name_of_the_filter(client, plan, address):
    response = client.get(f"/api/v1/{address}")

    name = address.partition("?")[2].partition("=")[0]
    assert (response.status_code, list(response.json()["errors"])) == (400, [name])


@pytest.mark.parametrize(
    "address",
    [
        "areas/plan.area-01",
        "areas/plan.area-3",
        "areas/plan.area-1a",
        "areas/plan.action-13",
        "objectives/plan.objective-5c",
        "objectives/objective-5",
        "actions/plan.action-9999",
        "recommendations/one.1",
        "recommendations/one",
        "recommendations/one.01",
        "recommendations/one.99999",
    ],
)
def test_what_is_not_there_is_not_found(client, plan, address):
    assert client.get(f"/api/v1/{address}/").status_code == 404


def test_items_of_a_plan_that_is_withdrawn_are_gone(client, plan):
    plan.publication = "withdrawn"
    plan.save()

    assert ids(client, "areas/") + ids(client, "objectives/") + ids(client, "actions/") == []
    assert client.get("/api/v1/areas/plan.area-1/").status_code == 404
    assert client.get("/api/v1/actions/?area=plan.area-1").status_code == 400
    assert not PublicCopy.objects.filter(resource__in=["areas", "objectives", "actions"]).exists()


def test_items_of_a_renamed_plan_have_other_names(client, plan):
    plan.slug = "other"
    plan.save()

    assert ids(client, "areas/") == ["other.area-1", "other.area-2"]
    assert count_wrong() == 0


def test_what_belongs_to_a_renumbered_item_says_so(client, plan):
    area, objective = plan.areas.get(number=1), plan.objectives.get(part="a")
    area.number, objective.part = 9, "c"
    area.save()
    objective.save()

    assert said(client, "objectives/plan.objective-5")["area"] == "area-9"
    assert said(client, "actions/plan.action-13")["objective"] == "objective-5c"
    assert count_wrong() == 0


# Recommendations


@pytest.fixture
def meeting(plan):
    """A meeting that recommended two things, one of them on an action of objective 5."""
    meeting = MeetingFactory(uid=UID, slug="one")
    first = RecommendationFactory(
        meeting=meeting,
        number=1,
        text_en="Train judges",
        follow_up="acted_on",
        evidence_en="A law",
    )
    RecommendationFactory(meeting=meeting, number=2, text_en="Inform", text_fr="Informer")
    action = plan.actions.get(number=13)
    RecommendationLinkFactory(recommendation=first, area=None, action=action)
    return meeting


@pytest.mark.usefixtures("meeting")
def test_a_recommendation(client):
    assert said(client, "recommendations/one.1") == {
        "id": f"{UID}.1",
        "slug": "one.1",
        "meeting": "one",
        "url": pages("meetings/one/#recommendation-1", "reunions/one/#recommendation-1"),
        "number": 1,
        "text": both("Train judges"),
        "follow_up": "acted_on",
        "evidence": both("A law"),
        "plan_items": [{"plan": "plan", "item": "action-13"}],
        **STAMPS,
    }


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1, 2, 5]),
        ("meeting=one", [1, 2]),
        ("item=plan.area-1", [1]),
        ("item=plan.objective-5", [1]),
        ("item=plan.objective-5b", []),
        ("item=plan.action-13&follow_up=closed", []),
        ("follow_up=acted_on", [1]),
        ("follow_up=acted_on&follow_up=recorded", [1, 2, 5]),
        ("q=inform", [2]),
        ("q=informer", [2]),
        ("q=judges", [1, 5]),
        ("q=judges&meeting=one", [1]),
        ("q=zebra", []),
        ("q=", [1, 2, 5]),
    ],
)
def test_recommendations_are_filtered(client, query, numbers):
    RecommendationFactory(
        number=5,
        text_en="Pay judges",
        meeting__start_date="2020-01-01",
        meeting__end_date="2020-01-01",
    )

    found = client.get(f"/api/v1/recommendations/?{query}").json()["results"]

    assert [one["number"] for one in found] == numbers


def test_recommendations_of_a_meeting_that_is_withdrawn_are_gone(client, meeting):
    meeting.publication = "withdrawn"
    meeting.save()

    assert ids(client, "recommendations/") == []
    assert client.get("/api/v1/recommendations/one.1/").status_code == 404
    assert not PublicCopy.objects.filter(resource="recommendations").exists()


def test_recommendations_follow_their_meeting_and_their_plan(client, meeting, plan):
    meeting.slug = "two"
    meeting.save()
    assert said(client, "recommendations/two.2")["meeting"] == "two"

    plan.publication = "draft"
    plan.save()
    assert said(client, "recommendations/two.1")["plan_items"] == []
    assert count_wrong() == 0


def test_a_recommendation_that_is_deleted_is_gone_from_both(client, meeting):
    Recommendation.objects.get(number=1).delete()

    assert ids(client, "recommendations/") == [f"{UID}.2"]
    listed = client.get("/api/v1/meetings/one/").json()["recommendations"]
    assert [one["number"] for one in listed] == [2]
    assert count_wrong() == 0
