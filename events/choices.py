"""What the form of the filters offers to choose from, asked for only when the form is shown."""

from collections import defaultdict

from django.db.models import Max, Min
from django.utils.text import Truncator

from actionplan.models import Action, Area, Objective
from events.models import Meeting

LONGEST_LABEL = 60


def offered_years() -> list[tuple[int, int]]:
    """The years from the first published meeting to the last, the latest first."""
    found = Meeting.objects.published().aggregate(first=Min("start_date"), last=Max("end_date"))
    if found["first"] is None:
        return []
    return [(year, year) for year in range(found["last"].year, found["first"].year - 1, -1)]


def offered_items() -> list[tuple[str, list[tuple[str, str]]]]:
    """The items of published plans under the names of their plans, the latest plan first."""
    by_plan = defaultdict(list)
    for model in (Area, Objective, Action):
        items = model.objects.published().select_related("plan")
        for item in items:
            by_plan[item.plan].append((item.full_code, _label(item)))
    plans = sorted(by_plan, key=lambda plan: (-plan.start_year, plan.slug))
    return [(plan.name, by_plan[plan]) for plan in plans]


def _label(item) -> str:
    text = f"{item.label} – {item.title}" if item.title else item.label
    return Truncator(text).chars(LONGEST_LABEL, truncate="…")
