"""Periods whose ends are known to the day, the month, the year or not at all."""

import datetime

import pytest

from events.models import PartnerRole

# start, its precision, end, its precision → a day and whether it is covered
OPEN = ("2020-03-01", "day", None, "")
EXACT = ("2020-03-01", "day", "2021-03-01", "day")
JUST_A_MONTH = ("2020-03-01", "month", None, "unknown")
JUST_A_YEAR = ("2020-01-01", "year", None, "unknown")
NO_START = (None, "unknown", "2021-03-01", "day")
NOTHING_KNOWN = (None, "unknown", None, "unknown")
ALWAYS = (None, "unknown", None, "")


def period(start, start_precision, end, end_precision):
    return PartnerRole(
        start_date=start and datetime.date.fromisoformat(start),
        start_precision=start_precision,
        end_date=end and datetime.date.fromisoformat(end),
        end_precision=end_precision,
    )


@pytest.mark.parametrize(
    ("bounds", "day", "covered"),
    [
        (OPEN, "2020-02-29", False),
        (OPEN, "2020-03-01", True),
        (OPEN, "2099-01-01", True),
        (EXACT, "2021-03-01", True),
        (EXACT, "2021-03-02", False),
        (JUST_A_MONTH, "2020-03-31", True),
        (JUST_A_MONTH, "2020-04-01", False),
        (JUST_A_YEAR, "2020-12-31", True),
        (JUST_A_YEAR, "2021-01-01", False),
        (NO_START, "1999-01-01", True),
        (NO_START, "2021-03-02", False),
        (NOTHING_KNOWN, "2020-03-01", False),
        (ALWAYS, "1999-01-01", True),
    ],
)
def test_period_covers_days_as_far_as_recorded(bounds, day, covered):
    assert period(*bounds).covers(datetime.date.fromisoformat(day)) is covered


@pytest.mark.parametrize(
    ("bounds", "last"),
    [
        (OPEN, None),
        (EXACT, "2021-03-01"),
        (JUST_A_MONTH, "2020-03-31"),
        (JUST_A_YEAR, "2020-12-31"),
        (NOTHING_KNOWN, None),
    ],
)
def test_period_certainly_lasts_until_its_last_known_day(bounds, last):
    day = period(*bounds).last_known_day()
    assert (day and day.isoformat()) == last
