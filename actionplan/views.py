"""Public pages about plans as such."""

from django.views.generic import ListView

from actionplan.models import ActionPlan


class ActionPlanList(ListView):
    queryset = ActionPlan.objects.published()
    template_name = "actionplan/action_plan_list.html"
    context_object_name = "plans"
