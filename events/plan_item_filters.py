"""The filters of what plans consist of, by what is above it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet

from actionplan.models import Action, ActionPlan, Area, Objective
from events.coverage import objectives_in
from events.filter_form import FilterForm
from events.filter_kinds import CodeFilter, published
from events.item_field import PlanItemField


class AreaFilterSet(FilterSet):
    """`plan` is the slug of a plan."""

    plan = CodeFilter(queryset=published(ActionPlan), to_field_name="slug", label=_("Action plan"))

    class Meta:
        model = Area
        fields = []  # no filters but those above
        form = FilterForm


class AreaFilter(Filter):
    """What is in an area: objectives, with the parts of those that are in it as a whole; or,
    through the foreign key `of`, the actions of these."""

    field_class = PlanItemField

    def __init__(self, of: str):
        super().__init__(levels=["area"], label=_("Area"))
        self.of = of

    def filter(self, queryset, value):
        if value is None:
            return queryset
        objectives = objectives_in(value).order_by().values("pk")
        return queryset.filter(**{f"{self.of}__in": objectives})


class ObjectiveFilterSet(AreaFilterSet):
    """`area` is the id of an area: cadiz-action-plan.area-3."""

    area = AreaFilter(of="pk")

    class Meta(AreaFilterSet.Meta):
        model = Objective


class ObjectiveFilter(Filter):
    """Actions of an objective: of one as a whole, those of all its parts."""

    field_class = PlanItemField

    def __init__(self):
        super().__init__(levels=["objective"], label=_("Objective"))

    def filter(self, queryset: QuerySet, value: Objective | None) -> QuerySet:
        if value is None:
            return queryset
        whole = Q(objective__plan=value.plan_id, objective__number=value.number)
        return queryset.filter(Q(objective=value) if value.part else whole)


class ActionFilterSet(AreaFilterSet):
    """`area` and `objective` are ids: cadiz-action-plan.area-3, cadiz-action-plan.objective-5."""

    area = AreaFilter(of="objective")
    objective = ObjectiveFilter()

    class Meta(AreaFilterSet.Meta):
        model = Action
