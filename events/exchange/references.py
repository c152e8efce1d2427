"""Cells that name other records, by what names them everywhere: codes and slugs.

What a file refers to is fetched before its rows are read, with a fixed number of queries for each
column.
"""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.models import Action, Area, Objective
from events.exchange.cells import SEPARATORS, Cell
from events.models import City, Partner

LEVELS = {"area": Area, "objective": Objective, "action": Action}


class Reference(Cell):
    """One record of a queryset, named by one of its fields."""

    def __init__(self, queryset, key: str, form, unknown):
        super().__init__()
        self.queryset, self.key, self.form, self.unknown = queryset, key, form, unknown
        self.table = {}

    def load(self, values):
        names = {str(value).strip() for value in values if "\0" not in str(value)}
        found = self.queryset.filter(**{f"{self.key}__in": names})
        self.table = {getattr(one, self.key): one for one in found}

    def parse(self, value, row):
        try:
            return self.table[str(value)]
        except KeyError:
            raise ValueError(self.unknown % {"name": str(value)[:80]}) from None

    def render(self, value, obj=None, **kwargs):
        return value and getattr(value, self.key)


def partner(queryset=None) -> Reference:
    return Reference(
        Partner.objects.all() if queryset is None else queryset,
        "code",
        gettext_lazy("code of a partner: MA"),
        gettext_lazy("There is no partner with the code “%(name)s”."),
    )


def country() -> Reference:
    return Reference(
        Partner.objects.filter(kind="country"),
        "code",
        gettext_lazy("code of a country: MA"),
        gettext_lazy("There is no country with the code “%(name)s”."),
    )


def meeting(queryset) -> Reference:
    return Reference(
        queryset,
        "slug",
        gettext_lazy("slug of a meeting, the last part of its address"),
        gettext_lazy("There is no meeting with the slug “%(name)s”."),
    )


class InCity(Reference):
    """A city by its English name; of several, the one in the country of the row."""

    def __init__(self):
        super().__init__(
            City.objects.select_related("country"),
            "name_en",
            gettext_lazy("English name of a city that is recorded"),
            gettext_lazy("There is no city called “%(name)s”. Record it first."),
        )

    def load(self, values):
        names = {str(value).strip() for value in values if "\0" not in str(value)}
        self.table = defaultdict(list)
        for city in self.queryset.filter(name_en__in=names):
            self.table[city.name_en].append(city)

    def parse(self, value, row):
        found = self.table.get(str(value), [])
        code = str((row or {}).get("country") or "").strip()
        name = {"name": str(value)[:80]}
        if len(found) > 1 and not code:
            text = _("There are several cities called “%(name)s”. Fill in the country.")
            raise ValueError(text % name)
        if len(found) > 1:
            found = [city for city in found if city.country.code == code]
        if not found:
            raise ValueError(self.unknown % name)
        return found[0]


class Several(Cell):
    """Several records in one cell, in their order, each named once."""

    def __init__(self, one: Cell, form):
        super().__init__()
        self.one, self.form = one, form

    def load(self, values):
        self.one.load({name for value in values for name in names_in(value)})

    def clean(self, value, row=None, **kwargs):
        return super().clean(value, row, **kwargs) or []

    def parse(self, value, row):
        found = [self.one.clean(name, row) for name in names_in(value)]
        for record in found:
            if found.count(record) > 1:
                name = self.one.render(record)
                raise ValueError(_("“%(name)s” is named twice.") % {"name": name})
        return found

    def render(self, value, obj=None, **kwargs):
        return "; ".join(self.one.render(record) for record in value or [])


class PlanItem(Cell):
    """An area, objective or action of a plan: cadiz-action-plan.area-4."""

    form = gettext_lazy("item of an action plan: cadiz-action-plan.area-4")

    def __init__(self, levels=tuple(LEVELS)):
        super().__init__()
        self.levels, self.table = levels, {}

    def load(self, values):
        plans = {str(value).strip().partition(".")[0] for value in values}
        plans = {slug for slug in plans if "\0" not in slug}
        self.table = {}
        for level in self.levels:
            items = LEVELS[level].objects.filter(plan__slug__in=plans).select_related("plan")
            self.table |= {self.render(item): item for item in items}

    def parse(self, value, row):
        try:
            return self.table[str(value)]
        except KeyError:
            text = _("There is no item “%(name)s” in the action plans.")
            raise ValueError(text % {"name": str(value)[:80]}) from None

    def render(self, value, obj=None, **kwargs):
        return value and value.full_code


def names_in(value) -> list[str]:
    return [name for name in SEPARATORS.split(str(value)) if name]
