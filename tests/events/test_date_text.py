"""Dates as staff type them."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from events.date_text import parse_dates
from events.dates import date_range


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("25–26 April 2023", "2023-04-25", "2023-04-26", "day"),
        ("25-26 april 2023", "2023-04-25", "2023-04-26", "day"),
        ("25 - 26 Apr. 2023", "2023-04-25", "2023-04-26", "day"),
        ("25 April 2023", "2023-04-25", "2023-04-25", "day"),
        ("Tuesday, 25 April 2023", "2023-04-25", "2023-04-25", "day"),
        ("1st March 2024", "2024-03-01", "2024-03-01", "day"),
        ("1er mars 2024", "2024-03-01", "2024-03-01", "day"),
        ("31 mai – 1er juin 2016", "2016-05-31", "2016-06-01", "day"),
        ("du 31 mai au 1er juin 2016", "2016-05-31", "2016-06-01", "day"),
        ("from 31 May to 1 June 2016", "2016-05-31", "2016-06-01", "day"),
        ("31 December 2023 – 1 January 2024", "2023-12-31", "2024-01-01", "day"),
        ("25 et 26 août 2023", "2023-08-25", "2023-08-26", "day"),
        ("25–26 FÉVRIER 2023", "2023-02-25", "2023-02-26", "day"),
        ("2023-04-25", "2023-04-25", "2023-04-25", "day"),
        ("2023-04-25 – 2023-04-26", "2023-04-25", "2023-04-26", "day"),
        ("25/04/2023", "2023-04-25", "2023-04-25", "day"),
        ("25.04.2023 - 26.04.2023", "2023-04-25", "2023-04-26", "day"),
        ("March 2008", "2008-03-01", "2008-03-31", "month"),
        ("mars 2008", "2008-03-01", "2008-03-31", "month"),
        ("Sept. 2008", "2008-09-01", "2008-09-30", "month"),
        ("March – April 2008", "2008-03-01", "2008-04-30", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2024-2025", "2024-01-01", "2025-12-31", "year"),
    ],
)
def test_dates_are_understood(text, start, end, precision):
    found = parse_dates(text)
    assert [str(one) for one in found] == [start, end, precision]


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "25", "25 April", "April", "32 April 2023", "30 February 2023", "25 2023"),
        *("25 April 2023 – 26", "April 25–26", "1–2–3 May 2023", "May – 2 June 2023"),
        *("25/13/2023", "1989", "2101", "9999", "- 2024", "26–25 April 2023"),
        *("25 Brumaire 2023", "٢٥ April 2023"),
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValidationError):
        parse_dates(text)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        ("2023-04-25", "2023-04-26", "day"),
        ("2016-05-31", "2016-06-01", "day"),
        ("2023-12-31", "2024-01-01", "day"),
        ("2024-08-01", "2024-08-01", "day"),
        ("2024-02-01", "2024-02-29", "month"),
        ("2024-02-01", "2024-03-31", "month"),
        ("2024-01-01", "2024-12-31", "year"),
        ("2024-01-01", "2025-12-31", "year"),
    ],
)
def test_dates_as_printed_are_understood(start, end, precision, language):
    first, last = (datetime.date.fromisoformat(day) for day in (start, end))
    printed = date_range(first, last, precision, language)
    assert parse_dates(printed) == (first, last, precision)
