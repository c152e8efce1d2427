"""Plans, their numbered items and what hangs together."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import RestrictedError

from actionplan.models import Action, ActionPlan, Objective
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ObjectiveFactory,
    RoadmapPriorityFactory,
)

pytestmark = pytest.mark.django_db


def messages(instance):
    """What a form says about it, per field."""
    with pytest.raises(ValidationError) as refused:
        instance.full_clean()
    return refused.value.message_dict


def test_new_plan_is_a_draft():
    assert ActionPlan().publication == "draft"


@pytest.mark.parametrize(
    ("values", "last_year"),
    [
        ({"end_year": 2020, "applied_until_year": 2022}, 2022),
        ({"end_year": 2020, "applied_until_year": None}, 2020),
        ({"end_year": None, "applied_until_year": None}, None),
    ],
)
def test_plan_lasts_as_long_as_it_was_applied(values, last_year):
    assert ActionPlanFactory(start_year=2018, **values).last_year == last_year


@pytest.mark.parametrize(
    ("make", "code", "label"),
    [
        (lambda: AreaFactory(number=4), "area-4", "Area 4"),
        (lambda: AreaFactory(number=4, plan__first_level="domain"), "area-4", "Domain 4"),
        (lambda: ObjectiveFactory(number=5), "objective-5", "Objective 5"),
        (lambda: ObjectiveFactory(number=5, part="b"), "objective-5b", "Objective 5b"),
        (lambda: ActionFactory(number=16), "action-16", "Action 16"),
    ],
)
def test_item_is_named_by_number_and_part(make, code, label):
    item = make()
    assert (item.code, item.label) == (code, label)


def test_item_without_title_is_named_by_its_label_and_plan():
    action = ActionFactory(number=7, title_en="", plan__name_en="Cadiz Action Plan")
    assert str(action) == "Action 7 (Cadiz Action Plan)"


def test_roadmap_priority_reads_as_order_and_title():
    assert str(RoadmapPriorityFactory(order=2, title_en="Asylum")) == "2. Asylum"


def test_objective_in_area_of_another_plan_is_refused():
    assert messages(ObjectiveFactory(area=AreaFactory())) == {
        "area": ["This area belongs to another plan."]
    }


def test_action_under_objective_of_another_plan_is_refused():
    assert messages(ActionFactory(objective=ObjectiveFactory())) == {
        "objective": ["This objective belongs to another plan."]
    }


@pytest.mark.parametrize("year", [1989, 2101])
def test_implausible_year_is_refused(year):
    assert messages(ActionPlanFactory(start_year=year, end_year=None)).keys() == {"start_year"}


def test_area_with_objectives_is_not_deleted_alone():
    area = AreaFactory()
    ObjectiveFactory(plan=area.plan, area=area)
    with pytest.raises(RestrictedError):
        area.delete()


def test_plan_is_deleted_with_all_its_items():
    area = AreaFactory()
    objective = ObjectiveFactory(plan=area.plan, area=area)
    ActionFactory(plan=area.plan, objective=objective)
    area.plan.delete()
    assert (Objective.objects.count(), Action.objects.count()) == (0, 0)


def test_items_are_read_in_the_order_of_their_numbers():
    plan = ActionPlanFactory()
    marks = [(5, "b"), (10, ""), (5, ""), (5, "a"), (2, "")]
    for number, part in marks:
        ObjectiveFactory(plan=plan, number=number, part=part)
    assert [objective.mark for objective in plan.objectives.all()] == ["2", "5", "5a", "5b", "10"]
