"""What the form of the filters offers to choose from, asked for only when the form is shown."""

from collections import defaultdict

from django import forms
from django.db.models import Max, Min
from django.utils.choices import CallableChoiceIterator
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from actionplan.models import Action, Area, Objective
from events.models import Meeting

LONGEST_LABEL = 60
ANY = ("", _("Any"))


class CheckBoxes(forms.CheckboxSelectMultiple):
    """Any of several choices; an empty one is none, as in the other filters."""

    def value_from_datadict(self, data, files, name):
        values = super().value_from_datadict(data, files, name) or []
        return [value for value in values if value]


class Offer(forms.Select):
    """A list of choices made for each form anew. An address may hold other values than it offers,
    which it keeps."""

    def __init__(self, offered):
        super().__init__(choices=CallableChoiceIterator(lambda: [ANY, *offered()]))

    def use_required_attribute(self, initial):
        """No filter is required; to find that out, forms would ask for the choices once more."""
        return False

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        offered = {str(option["value"]) for _name, options, _index in groups for option in options}
        for other in value:
            if other not in offered:
                option = self.create_option(name, other, other, True, len(groups), attrs=attrs)
                groups.append((None, [option], len(groups)))
        return groups


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
        items = model.objects.filter(plan__publication="published").select_related("plan")
        for item in items:
            by_plan[item.plan].append((f"{item.plan.slug}.{item.code}", _label(item)))
    plans = sorted(by_plan, key=lambda plan: (-plan.start_year, plan.slug))
    return [(plan.name, by_plan[plan]) for plan in plans]


def _label(item) -> str:
    text = f"{item.label} – {item.title}" if item.title else item.label
    return Truncator(text).chars(LONGEST_LABEL, truncate="…")
