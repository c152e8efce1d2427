"""A meeting completes itself, keeps what was public, and refuses contradictions in words."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from events.models import DateChange, FormerSlug, Meeting, StatusChange
from tests.factories import (
    ChairmanshipFactory,
    CityFactory,
    FormerSlugFactory,
    MeetingFactory,
    MeetingTypeFactory,
    PartnerFactory,
)

pytestmark = pytest.mark.django_db

APRIL, MAY = datetime.date(2027, 4, 25), datetime.date(2027, 5, 25)


def planned(**values):
    return MeetingFactory(status="planned", start_date=APRIL, **values)


def refusal(**values):
    """What a form says about a new meeting."""
    values = {"slug": "new", "title_en": "New", "start_date": APRIL, "end_date": APRIL, **values}
    with pytest.raises(ValidationError) as refused:
        Meeting(type=MeetingTypeFactory(), **values).full_clean()
    return refused.value.message_dict


# What it completes


def test_new_meeting_is_a_draft():
    assert Meeting().publication == "draft"


def test_meeting_lies_in_the_country_of_its_city():
    city = CityFactory()
    assert MeetingFactory(city=city).country == city.country


def test_meeting_is_in_the_time_zone_of_its_country():
    country = PartnerFactory(time_zone="Atlantic/Cape_Verde")
    assert MeetingFactory(country=country).time_zone == "Atlantic/Cape_Verde"


def test_meeting_without_place_is_in_the_time_zone_of_the_secretariat(settings):
    assert MeetingFactory().time_zone == settings.SECRETARIAT_TIME_ZONE


def test_meeting_keeps_the_time_zone_it_was_given():
    country = PartnerFactory(time_zone="Atlantic/Cape_Verde")
    meeting = MeetingFactory(country=country, time_zone="Africa/Dakar")
    assert meeting.time_zone == "Africa/Dakar"


def test_form_asks_for_neither_country_nor_zone():
    city = CityFactory(country__time_zone="Africa/Dakar")
    meeting = MeetingFactory.build(type=MeetingTypeFactory(), city=city)
    meeting.full_clean()
    assert (meeting.country, meeting.time_zone) == (city.country, "Africa/Dakar")


@pytest.mark.parametrize(
    ("start", "end", "precision", "whole"),
    [
        ("2023-04-25", "2023-04-26", "day", ("2023-04-25", "2023-04-26")),
        ("2008-03-15", "2008-03-15", "month", ("2008-03-01", "2008-03-31")),
        ("2024-02-10", "2024-02-10", "month", ("2024-02-01", "2024-02-29")),
        ("2024-12-31", "2025-01-01", "month", ("2024-12-01", "2025-01-31")),
        ("2014-06-01", "2014-06-01", "year", ("2014-01-01", "2014-12-31")),
        ("2014-06-01", "2015-06-01", "year", ("2014-01-01", "2015-12-31")),
    ],
)
def test_meeting_of_a_precision_spans_whole_months_and_years(start, end, precision, whole):
    days = [datetime.date.fromisoformat(day) for day in (start, end)]
    meeting = MeetingFactory(start_date=days[0], end_date=days[1], date_precision=precision)
    assert (meeting.start_date.isoformat(), meeting.end_date.isoformat()) == whole


# Its chairmanship


def test_meeting_gets_the_chairmanship_of_its_first_day():
    chair = ChairmanshipFactory(start_date=datetime.date(2027, 1, 1), end_precision="")
    assert MeetingFactory(start_date=APRIL).chairmanship == chair


def test_meeting_before_all_chairmanships_gets_none():
    ChairmanshipFactory(start_date=datetime.date(2028, 1, 1), end_precision="")
    assert MeetingFactory(start_date=APRIL).chairmanship is None


def test_meeting_keeps_the_chairmanship_it_was_given():
    ChairmanshipFactory(start_date=datetime.date(2027, 1, 1), end_precision="")
    chosen = ChairmanshipFactory()
    assert MeetingFactory(start_date=APRIL, chairmanship=chosen).chairmanship == chosen


@pytest.mark.parametrize("edited", ["other", "none"])
def test_edited_chairmanship_survives_a_new_date(edited):
    ChairmanshipFactory(start_date=datetime.date(2027, 1, 1), end_precision="")
    meeting = planned()
    choice = ChairmanshipFactory() if edited == "other" else None
    meeting.chairmanship, meeting.start_date, meeting.end_date = choice, MAY, MAY
    meeting.save()
    meeting.refresh_from_db()
    assert meeting.chairmanship == choice


# Earlier dates


def moved(meeting, **values):
    """The earlier dates kept after these changes."""
    for name, value in {"start_date": MAY, "end_date": MAY, **values}.items():
        setattr(meeting, name, value)
    meeting.save()
    rows = DateChange.objects.filter(meeting=meeting)
    return list(rows.values_list("start_date", "end_date", "date_precision"))


@pytest.mark.parametrize("status", ["planned", "postponed"])
def test_moved_meeting_keeps_its_earlier_dates(status):
    meeting = MeetingFactory(status=status, start_date=APRIL, end_date=APRIL)
    assert moved(meeting) == [(APRIL, APRIL, "day")]


def test_meeting_moved_twice_keeps_both_dates():
    meeting = planned()
    moved(meeting)
    june = datetime.date(2027, 6, 1)
    assert moved(meeting, start_date=june, end_date=june) == [
        (APRIL, APRIL, "day"),
        (MAY, MAY, "day"),
    ]


def test_new_precision_is_a_new_date():
    meeting = planned()
    changes = moved(meeting, start_date=APRIL, end_date=APRIL, date_precision="month")
    assert changes == [(APRIL, APRIL, "day")]


def test_meeting_held_on_its_new_dates_keeps_the_earlier_ones():
    assert moved(planned(), status="held") == [(APRIL, APRIL, "day")]


@pytest.mark.parametrize("publication", ["draft", "withdrawn"])
def test_dates_the_public_does_not_see_are_not_kept(publication):
    assert moved(planned(publication=publication)) == []


def test_draft_published_with_new_dates_keeps_none():
    assert moved(planned(publication="draft"), publication="published") == []


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_corrected_dates_of_a_closed_meeting_are_not_kept(status):
    meeting = MeetingFactory(status=status, start_date=APRIL, end_date=APRIL)
    assert moved(meeting) == []


def test_meeting_saved_within_its_month_was_not_moved():
    meeting = planned(date_precision="month")
    same = datetime.date(2027, 4, 10)
    assert moved(meeting, start_date=same, end_date=same) == []


def test_moved_meeting_keeps_its_identity():
    meeting = planned()
    before = (meeting.pk, meeting.uid, meeting.slug)
    moved(meeting)
    meeting.refresh_from_db()
    assert (meeting.pk, meeting.uid, meeting.slug) == before


# Changes of status


def status_changes(meeting, **values):
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save()
    rows = StatusChange.objects.filter(meeting=meeting)
    return list(rows.values_list("status_before", "status"))


def test_new_status_of_a_public_meeting_is_kept():
    assert status_changes(planned(), status="postponed") == [("planned", "postponed")]


def test_every_change_of_status_is_kept():
    meeting = planned()
    status_changes(meeting, status="postponed")
    assert status_changes(meeting, status="planned") == [
        ("planned", "postponed"),
        ("postponed", "planned"),
    ]


def test_new_title_is_no_change_of_status():
    assert status_changes(planned(), title_en="Another") == []


@pytest.mark.parametrize("publication", ["draft", "withdrawn"])
def test_status_the_public_does_not_see_is_not_kept(publication):
    assert status_changes(planned(publication=publication), status="held") == []


# Former addresses


def former_slugs(meeting, slug):
    meeting.slug = slug
    meeting.save()
    return set(FormerSlug.objects.filter(meeting=meeting).values_list("slug", flat=True))


def test_new_slug_leaves_the_former_one():
    assert former_slugs(MeetingFactory(slug="a"), "b") == {"a"}


def test_slug_changed_back_leaves_only_the_other():
    meeting = MeetingFactory(slug="a")
    former_slugs(meeting, "b")
    assert former_slugs(meeting, "a") == {"b"}


def test_slug_changed_to_and_fro_leaves_each_once():
    meeting = MeetingFactory(slug="a")
    for slug in ("b", "a", "b"):
        kept = former_slugs(meeting, slug)
    assert kept == {"a"}


def test_unchanged_slug_leaves_nothing():
    assert former_slugs(MeetingFactory(slug="a"), "a") == set()


# What a form refuses


def test_form_refuses_last_day_before_first():
    assert refusal(end_date=datetime.date(2027, 4, 24)) == {
        "end_date": ["The last day is before the first."]
    }


def test_form_refuses_unknown_zone():
    assert refusal(time_zone="CEST") == {
        "time_zone": ["“CEST” is not a time zone. Use a name such as Africa/Dakar."]
    }


@pytest.mark.parametrize("year", [1989, 2101])
def test_form_refuses_implausible_year(year):
    day = datetime.date(year, 1, 1)
    assert refusal(start_date=day, end_date=day).keys() == {"start_date", "end_date"}


def test_form_refuses_city_in_another_country():
    assert refusal(city=CityFactory(), country=PartnerFactory()) == {
        "country": ["This city lies in another country."]
    }


def test_form_refuses_former_slug_of_another_meeting():
    FormerSlugFactory(slug="taken")
    assert refusal(slug="taken") == {"slug": ["This was the address of another meeting."]}


def test_form_accepts_former_slug_of_the_same_meeting():
    meeting = FormerSlugFactory(slug="mine").meeting
    meeting.slug = "mine"
    meeting.full_clean()


@pytest.mark.parametrize("generations", [1, 2, 3])
def test_form_refuses_circle_of_meetings_that_are_part_of_each_other(generations):
    oldest = youngest = MeetingFactory()
    for _generation in range(generations):
        youngest = MeetingFactory(part_of=youngest)
    oldest.part_of = youngest
    with pytest.raises(ValidationError) as refused:
        oldest.full_clean()
    assert refused.value.message_dict == {"part_of": ["This would make a circle."]}


# How it is named


def test_meeting_is_named_by_title_and_year():
    assert str(MeetingFactory(title_en="Meeting on asylum", start_date=APRIL)) == (
        "Meeting on asylum (2027)"
    )


def test_change_of_status_reads_from_before_to_after():
    status_changes(planned(), status="postponed")
    assert str(StatusChange.objects.get()) == "Planned → Postponed"
