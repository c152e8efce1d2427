"""Partners, their dated roles and the status that follows from them."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models import RestrictedError

from events.changes.copies import count_wrong
from tests.factories import (
    AreaFactory,
    CityFactory,
    DelegationFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    PartnerFactory,
    PartnerRoleFactory,
)

pytestmark = pytest.mark.django_db

LAST_OF_2014, DAY = datetime.date(2014, 12, 31), datetime.date(2018, 5, 2)
ENDED = {"end_date": LAST_OF_2014, "end_precision": "year"}
LATER = datetime.date(2026, 2, 1)
SINCE_2018 = {"start_date": DAY, "start_precision": "day"}


def test_partner_is_published_unlike_other_records():
    assert PartnerFactory._meta.model().publication == "published"


@pytest.mark.parametrize(
    ("roles", "status"),
    [
        ([], "guest"),
        ([{"kind": "partner"}], "partner"),
        ([{"kind": "observer"}], "observer"),
        ([{"kind": "permanent_observer"}], "observer"),
        ([{"kind": "secretariat"}], "secretariat"),
        ([{"kind": "steering_committee"}], "guest"),
        ([{"kind": "partner", "end_precision": "unknown"}], "former"),
        ([{"kind": "partner", **ENDED}], "former"),
        ([{"kind": "partner", "start_date": LATER, "start_precision": "day"}], "guest"),
        ([{"kind": "partner", **ENDED}, {"kind": "observer", **SINCE_2018}], "observer"),
        ([{"kind": "observer"}, {"kind": "partner"}], "partner"),
        ([{"kind": "steering_committee", "end_precision": "unknown"}], "guest"),
    ],
)
def test_status_follows_from_the_roles(roles, status):
    partner = PartnerFactory()
    for role in roles:
        PartnerRoleFactory(partner=partner, **role)
    assert partner.status_on(datetime.date(2026, 1, 31)) == status


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2014-12-31", "partner"),
        ("2015-01-01", "former"),
        ("2018-05-01", "former"),
        ("2018-05-02", "observer"),
    ],
)
def test_status_changes_with_the_day(day, status):
    partner = PartnerFactory()
    PartnerRoleFactory(partner=partner, kind="partner", **ENDED)
    PartnerRoleFactory(partner=partner, kind="observer", **SINCE_2018)
    assert partner.status_on(datetime.date.fromisoformat(day)) == status


def test_roles_held_on_a_day_are_those_that_cover_it():
    partner = PartnerFactory()
    PartnerRoleFactory(partner=partner, kind="partner", **ENDED)
    held = PartnerRoleFactory(partner=partner, kind="observer", **SINCE_2018)
    assert partner.roles_on(DAY) == [held]


def test_status_costs_no_query_once_the_roles_are_fetched(django_assert_num_queries):
    PartnerRoleFactory()
    partner = PartnerFactory._meta.model.objects.for_list().get()
    with django_assert_num_queries(0):
        partner.status_on(DAY)


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        (
            {"organisation": True, "code": "unicef"},
            "code",
            "A code is made of capital letters, digits and hyphens.",
        ),
        (
            {"time_zone": "Dakar"},
            "time_zone",
            "“Dakar” is not a time zone. Use a name such as Africa/Dakar.",
        ),
    ],
)
def test_form_refuses_partner(values, field, message):
    with pytest.raises(ValidationError) as refused:
        PartnerFactory.build(**values).full_clean()
    assert refused.value.message_dict == {field: [message]}


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"start_date": DAY}, "start_precision", "Say how precise the start is."),
        ({"start_precision": "day"}, "start_date", "Give the start, or call it not recorded."),
        ({"end_date": DAY}, "end_precision", "Say how precise the end is."),
        (
            {"end_date": DAY, "end_precision": "unknown"},
            "end_precision",
            "Say how precise the end is.",
        ),
        ({"end_precision": "year"}, "end_date", "Give the end, or call it not recorded."),
        ({"kind": "reference_country"}, "area", "Say for which area."),
    ],
)
def test_form_refuses_role(values, field, message):
    role = PartnerRoleFactory.build(partner=PartnerFactory(), **values)
    with pytest.raises(ValidationError) as refused:
        role.full_clean()
    assert refused.value.message_dict[field] == [message]


def test_partner_may_hold_a_role_again_after_it_ended():
    first = PartnerRoleFactory(kind="partner", **ENDED)
    PartnerRoleFactory(partner=first.partner, kind="partner", **SINCE_2018).full_clean()


def test_partner_may_be_reference_country_for_two_areas():
    values = {"kind": "reference_country"}
    first = PartnerRoleFactory(area=AreaFactory(), **values)
    PartnerRoleFactory(partner=first.partner, area=AreaFactory(), **values).full_clean()


@pytest.mark.parametrize("factory", [MeetingPartnerFactory, DelegationFactory])
def test_partner_with_a_part_in_meetings_is_not_deleted(factory):
    row = factory()
    with pytest.raises(RestrictedError):
        row.partner.delete()


def test_city_is_named_with_its_country():
    assert str(CityFactory(name_en="Lagos", country__name_en="Nigeria")) == "Lagos (Nigeria)"


def test_meetings_lie_in_the_country_that_their_city_is_moved_to():
    city, other = CityFactory(), PartnerFactory(kind="country")
    meeting = MeetingFactory(city=city, country=city.country)

    city.country = other
    city.save()

    meeting.refresh_from_db()
    assert (meeting.country, count_wrong()) == (other, 0)
