"""Public pages of chairmanships."""

from django.utils import timezone
from django.views.generic import DetailView, ListView

from actionplan.models import ActionPlan
from events.coverage import plan_coverage
from events.models import Chairmanship


class ChairmanshipList(ListView):
    queryset = Chairmanship.objects.published().for_list()
    template_name = "events/chairmanship_list.html"
    context_object_name = "chairmanships"


class ChairmanshipDetail(DetailView):
    """A chairmanship with its meetings and what they addressed of the plan of its time."""

    queryset = Chairmanship.objects.published().for_detail()
    template_name = "events/chairmanship_detail.html"
    context_object_name = "chairmanship"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        chairmanship = self.object
        last = chairmanship.end_date or chairmanship.start_date
        plan = ActionPlan.objects.published().in_force(last.year).first() if last else None
        return super().get_context_data(
            meetings=chairmanship.meetings.published().for_list(),
            coverage=plan and plan_coverage(plan, chairmanship.meetings.all(), today),
            **kwargs,
        )
