"""The hierarchy of dates over a list: years, then months, then days, without going through all
records, as Django's own does."""

import datetime
from typing import NamedTuple

from django.contrib.admin.views.main import ChangeList
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class Step(NamedTuple):
    """A way into the hierarchy, or out of it; without an address it is where one stands."""

    label: str
    address: str = ""


def date_steps(changelist: ChangeList, field: str, years: list[int]) -> tuple[Step | None, list]:
    """The way back, and the ways down: the years told, the months of a year, the days of a month
    that have records."""
    names = [f"{field}__{part}" for part in ("year", "month", "day")]
    year, month, day = (_number(changelist.params.get(name)) for name in names)

    def step(label: str, *numbers: int) -> Step:
        wanted = dict.fromkeys(names) | dict(zip(names, numbers, strict=False))
        return Step(label, changelist.get_query_string(wanted, [field]))

    if not year:
        return None, [step(str(one), one) for one in years]
    if not month or not 1 <= month <= len(MONTHS):
        return step(_("All dates")), [step(capfirst(MONTHS[one]), year, one) for one in MONTHS]
    back, name = step(str(year), year), capfirst(MONTHS[month])
    if day:
        return step(f"{name} {year}", year, month), [Step(f"{day} {MONTHS[month]} {year}")]
    days = _days(changelist.queryset, field, year, month)
    return back, [step(str(one.day), year, month, one.day) for one in days]


def _number(values) -> int:
    """What an address says of a year, month or day, or 0."""
    value = (values or [""])[-1]
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else 0


def _days(records, field: str, year: int, month: int) -> list[datetime.date]:
    rows = records.order_by(field).values_list(field, flat=True)
    return list(rows.filter(**{f"{field}__year": year, f"{field}__month": month}).distinct())
