"""The filters of meetings: one set for page, API and every other form of the same list."""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_filters import (
    CharFilter,
    ChoiceFilter,
    Filter,
    FilterSet,
    ModelChoiceFilter,
    ModelMultipleChoiceFilter,
    MultipleChoiceFilter,
)
from django_filters.fields import ModelChoiceField, ModelMultipleChoiceField

from actionplan.models import Action, ActionPlan, Area, Objective
from events.choices import CheckBoxes, Offer, offered_items, offered_years
from events.coverage import links_to
from events.filter_form import FilterForm
from events.models import (
    Chairmanship,
    Meeting,
    MeetingPartner,
    MeetingType,
    Partner,
    PlanLink,
    Resource,
    Status,
)
from events.search.query import keys_found
from events.search.words import query_words

PLACE_ROLES = ["host", "chair", "co_chair"]
LEVELS = {"area": Area, "objective": Objective, "action": Action}
ITEM = re.compile(r"([-a-zA-Z0-9_]{1,80})\.(area|objective|action)-([0-9]{1,4})([a-z]?)")
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
        refuse_impossible(value or [])
        return super().clean(value)


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


class PlanItemField(forms.CharField):
    """An item of a published plan, written cadiz-action-plan.objective-7, as the item itself."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        if match := ITEM.fullmatch(text):
            slug, level, number, part = match.groups()
            found = {"plan__slug": slug, "plan__publication": "published", "number": int(number)}
            if level == "objective":
                found["part"] = part
            item = LEVELS[level].objects.filter(**found).first()
            if item and (level == "objective" or not part):
                return item
        raise ValidationError(
            _("“%(value)s” names no item of a plan. Write it as cadiz-action-plan.objective-7."),
            params={"value": text[:60]},
        )


class PlanItemFilter(Filter):
    """Meetings that addressed an item, or something below it; inferred links included."""

    field_class = PlanItemField

    def filter(self, queryset, value):
        if value is None:
            return queryset
        links = PlanLink.objects.filter(links_to(value), meeting=OuterRef("pk"))
        return queryset.filter(Exists(links))


def published(model):
    """The published rows of a model, newly asked for with every request."""
    return lambda request: model.objects.published()


def published_chairmanships(request):
    """Published chairmanships with what they are called by."""
    return Chairmanship.objects.published().for_list()


def published_partners(request):
    """Published partners by their name in the reader's language."""
    return Partner.objects.published().by_name()


class MeetingFilterSet(FilterSet):
    """Filters of meetings. Values are slugs and codes; several filters must all hold.

    `at` is the moment by which meetings are told upcoming or past."""

    q = WordsFilter(kind=Resource.MEETING, label=_("Words"))
    upcoming = ChoiceFilter(
        choices=[("true", _("Upcoming")), ("false", _("Past"))],
        method="filter_upcoming",
        label=_("Upcoming or past"),
    )
    year = YearFilter(label=_("Year"), widget=Offer(offered_years))
    type = CodesFilter(
        field_name="type__slug",
        distinct=False,
        queryset=MeetingType.objects.all(),
        to_field_name="slug",
        label=_("Type of meeting"),
        widget=CheckBoxes,
    )
    category = ChoiceFilter(
        field_name="type__category", choices=MeetingType.Category, label=_("Category")
    )
    country = CodesFilter(
        queryset=published_partners,
        to_field_name="code",
        method="filter_country",
        label=_("Host, chair or place"),
        widget=CheckBoxes,
    )
    plan = CodeFilter(
        queryset=published(ActionPlan),
        to_field_name="slug",
        method="filter_plan",
        label=_("Action plan"),
    )
    item = PlanItemFilter(label=_("Item of the action plan"), widget=Offer(offered_items))
    chairmanship = CodeFilter(
        queryset=published_chairmanships, to_field_name="slug", label=_("Chairmanship")
    )
    status = MultipleChoiceFilter(
        choices=Status,
        distinct=False,
        label=_("Status"),
        widget=CheckBoxes,
    )
    mode = ChoiceFilter(choices=Meeting.Mode, label=_("Mode"))

    class Meta:
        model = Meeting
        fields = []  # no filters but those above
        form = FilterForm

    def __init__(self, *args, at: datetime.datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at

    def filter_country(self, queryset, name, partners):
        if not partners:
            return queryset
        part = MeetingPartner.objects.filter(
            meeting=OuterRef("pk"), partner__in=partners, role__in=PLACE_ROLES
        )
        return queryset.filter(Q(country__in=partners) | Exists(part))

    def filter_plan(self, queryset, name, plan):
        links = PlanLink.objects.of_plan(plan).filter(meeting=OuterRef("pk"))
        return queryset.filter(Exists(links))

    def filter_upcoming(self, queryset, name, value):
        return queryset.upcoming(self.at) if value == "true" else queryset.past(self.at)
