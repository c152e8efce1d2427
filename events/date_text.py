"""Dates as staff type them: "25–26 April 2023", "31 mai – 1er juin 2016", "March 2008", "2024"."""

import datetime
import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.letters import fold
from actionplan.translation import LANGUAGES
from events.dates import Precision, widest
from events.locales import locale_of

YEARS = range(1990, 2101)
LONGEST = 80
MONTH_NAMES = [
    name
    for language in LANGUAGES
    for width in ("wide", "abbreviated")
    for name in locale_of(language).months["format"][width].items()
]
DAY_NAMES = [
    name for language in LANGUAGES for name in locale_of(language).days["format"]["wide"].values()
]
FILLING = {"from", "on", "the", "of", "du", "le", "de", "in", "en"}
UP_TO = re.compile(r"\s*[\u2010-\u2015\u2212-]\s*|\s+(?:to|until|au|a|and|et)\s+")
ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
PART = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)?)?\s*(?:([a-z]+)\.?)?\s*(\d{4})?", re.ASCII)


class Dates(NamedTuple):
    """The first and the last day meant, and how precisely they are."""

    start: datetime.date
    end: datetime.date
    precision: Precision


MONTHS = {fold(name).rstrip("."): number for number, name in MONTH_NAMES} | {"sept": 9}
FILLING |= {fold(name) for name in DAY_NAMES}


def parse_dates(text: str) -> Dates:
    """The dates meant; ValidationError with an example if that cannot be told."""
    plain = fold(text[: LONGEST + 1])
    plain = ISO.sub(lambda found: f"{found[3]}.{found[2]}.{found[1]}", plain)
    plain = NUMERIC.sub(_in_words, plain)
    plain = " ".join(word for word in plain.replace(",", " ").split() if word not in FILLING)
    parts = [PART.fullmatch(part.strip()) for part in UP_TO.split(plain)]
    if not 0 < len(parts) <= 2 or not all(part and part[0] for part in parts):
        raise _refusal(text)
    first, last = parts[0].groups(), parts[-1].groups()
    # The first day borrows its month, and its year, from the last: 31 May – 1 June 2016.
    month, year = first[1] or last[1], first[2] or last[2]
    if bool(first[0]) != bool(last[0]) or bool(month) != bool(last[1]):
        raise _refusal(text)
    start, precision = _day(first[0], month, year, text)
    end, _same = _day(*last, text)
    if end < start:
        raise ValidationError(_("The last day is before the first."))
    return Dates(widest(start, precision)[0], widest(end, precision)[1], precision)


def _in_words(found: re.Match) -> str:
    names = {number: name for name, number in MONTHS.items()}
    return f"{found[1]} {names.get(int(found[2]), found[2])} {found[3]}"


def _day(day, month, year, text: str) -> tuple[datetime.date, Precision]:
    number = MONTHS.get(month or "")
    if not year or (month and not number) or (day and not number):
        raise _refusal(text)
    if int(year) not in YEARS:
        raise ValidationError(_("The year must lie between 1990 and 2100."))
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        return datetime.date(int(year), number or 1, int(day or 1)), precision
    except ValueError:
        raise _refusal(text) from None


def _refusal(text: str) -> ValidationError:
    words = _("“%(text)s” is not understood. Write “25–26 April 2027”, “March 2027” or “2027”.")
    return ValidationError(words, params={"text": text[:LONGEST]})
