"""Dates in words, as precise as they are known and no more.

The patterns are CLDR's date intervals (Unicode TR35, "intervalFormats") for years, abbreviated
months and days, with the month written out, because CLDR has no such interval for British English
and French. French writes the first of a month "1er".
"""

import calendar
import datetime
import re

from babel import Locale
from babel.dates import format_date, format_time
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext

from events.locales import locale_of

NO_BREAK = "\N{NO-BREAK SPACE}"


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


SKELETONS = {Precision.DAY: "yMMMd", Precision.MONTH: "yMMM", Precision.YEAR: "y"}


def widest(day: datetime.date, precision: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a date of this precision can mean."""
    if precision == Precision.YEAR:
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    if precision == Precision.MONTH:
        last = calendar.monthrange(day.year, day.month)[1]
        return day.replace(day=1), day.replace(day=last)
    return day, day


def range_parts(
    start: datetime.date, end: datetime.date, precision: str = "day", language: str = "en"
) -> list[tuple[datetime.date, str]]:
    """The range as [(start, "25"), (end, "26 April 2023")], or as one part if one says it all."""
    difference = _greatest_difference(start, end, precision)
    if difference is None:
        return [(start, one_date(start, precision, language))]
    locale = locale_of(language)
    first, second = _interval(locale, SKELETONS[precision], difference)
    first = re.sub(r"[^dMy]+$", "", first)
    return [
        (start, _tidy(_apply(start, first, locale))),
        (end, _tidy(_apply(end, second, locale))),
    ]


def join_parts(texts: list[str]) -> str:
    """One text, or two with a dash: closed up between bare numbers, spaced otherwise."""
    if len(texts) == 1:
        return texts[0]
    bare = texts[0] == "1er" or texts[0].isdigit()
    return f"{texts[0]}–{texts[1]}" if bare else f"{texts[0]}{NO_BREAK}–{NO_BREAK}{texts[1]}"


def machine_date(day: datetime.date, precision: str) -> str:
    """A date as machines write it, no more precise than known: 2023-04-25, 2008-03, 2014
    (WHATWG HTML, "time" element; ISO 8601)."""
    first, _last = widest(day, precision)
    return first.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]


def date_range(
    start: datetime.date, end: datetime.date, precision: str = "day", language: str = "en"
) -> str:
    """25–26 April 2023; 31 mai – 1er juin 2016; March 2008; 2014. Spaces that must not break
    are no-break spaces: between day and month, and around a spaced dash."""
    return join_parts([text for _day, text in range_parts(start, end, precision, language)])


def one_date(day: datetime.date, precision: str = "day", language: str = "en") -> str:
    """A single date: 1er octobre 2020; octobre 2020; 2020."""
    pattern = {Precision.YEAR: "y", Precision.MONTH: "MMMM y"}.get(precision, "d MMMM y")
    return _tidy(_apply(day, pattern, locale_of(language)))


def date_sentence(
    start: datetime.date, end: datetime.date, precision: str = "day", language: str = "en"
) -> str:
    """The form that follows a verb: on 25–26 April 2023; du 25 au 26 avril 2023; en mars 2008."""
    parts = range_parts(start, end, precision, language)
    if language == "fr" and precision == Precision.DAY and len(parts) == 2:
        return f"du {parts[0][1]} au {parts[1][1]}"
    text = date_range(start, end, precision, language)
    with override(language):
        if precision != Precision.DAY:
            return pgettext("in a month or year", "in %(date)s") % {"date": text}
        return pgettext("on a day", "on %(date)s") % {"date": text}


def weekdays(language: str) -> list[tuple[str, str]]:
    """The days of the week from Monday on, in full and short: ("Monday", "Mon")."""
    names = locale_of(language).days["format"]
    return [(names["wide"][number], names["abbreviated"][number]) for number in range(7)]


def time_text(time: datetime.time, language: str) -> str:
    """14:00 in English; 14 h 00 in French."""
    pattern = f"H'{NO_BREAK}h{NO_BREAK}'mm" if language == "fr" else "HH:mm"
    return format_time(time, pattern, locale=locale_of(language))


def _greatest_difference(start, end, precision) -> str | None:
    if start.year != end.year:
        return "y"
    if precision != Precision.YEAR and start.month != end.month:
        return "M"
    if precision == Precision.DAY and start.day != end.day:
        return "d"
    return None


def _interval(locale: Locale, skeleton: str, difference: str) -> tuple[str, str]:
    first, second = locale.interval_formats[skeleton][difference]
    return re.sub("M+", "MMMM", first), re.sub("M+", "MMMM", second)


def _apply(day: datetime.date, pattern: str, locale: Locale) -> str:
    if locale.language == "fr" and day.day == 1:
        pattern = re.sub(r"\bd\b", "'1er'", pattern)
    return format_date(day, pattern, locale=locale)


def _tidy(text: str) -> str:
    return re.sub(r"(\d|1er) (?=[^\W\d])", rf"\1{NO_BREAK}", text)
