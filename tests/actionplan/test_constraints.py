"""The database refuses contradictory plans, whatever Python code lets through."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ObjectiveFactory,
    RoadmapPriorityFactory,
)
from tests.refusals import (
    constraint_names,
    counting_fields,
    messages_of_change,
    messages_of_second,
    refusal_of_change,
    refusal_of_second,
    unique_fields,
)

pytestmark = pytest.mark.django_db

# Constraint, factory, what makes a good row, what makes it bad.
CHECKS = [
    ("actionplan_name_filled", ActionPlanFactory, {}, {"name_en": ""}),
    ("actionplan_years_ordered", ActionPlanFactory, {"start_year": 2023}, {"end_year": 2022}),
    (
        "actionplan_applied_after_end",
        ActionPlanFactory,
        {"end_year": 2027},
        {"applied_until_year": 2026},
    ),
    (
        "actionplan_scheduled_unpublished",
        ActionPlanFactory,
        {
            "publication": "draft",
            "publish_at": datetime.datetime(2099, 1, 1, 12, tzinfo=datetime.UTC),
        },
        {"publication": "published"},
    ),
    ("area_number_positive", AreaFactory, {}, {"number": 0}),
    ("objective_number_positive", ObjectiveFactory, {}, {"number": 0}),
    ("objective_part_letter", ObjectiveFactory, {}, {"part": "A"}),
    ("objective_part_letter", ObjectiveFactory, {}, {"part": "1"}),
    ("action_number_positive", ActionFactory, {}, {"number": 0}),
    (
        "action_objective_basis",
        ActionFactory,
        {"objective": ObjectiveFactory},
        {"objective_basis": "unknown"},
    ),
    ("action_objective_basis", ActionFactory, {}, {"objective_basis": "stated"}),
    ("roadmap_title_filled", RoadmapPriorityFactory, {}, {"title_en": ""}),
]
# Constraint, factory, what two rows must not share.
UNIQUE = [
    ("area_number_unique", AreaFactory, {"plan": ActionPlanFactory, "number": 1}),
    (
        "objective_number_unique",
        ObjectiveFactory,
        {"plan": ActionPlanFactory, "number": 5, "part": "a"},
    ),
    ("objective_number_unique", ObjectiveFactory, {"plan": ActionPlanFactory, "number": 5}),
    ("action_number_unique", ActionFactory, {"plan": ActionPlanFactory, "number": 1}),
    ("roadmap_order_unique", RoadmapPriorityFactory, {"plan": ActionPlanFactory, "order": 1}),
]


@pytest.mark.parametrize(("name", "factory", "good", "bad"), CHECKS)
def test_database_refuses_bad_row(name, factory, good, bad):
    assert refusal_of_change(factory, good, bad) == name


@pytest.mark.parametrize(("name", "factory", "good", "bad"), CHECKS)
def test_form_refuses_bad_row_in_words(name, factory, good, bad):
    messages = messages_of_change(factory, good, bad)
    assert [text for text in messages if name in text] == []


@pytest.mark.parametrize(("name", "factory", "shared"), UNIQUE)
def test_database_refuses_second_row(name, factory, shared):
    assert refusal_of_second(factory, shared) == name


@pytest.mark.parametrize(("name", "factory", "shared"), UNIQUE)
def test_form_refuses_second_row_in_words(name, factory, shared):
    messages = messages_of_second(factory, shared)
    assert [text for text in messages if name in text] == []


@pytest.mark.parametrize("field", unique_fields("actionplan"), ids=str)
def test_database_refuses_value_given_twice(field):
    factory = getattr(factories, f"{field.model.__name__}Factory")
    first = factory()
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**{field.name: getattr(first, field.name)})


@pytest.mark.parametrize("field", counting_fields("actionplan"), ids=str)
def test_database_refuses_negative_number(field):
    row = getattr(factories, f"{field.model.__name__}Factory")()
    with pytest.raises(IntegrityError), transaction.atomic():
        field.model.objects.filter(pk=row.pk).update(**{field.name: -1})


def test_every_constraint_has_a_case():
    assert {case[0] for case in [*CHECKS, *UNIQUE]} == constraint_names("actionplan")


def test_same_numbers_in_different_plans_are_accepted():
    first, second = AreaFactory(number=1), AreaFactory(number=1)
    assert first.plan != second.plan
