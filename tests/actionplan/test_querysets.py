"""How plans are read."""

import pytest

from actionplan.models import ActionPlan
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ObjectiveFactory,
    RoadmapPriorityFactory,
)

pytestmark = pytest.mark.django_db


def test_only_published_plans_are_published():
    plans = {state: ActionPlanFactory(publication=state) for state in ("draft", "published")}
    ActionPlanFactory(publication="withdrawn")
    assert list(ActionPlan.objects.published()) == [plans["published"]]


@pytest.mark.parametrize(
    ("year", "slugs"),
    [
        (2017, []),
        (2018, ["marrakesh"]),
        (2021, ["marrakesh"]),
        (2022, ["marrakesh"]),
        (2023, ["cadiz"]),
        (2027, ["cadiz"]),
        (2028, ["next"]),
        (2099, ["next"]),
    ],
)
def test_plan_is_in_force_as_long_as_it_was_applied(year, slugs):
    ActionPlanFactory(slug="marrakesh", start_year=2018, end_year=2020, applied_until_year=2022)
    ActionPlanFactory(slug="cadiz", start_year=2023, end_year=2027)
    ActionPlanFactory(slug="next", start_year=2028, end_year=None)
    assert [plan.slug for plan in ActionPlan.objects.in_force(year)] == slugs


def test_of_two_plans_in_force_the_newer_comes_first():
    ActionPlanFactory(slug="old", start_year=2018, end_year=2023)
    ActionPlanFactory(slug="new", start_year=2023, end_year=2027)
    assert [plan.slug for plan in ActionPlan.objects.in_force(2023)] == ["new", "old"]


@pytest.mark.parametrize("count", [1, 3])
def test_nested_plans_cost_eight_queries(count, django_assert_num_queries):
    for plan in ActionPlanFactory.create_batch(count):
        objective = ObjectiveFactory(plan=plan, area=AreaFactory(plan=plan))
        ActionFactory(plan=plan, objective=objective)
        ActionFactory(plan=plan, objective=ObjectiveFactory(plan=plan))
        ActionFactory(plan=plan)
        RoadmapPriorityFactory(plan=plan)
    with django_assert_num_queries(8):
        for plan in ActionPlan.objects.nested():
            objectives = [item for area in plan.areas.all() for item in area.objectives.all()]
            objectives += plan.shown_objectives
            actions = [item for objective in objectives for item in objective.actions.all()]
            assert len([*actions, *plan.shown_actions, *plan.roadmap_priorities.all()]) == 4


def test_nested_plan_shows_every_item_once():
    area = AreaFactory()
    placed = ObjectiveFactory(plan=area.plan, area=area)
    orphan = ObjectiveFactory(plan=area.plan)
    actions = [ActionFactory(plan=area.plan, objective=parent) for parent in (placed, orphan, None)]
    plan = ActionPlan.objects.nested().get()
    (shown_area,), shown = plan.areas.all(), plan.shown_objectives
    assert [*shown_area.objectives.all(), *shown] == [placed, orphan]
    assert [
        *shown_area.objectives.all()[0].actions.all(),
        *shown[0].actions.all(),
        *plan.shown_actions,
    ] == actions
