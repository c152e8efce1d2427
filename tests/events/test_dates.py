"""Dates read as people write them in either language, and claim no more than is known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.dates import date_range, date_sentence, one_date, range_parts, time_text, widest

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31))


def dates(*texts):
    return [datetime.date.fromisoformat(text) for text in texts]


def visible(text):
    """The text with no-break spaces written as _."""
    return text.replace("\N{NO-BREAK SPACE}", "_")


RANGES = [
    # One day
    ("2023-04-25", "2023-04-25", "day", "25_April 2023", "25_avril 2023"),
    ("2020-10-01", "2020-10-01", "day", "1_October 2020", "1er_octobre 2020"),
    ("2024-02-29", "2024-02-29", "day", "29_February 2024", "29_février 2024"),
    # Within a month
    ("2023-04-25", "2023-04-26", "day", "25–26_April 2023", "25–26_avril 2023"),
    ("2020-10-01", "2020-10-03", "day", "1–3_October 2020", "1er–3_octobre 2020"),
    ("2022-08-11", "2022-08-12", "day", "11–12_August 2022", "11–12_août 2022"),
    # Across months
    ("2016-05-31", "2016-06-01", "day", "31_May_–_1_June 2016", "31_mai_–_1er_juin 2016"),
    (
        "2024-01-31",
        "2024-02-01",
        "day",
        "31_January_–_1_February 2024",
        "31_janvier_–_1er_février 2024",
    ),
    ("2023-03-01", "2023-04-02", "day", "1_March_–_2_April 2023", "1er_mars_–_2_avril 2023"),
    # Across years
    (
        "2024-12-31",
        "2025-01-01",
        "day",
        "31_December 2024_–_1_January 2025",
        "31_décembre 2024_–_1er_janvier 2025",
    ),
    # A chairmanship
    (
        "2022-12-14",
        "2024-02-01",
        "day",
        "14_December 2022_–_1_February 2024",
        "14_décembre 2022_–_1er_février 2024",
    ),
    # Months
    ("2008-03-01", "2008-03-31", "month", "March 2008", "mars 2008"),
    ("2017-04-01", "2017-05-31", "month", "April_–_May 2017", "avril_–_mai 2017"),
    (
        "2024-12-01",
        "2025-01-31",
        "month",
        "December 2024_–_January 2025",
        "décembre 2024_–_janvier 2025",
    ),
    # Years
    ("2014-01-01", "2014-12-31", "year", "2014", "2014"),
    ("2023-01-01", "2027-12-31", "year", "2023–2027", "2023–2027"),
]


@pytest.mark.parametrize(("start", "end", "precision", "english", "french"), RANGES)
def test_range_in_english(start, end, precision, english, french):
    assert visible(date_range(*dates(start, end), precision, "en")) == english


@pytest.mark.parametrize(("start", "end", "precision", "english", "french"), RANGES)
def test_range_in_french(start, end, precision, english, french):
    assert visible(date_range(*dates(start, end), precision, "fr")) == french


@pytest.mark.parametrize(
    ("day", "precision", "english", "french"),
    [
        ("2020-10-01", "day", "1_October 2020", "1er_octobre 2020"),
        ("2023-08-21", "day", "21_August 2023", "21_août 2023"),
        ("2020-10-01", "month", "October 2020", "octobre 2020"),
        ("2020-01-01", "year", "2020", "2020"),
    ],
)
def test_single_date_in_both_languages(day, precision, english, french):
    found = [visible(one_date(*dates(day), precision, language)) for language in ("en", "fr")]
    assert found == [english, french]


@pytest.mark.parametrize(
    ("start", "end", "precision", "sentence"),
    [
        ("2023-04-25", "2023-04-25", "day", "on 25_April 2023"),
        ("2023-04-25", "2023-04-26", "day", "on 25–26_April 2023"),
        ("2008-03-01", "2008-03-31", "month", "in March 2008"),
        ("2014-01-01", "2014-12-31", "year", "in 2014"),
    ],
)
def test_sentence_in_english(start, end, precision, sentence):
    assert visible(date_sentence(*dates(start, end), precision, "en")) == sentence


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        ("2023-04-25", "2023-04-26", "du 25 au 26_avril 2023"),
        ("2020-10-01", "2020-10-03", "du 1er au 3_octobre 2020"),
        ("2016-05-31", "2016-06-01", "du 31_mai au 1er_juin 2016"),
        ("2024-12-31", "2025-01-01", "du 31_décembre 2024 au 1er_janvier 2025"),
    ],
)
def test_sentence_about_several_days_in_french(start, end, sentence):
    assert visible(date_sentence(*dates(start, end), "day", "fr")) == sentence


@pytest.mark.parametrize(
    ("time", "english", "french"),
    [
        (datetime.time(14), "14:00", "14_h_00"),
        (datetime.time(9, 5), "09:05", "9_h_05"),
        (datetime.time(0, 30), "00:30", "0_h_30"),
    ],
)
def test_time_in_both_languages(time, english, french):
    assert [visible(time_text(time, language)) for language in ("en", "fr")] == [english, french]


@pytest.mark.parametrize(
    ("day", "precision", "first", "last"),
    [
        ("2024-02-10", "day", "2024-02-10", "2024-02-10"),
        ("2024-02-10", "month", "2024-02-01", "2024-02-29"),
        ("2023-02-10", "month", "2023-02-01", "2023-02-28"),
        ("2023-12-31", "month", "2023-12-01", "2023-12-31"),
        ("2023-01-31", "month", "2023-01-01", "2023-01-31"),
        ("2024-02-29", "year", "2024-01-01", "2024-12-31"),
    ],
)
def test_date_of_a_precision_can_mean_all_its_days(day, precision, first, last):
    assert [found.isoformat() for found in widest(*dates(day), precision)] == [first, last]


@given(day=DAYS, precision=st.sampled_from(["day", "month", "year"]))
def test_date_of_a_precision_can_mean_itself_and_no_other_month(day, precision):
    first, last = widest(day, precision)
    assert first <= day <= last
    assert {widest(other, precision) for other in (first, last)} == {(first, last)}


@given(days=st.tuples(DAYS, DAYS).map(sorted), language=st.sampled_from(["en", "fr"]))
def test_parts_of_a_range_begin_and_end_it(days, language):
    parts = range_parts(*days, "day", language)
    text = date_range(*days, "day", language)
    assert (text.startswith(parts[0][1]), text.endswith(parts[-1][1])) == (True, True)
    assert [day for day, _text in parts] == sorted(set(days))


@given(days=st.tuples(DAYS, DAYS).map(sorted))
def test_months_are_never_abbreviated_nor_spaces_of_an_unknown_kind(days):
    text = date_range(*days, "day", "fr") + date_range(*days, "day", "en")
    assert [
        mark for mark in text if not mark.isalnum() and mark not in " –\N{NO-BREAK SPACE}"
    ] == []
