"""Areas, objectives and actions in the API."""

from django.http import Http404

from actionplan.models import Action, Area, Objective
from events.api.objects import ObjectViewSet
from events.item_field import item_named
from events.plan_item_filters import ActionFilterSet, AreaFilterSet, ObjectiveFilterSet


class PlanItemViewSet(ObjectViewSet):
    """Items of published plans, which are named as in the filters of meetings."""

    lookup_field = "id"
    lookup_value_regex = r"[-a-zA-Z0-9_]{1,80}\.(?:area|objective|action)-[1-9][0-9]{0,3}[a-z]?"

    def row_named(self, value: str) -> dict:
        item = item_named(value)
        if not isinstance(item, self.queryset.model):
            raise Http404
        return {"pk": item.pk}


class AreaViewSet(PlanItemViewSet):
    """The first level of all plans, which may be called area, domain or pillar: the newest plan
    first."""

    queryset = Area.objects.published().in_order()
    filterset_class = AreaFilterSet


class ObjectiveViewSet(PlanItemViewSet):
    """The objectives of all plans. One that is printed in parts is listed as a whole and by part:
    to count objectives, count the numbers in a plan."""

    queryset = Objective.objects.published().in_order()
    filterset_class = ObjectiveFilterSet


class ActionViewSet(PlanItemViewSet):
    """The actions of all plans."""

    queryset = Action.objects.published().in_order()
    filterset_class = ActionFilterSet
