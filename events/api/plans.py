"""Action plans in the API."""

from actionplan.models import ActionPlan
from events.api.objects import ObjectViewSet


class ActionPlanViewSet(ObjectViewSet):
    """Action plans, the newest first, each with its whole structure."""

    queryset = ActionPlan.objects.published()
