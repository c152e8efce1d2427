"""The database refuses contradictory records, whatever Python code lets through."""

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from tests.events.constraint_cases import CHECKS, COMPLETED, NUMBERED, UNIQUE
from tests.factories import ChairmanshipFactory, PersonFactory
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


@pytest.mark.parametrize(("name", "factory", "good", "bad"), CHECKS)
def test_database_refuses_bad_row(name, factory, good, bad):
    assert refusal_of_change(factory, good, bad) == name


@pytest.mark.parametrize(
    ("name", "factory", "good", "bad"), [case for case in CHECKS if case[0] not in COMPLETED]
)
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


@pytest.mark.parametrize("field", unique_fields("events"), ids=str)
def test_database_refuses_value_given_twice(field):
    factory = getattr(factories, f"{field.model.__name__}Factory")
    first = factory(**({field.name: ChairmanshipFactory()} if field.null else {}))
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**{field.name: getattr(first, field.name)})


@pytest.mark.parametrize("field", counting_fields("events"), ids=str)
def test_database_refuses_negative_number(field):
    row = getattr(factories, f"{field.model.__name__}Factory")()
    with pytest.raises(IntegrityError), transaction.atomic():
        field.model.objects.filter(pk=row.pk).update(**{field.name: -1})


def test_every_constraint_has_a_case():
    cases = {case[0] for case in [*CHECKS, *UNIQUE]}
    assert constraint_names("events") == cases | NUMBERED


def test_email_is_unique_whatever_its_case():
    PersonFactory(email="Awa@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(email="awa@Example.org")


@pytest.mark.parametrize(
    ("factory", "values"),
    [
        (PersonFactory, {"email": ""}),
        (ChairmanshipFactory, {"start_date": None, "end_precision": "unknown"}),
    ],
)
def test_values_not_recorded_are_not_taken_for_the_same(factory, values):
    assert factory(**values).pk != factory(**values).pk
