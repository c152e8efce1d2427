"""Who is in the chair on which day."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from events.models import Chairmanship
from tests.factories import ChairmanshipFactory

pytestmark = pytest.mark.django_db


def chair(slug, start, end, **values):
    """A turn between two days, either of which may be unknown."""
    days = {
        "start_date": start and datetime.date.fromisoformat(start),
        "end_date": end and datetime.date.fromisoformat(end),
    }
    return ChairmanshipFactory(slug=slug, **days, **values)


def serving(day):
    found = Chairmanship.objects.serving(datetime.date.fromisoformat(day))
    return found and found.slug


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        ("2022-12-13", "spain"),
        ("2022-12-14", "spain"),  # the handover day belongs to the outgoing chair
        ("2022-12-15", "morocco"),
        ("2024-02-01", "morocco"),
        ("2024-02-02", "portugal"),
        ("2030-01-01", "portugal"),  # has not ended
        ("2020-01-01", None),
    ],
)
def test_chair_serves_from_the_day_after_its_handover_to_the_next(day, slug):
    chair("spain", "2021-11-18", "2022-12-14")
    chair("morocco", "2022-12-14", "2024-02-01")
    chair("portugal", "2024-02-01", None, end_precision="")
    assert serving(day) == slug


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        ("2014-12-31", None),
        ("2015-01-01", "morocco"),
        ("2015-12-31", "morocco"),
        ("2016-01-01", "portugal"),
        ("2016-12-31", "portugal"),
        ("2017-01-01", "mali"),
        ("2017-03-21", "mali"),
        ("2017-03-22", "belgium"),
        ("2018-05-03", None),
    ],
)
def test_chair_of_which_only_a_year_is_known_serves_that_year(day, slug):
    year = {"start_precision": "year", "end_precision": "unknown"}
    chair("morocco", "2015-01-01", None, **year)
    chair("portugal", "2016-01-01", None, **year)
    chair("mali", None, "2017-03-21")
    chair("belgium", "2017-03-21", "2018-05-02")
    assert serving(day) == slug


def test_chair_of_unknown_dates_serves_on_no_day():
    ChairmanshipFactory()
    assert serving("2023-04-25") is None


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-01-31", "2025-01-30"),
        ("2023-01-01", "2023-06-01"),
        ("2022-01-01", "2022-12-15"),
        ("2022-01-01", "2025-01-30"),
    ],
)
def test_turns_that_share_more_than_the_handover_overlap(start, end):
    morocco = chair("morocco", "2022-12-14", "2024-02-01")
    assert chair("other", start, end).overlaps(morocco)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-02-01", "2025-01-30"),  # begins on the day of the handover
        ("2022-01-01", "2022-12-14"),  # ends on the day of the handover
        (None, "2023-06-01"),  # unknown start: nothing is certain
    ],
)
def test_turns_that_share_the_handover_do_not_overlap(start, end):
    chair("morocco", "2022-12-14", "2024-02-01")
    chair("other", start, end).full_clean()


@pytest.mark.parametrize(("start", "overlapping"), [("2025-01-01", True), ("2020-01-01", False)])
def test_turn_that_goes_on_overlaps_with_every_later_one(start, overlapping):
    goes_on = chair("open", "2024-02-01", None, end_precision="")
    assert chair("other", start, start).overlaps(goes_on) is overlapping


def test_overlap_names_the_other_chairmanship():
    first = chair("first", "2022-12-14", "2024-02-01")
    second = chair("second", "2023-12-14", "2025-02-01")
    with pytest.raises(ValidationError) as refused:
        second.full_clean()
    assert refused.value.messages == [f"The dates overlap with the chairmanship “{first}”."]


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        ("2022-12-14", "2024-02-01", "Morocco 2022–2024"),
        ("2015-01-01", "2015-12-31", "Morocco 2015"),
        (None, "2017-03-21", "Morocco 2017"),
        (None, None, "Morocco"),
    ],
)
def test_chairmanship_is_named_by_partner_and_years(start, end, name):
    assert str(chair("turn", start, end, partner__name_en="Morocco")) == name
