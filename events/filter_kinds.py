"""Kinds of filters: by code, by year, by words. What no database should be asked is refused."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, Filter, ModelChoiceFilter, ModelMultipleChoiceFilter
from django_filters.fields import ModelChoiceField, ModelMultipleChoiceField

from events.models import Resource
from events.search.query import keys_found
from events.search.words import query_words

REFUSED = _("“%(value)s” is not known here.")


def refuse_impossible(values) -> None:
    """Refuse what cannot be a slug or code, before a database is asked: PostgreSQL raises
    ValueError on NUL characters."""
    for value in values:
        if not re.fullmatch(r"[-a-zA-Z0-9_]{0,100}", str(value)):
            shown = {"value": str(value)[:40]}
            raise ValidationError(REFUSED, code="invalid_choice", params=shown)


class CodeField(ModelChoiceField):
    def clean(self, value):
        refuse_impossible([value or ""])
        return super().clean(value)


class CodesField(ModelMultipleChoiceField):
    def clean(self, value):
        given = [one for one in value or [] if one != ""]
        refuse_impossible(given)
        return super().clean(given) if given else []  # an empty queryset is dear to look at


class CodeFilter(ModelChoiceFilter):
    """One object, named by a slug or code."""

    field_class = CodeField


class CodesFilter(ModelMultipleChoiceFilter):
    """Any of several objects, named by slugs or codes: ?type=webinar&type=workshop."""

    field_class = CodesField


class YearField(forms.IntegerField):
    default_validators = [MinValueValidator(1990), MaxValueValidator(2100)]


class YearFilter(Filter):
    """A year with some day between two dates, which may touch two; or the year of a single date,
    which is then both, however precise it is."""

    field_class = YearField

    def __init__(self, *args, start: str = "start_date", end: str = "end_date", **kwargs):
        super().__init__(*args, **kwargs)
        self.start, self.end = start, end

    def filter(self, queryset, value):
        if value is None:
            return queryset
        first, last = datetime.date(value, 1, 1), datetime.date(value, 12, 31)
        return queryset.filter(**{f"{self.start}__lte": last, f"{self.end}__gte": first})


class WordsFilter(CharFilter):
    """Those that search finds; where there is nothing to look for, all."""

    def __init__(self, *args, kind: Resource, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    def filter(self, queryset, value):
        return (
            queryset.filter(pk__in=keys_found(value, self.kind)) if query_words(value) else queryset
        )


def published(model):
    """The published rows of a model, newly asked for with every request."""
    return lambda request: model.objects.published()
