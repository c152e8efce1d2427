"""Plan items in a line, as the secretariat writes them."""

import pytest
from django.utils.translation import override

from actionplan.runs import runs
from events.models import PlanLink, RecommendationLink
from events.statements import statements
from tests.browsing import read
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ObjectiveFactory,
    PlanLinkFactory,
    RecommendationFactory,
    RecommendationLinkFactory,
)

pytestmark = pytest.mark.django_db


def written(items) -> str:
    """Runs as they are printed."""
    return ", ".join(map(str, runs(items)))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], ""),
        ([3], "3"),
        ([20, 21], "20, 21"),
        ([20, 21, 22], "20–22"),
        ([3, 5, 6, 7], "3, 5–7"),
        ([1, 2, 3, 5, 6, 8, 9, 10, 11], "1–3, 5, 6, 8–11"),
    ],
)
def test_three_numbers_in_a_row_are_one_run(numbers, expected):
    plan = ActionPlanFactory()

    assert written([ActionFactory(plan=plan, number=number) for number in numbers]) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["5a", "5b"], "5a, 5b"),
        (["4", "5", "5a", "5b", "6", "7"], "4, 5, 5a, 5b, 6, 7"),
        (["3", "4", "5", "5a", "6"], "3–5, 5a, 6"),
        (["4a", "5a", "6a"], "4a, 5a, 6a"),
    ],
)
def test_parts_of_an_objective_join_no_run(marks, expected):
    plan = ActionPlanFactory()

    items = [ObjectiveFactory(plan=plan, number=int(one[0]), part=one[1:]) for one in marks]

    assert written(items) == expected


def test_links_are_grouped_by_plan_and_basis():
    first, second = ActionPlanFactory(), ActionPlanFactory()
    areas = [AreaFactory(plan=plan, number=1) for plan in (first, second)]
    links = [PlanLinkFactory(area=area) for area in areas]
    inferred = AreaFactory(plan=first, number=2)
    links.append(PlanLinkFactory(area=inferred, basis=PlanLink.Basis.INFERRED))

    found = [(one.plan, one.inferred) for one in statements(links)]

    assert found == [(first, False), (second, False), (first, True)]


def test_what_a_recommendation_concerns_is_stated():
    RecommendationLinkFactory()

    assert [one.inferred for one in statements(RecommendationLink.objects.all())] == [False]


def test_both_ends_of_a_run_are_links_that_say_what_they_are(client):
    plan, recommendation = ActionPlanFactory(slug="plan"), RecommendationFactory()
    for number in (20, 21, 22):
        action = ActionFactory(plan=plan, number=number)
        PlanLinkFactory(meeting=recommendation.meeting, area=None, action=action)

    with override("fr"):
        address = recommendation.meeting.get_absolute_url()
    pages = [read(client.get(one)) for one in (f"/en/meetings/{address.split('/')[-2]}/", address)]

    lines = [page.one("p", class_="statement").one("span", class_="level") for page in pages]
    assert [line.text for line in lines] == ["Actions 20–22", "Actions 20–22"]
    assert [[(one["aria-label"], one["href"]) for one in line.all("a")] for line in lines] == [
        [
            ("Action 20", "/en/action-plans/plan/action-20/"),
            ("up to Action 22", "/en/action-plans/plan/action-22/"),
        ],
        [
            ("Action 20", "/fr/plans-d-action/plan/action-20/"),
            ("jusqu’à Action 22", "/fr/plans-d-action/plan/action-22/"),
        ],
    ]
