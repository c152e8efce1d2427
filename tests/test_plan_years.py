"""The years of a plan: the database itself keeps them in order."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import ActionPlanFactory

pytestmark = pytest.mark.django_db

RIGHT = [(2018, 2020, None), (2018, 2020, 2020), (2018, 2020, 2022), (2018, None, 2018)]
RIGHT += [(2018, None, None)]
WRONG = [(2018, 2017, None), (2018, 2020, 2019), (2018, None, 2017)]


@pytest.mark.parametrize("years", RIGHT)
def test_a_plan_begins_ends_and_is_applied_in_this_order(years):
    plan = make(years)

    plan.full_clean()
    assert (plan.start_year, plan.end_year, plan.applied_until_year) == years


@pytest.mark.parametrize("years", WRONG)
def test_years_out_of_order_are_refused_by_form_and_database(years):
    with pytest.raises(ValidationError):
        make(years, save=False).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        make(years)


def make(years, *, save: bool = True):
    start, end, applied = years
    fields = {"start_year": start, "end_year": end, "applied_until_year": applied}
    return ActionPlanFactory(**fields) if save else ActionPlanFactory.build(**fields)
