"""The filters of meetings: one set for page, API and every other form of the same list."""

import datetime

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.forms import MultipleHiddenInput
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, Filter, MultipleChoiceFilter

from actionplan.models import ActionPlan
from events.choices import offered_items, offered_years
from events.coverage import links_to
from events.filter_form import FilterForm, RecordFilterSet
from events.filter_kinds import CodeFilter, CodesFilter, WordsFilter, YearFilter, published
from events.filter_widgets import CheckBoxes, List, Offer
from events.item_field import PlanItemField
from events.models import (
    Chairmanship,
    Delegation,
    Meeting,
    MeetingPartner,
    MeetingType,
    Partner,
    PlanLink,
    Resource,
    Status,
)
from events.models.roles import MeetingRole

PLACE_ROLES = ["host", "chair", "co_chair"]


class PlanItemFilter(Filter):
    """Meetings that addressed an item, or something below it; inferred links included. Or what
    else has `links` to items through the foreign key `owner`."""

    field_class = PlanItemField

    def __init__(self, *args, links: type[Model] = PlanLink, owner: str = "meeting", **kwargs):
        super().__init__(*args, **kwargs)
        self.links, self.owner = links, owner

    def filter(self, queryset, value):
        if value is None:
            return queryset
        links = self.links.objects.filter(links_to(value), **{self.owner: OuterRef("pk")})
        return queryset.filter(Exists(links))


def published_chairmanships(request):
    """Published chairmanships with what they are called by."""
    return Chairmanship.objects.published().for_list()


def published_partners(request):
    """Published partners by their name in the reader's language."""
    return Partner.objects.published().by_name()


class PartFilter(CodesFilter):
    """Meetings that any of some partners is tied to by one of `rows`. No form offers it: other
    pages and the API lead to it."""

    def __init__(self, rows: QuerySet, *args, **kwargs):
        super().__init__(
            *args,
            queryset=published_partners,
            to_field_name="code",
            widget=MultipleHiddenInput,
            **kwargs,
        )
        self.rows = rows

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.filter(Exists(self.rows.filter(meeting=OuterRef("pk"), partner__in=value)))


def of_role(role: MeetingRole) -> PartFilter:
    """Meetings in which a partner had this part."""
    return PartFilter(MeetingPartner.objects.filter(role=role), label=role.label)


class MeetingFilterSet(RecordFilterSet):
    """Filters of meetings. Values are slugs and codes; several filters must all hold.

    `at` is the moment by which meetings are told upcoming or past."""

    q = WordsFilter(kind=Resource.MEETING, label=_("Words"))
    upcoming = ChoiceFilter(
        choices=[("true", _("Upcoming")), ("false", _("Past"))],
        method="filter_upcoming",
        label=_("Upcoming or past"),
        widget=List,
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
        field_name="type__category",
        choices=MeetingType.Category,
        label=_("Category"),
        widget=List,
    )
    country = CodesFilter(
        queryset=published_partners,
        to_field_name="code",
        method="filter_country",
        label=_("Host, chair or place"),
        widget=CheckBoxes,
    )
    host = of_role(MeetingRole.HOST)
    chair = of_role(MeetingRole.CHAIR)
    co_chair = of_role(MeetingRole.CO_CHAIR)
    attended = PartFilter(
        Delegation.objects.filter(status=Delegation.Status.ATTENDED), label=_("Attended by")
    )
    plan = CodeFilter(
        queryset=published(ActionPlan),
        to_field_name="slug",
        method="filter_plan",
        label=_("Action plan"),
        widget=List,
    )
    item = PlanItemFilter(label=_("Item of the action plan"), widget=Offer(offered_items))
    chairmanship = CodeFilter(
        queryset=published_chairmanships,
        to_field_name="slug",
        label=_("Chairmanship"),
        widget=List,
    )
    status = MultipleChoiceFilter(
        choices=Status,
        distinct=False,
        label=_("Status"),
        widget=CheckBoxes,
    )
    mode = ChoiceFilter(choices=Meeting.Mode, label=_("Mode"), widget=List)

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
