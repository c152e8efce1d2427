"""The filters that are on, each with the address of the same list without it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django_filters import FilterSet


@dataclass(frozen=True)
class Chip:
    """One value of one filter: type, "Type of meeting", "Webinar", and the query without it."""

    name: str
    label: str
    value: str
    without: str


def chips(filterset: FilterSet, query: QueryDict) -> list[Chip]:
    """The values of a valid filter set, in the order of its fields."""
    found = []
    for name, field in filterset.form.fields.items():
        cleaned = filterset.form.cleaned_data.get(name)
        values = cleaned if isinstance(cleaned, list | QuerySet) else [cleaned]
        for value in values:
            if value not in (None, ""):
                given = [str(getattr(value, getattr(field, "to_field_name", "") or "", value))]
                keep = [one for one in query.getlist(name) if one not in given and len(values) > 1]
                found.append(Chip(name, field.label, _word(field, value), _with(query, name, keep)))
    return found


def _word(field, value) -> str:
    """A value as the form shows it."""
    if hasattr(field, "queryset"):
        return str(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _with(query: QueryDict, name: str, values: list[str]) -> str:
    """The query with these values of one filter only, and from its first page on."""
    changed = query.copy()
    changed.pop("page", None)
    changed.setlist(name, values)
    return changed.urlencode()
