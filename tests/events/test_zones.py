"""A meeting is upcoming or under way through the end of its last day in its own zone."""

import datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import Meeting
from events.zones import validate_zone, zones_apart
from tests.factories import MeetingFactory, MeetingTypeFactory

ZONES = sorted(available_timezones())
# Where the date differs most, and where the dialogue meets.
TELLING_ZONES = [
    "Pacific/Kiritimati",  # UTC+14
    "Pacific/Apia",
    "Pacific/Auckland",
    "Asia/Kathmandu",  # UTC+5:45
    "Africa/Cairo",
    "Africa/Casablanca",
    "Europe/Brussels",
    "Africa/Abidjan",
    "Atlantic/Cape_Verde",  # UTC-1
    "America/St_Johns",  # UTC-3:30
    "Pacific/Marquesas",  # UTC-9:30
    "Pacific/Pago_Pago",  # UTC-11
]


def moment(text, zone="UTC"):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def meeting(zone, last_day, first_day=None, precision="day"):
    last = datetime.date.fromisoformat(last_day)
    first = datetime.date.fromisoformat(first_day) if first_day else last
    return MeetingFactory.build(
        start_date=first, end_date=last, date_precision=precision, time_zone=zone
    )


# zone, last day, the last minute that belongs to it and the first that does not, both in UTC
BOUNDARIES = [
    ("Europe/Brussels", "2023-01-25", "2023-01-25T22:59", "2023-01-25T23:00"),
    ("Europe/Brussels", "2023-07-25", "2023-07-25T21:59", "2023-07-25T22:00"),
    ("Atlantic/Cape_Verde", "2024-06-21", "2024-06-22T00:59", "2024-06-22T01:00"),
    ("Africa/Abidjan", "2019-10-24", "2019-10-24T23:59", "2019-10-25T00:00"),
    ("Africa/Casablanca", "2024-02-01", "2024-02-01T22:59", "2024-02-01T23:00"),
    ("Africa/Casablanca", "2024-03-20", "2024-03-20T23:59", "2024-03-21T00:00"),  # Ramadan
    ("Pacific/Kiritimati", "2023-04-25", "2023-04-25T09:59", "2023-04-25T10:00"),
    ("Pacific/Pago_Pago", "2023-04-25", "2023-04-26T10:59", "2023-04-26T11:00"),
    ("Europe/Brussels", "2023-03-26", "2023-03-26T21:59", "2023-03-26T22:00"),  # 23 hours long
    ("Europe/Brussels", "2023-10-29", "2023-10-29T22:59", "2023-10-29T23:00"),  # 25 hours long
    ("Europe/Brussels", "2024-02-29", "2024-02-29T22:59", "2024-02-29T23:00"),
    ("Africa/Abidjan", "2024-12-31", "2024-12-31T23:59", "2025-01-01T00:00"),
]


@pytest.mark.parametrize(("zone", "day", "last", "first_after"), BOUNDARIES)
def test_meeting_is_not_past_in_the_last_minute_of_its_last_day(zone, day, last, first_after):
    assert meeting(zone, day).is_past(moment(last)) is False


@pytest.mark.parametrize(("zone", "day", "last", "first_after"), BOUNDARIES)
def test_meeting_is_past_in_the_first_minute_after_its_last_day(zone, day, last, first_after):
    assert meeting(zone, day).is_past(moment(first_after)) is True


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "day", "last", "first_after"), BOUNDARIES)
def test_queries_draw_the_same_line(zone, day, last, first_after):
    row = MeetingFactory(start_date=datetime.date.fromisoformat(day), time_zone=zone)
    found = [list(Meeting.objects.upcoming(moment(minute))) for minute in (last, first_after)]
    assert found == [[row], []]


@pytest.mark.parametrize(
    ("zone", "at", "local"),
    [
        ("Europe/Brussels", moment("2023-04-25T23:30", "Europe/Brussels"), "2023-04-25"),
        ("Atlantic/Cape_Verde", moment("2023-04-25T00:30"), "2023-04-24"),
        ("Pacific/Kiritimati", moment("2023-04-25T12:00"), "2023-04-26"),
        ("Africa/Abidjan", moment("2023-04-25T12:00"), "2023-04-25"),
    ],
)
def test_local_date_is_that_of_the_place(zone, at, local):
    assert meeting(zone, "2023-04-25").local_date(at).isoformat() == local


@pytest.mark.parametrize(("day", "past"), [("2008-03-31T23:59", False), ("2008-04-01T00:00", True)])
def test_meeting_of_a_month_is_past_when_the_month_is(day, past):
    row = meeting("Africa/Abidjan", "2008-03-31", "2008-03-01", "month")
    assert row.is_past(moment(day)) is past


@pytest.mark.parametrize(
    ("at", "under_way"),
    [
        ("2023-04-24T23:59", False),
        ("2023-04-25T00:00", True),
        ("2023-04-26T23:59", True),
        ("2023-04-27T00:00", False),
    ],
)
def test_meeting_is_under_way_from_its_first_day_to_its_last(at, under_way):
    row = meeting("Africa/Abidjan", "2023-04-26", "2023-04-25")
    assert row.is_under_way(moment(at)) is under_way


@pytest.mark.parametrize("precision", ["month", "year"])
def test_meeting_whose_days_are_not_known_is_never_under_way(precision):
    row = meeting("Africa/Abidjan", "2008-03-31", "2008-03-01", precision)
    assert row.is_under_way(moment("2008-03-15T12:00")) is False


@pytest.mark.parametrize("name", ["", "CEST", "Dakar", "+01:00", "../etc/passwd"])
def test_what_is_no_zone_name_is_refused(name):
    with pytest.raises(ValidationError, match="is not a time zone"):
        validate_zone(name)


def test_zone_name_is_accepted():
    validate_zone("Africa/Casablanca")


# Any zone, day and moment

MOMENTS = st.builds(
    datetime.datetime.combine,
    st.dates(datetime.date(1991, 1, 1), datetime.date(2100, 12, 1)),
    st.times(),
    st.just(datetime.UTC),
)


@settings(max_examples=50)
@given(at=MOMENTS, zone=st.sampled_from(ZONES))
def test_zones_apart_tell_the_local_date_of_every_zone(at, zone):
    today, ahead, behind = zones_apart(at)
    told = today + datetime.timedelta(days=(zone in ahead) - (zone in behind))
    assert told == at.astimezone(ZoneInfo(zone)).date()


@pytest.mark.django_db
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=MOMENTS,
    rows=st.lists(
        st.tuples(st.sampled_from(TELLING_ZONES + ZONES), st.integers(-2, 2), st.integers(0, 40)),
        min_size=1,
        max_size=12,
    ),
)
def test_upcoming_and_past_divide_all_meetings_as_their_own_zones_do(at, rows):
    kind = MeetingTypeFactory()
    meetings = Meeting.objects.bulk_create(
        MeetingFactory.build(
            type=kind,
            time_zone=zone,
            start_date=at.date() + datetime.timedelta(days=offset - length),
            end_date=at.date() + datetime.timedelta(days=offset),
        )
        for zone, offset, length in rows
    )
    over = {
        row.pk for row in meetings if row.end_date < at.astimezone(ZoneInfo(row.time_zone)).date()
    }
    these = Meeting.objects.filter(pk__in=[row.pk for row in meetings])
    assert {row.pk for row in these.past(at)} == over
    assert {row.pk for row in these.upcoming(at)} == {row.pk for row in meetings} - over
    assert {row.pk for row in meetings if row.is_past(at)} == over
