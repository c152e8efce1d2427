"""The page of a plan with the meetings that addressed it."""

from django.utils import timezone
from django.views.generic import DetailView

from actionplan.models import ActionPlan
from events.coverage import plan_coverage
from events.models import Meeting


class ActionPlanDetail(DetailView):
    queryset = ActionPlan.objects.published().prefetch_related("roadmap_priorities")
    template_name = "events/action_plan_detail.html"
    context_object_name = "plan"

    def get_context_data(self, **kwargs):
        coverage = plan_coverage(self.object, Meeting.objects.all(), timezone.localdate())
        return super().get_context_data(coverage=coverage, **kwargs)
