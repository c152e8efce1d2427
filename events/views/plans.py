"""The pages of a plan and of its items, with the meetings that addressed them."""

from django.http import Http404
from django.utils import timezone
from django.views.generic import DetailView

from actionplan.models import ActionPlan
from events.coverage import plan_coverage
from events.evidence import name_latest
from events.models import Document, Meeting
from events.plan_items import (
    addressing,
    documents_of,
    place_of,
    recommendations_on,
    reference_countries,
)
from events.views.record import RecordPage


class ActionPlanDetail(RecordPage):
    model = ActionPlan
    template_name = "events/action_plan_detail.html"
    context_object_name = "plan"

    def get_context_data(self, **kwargs):
        plan, today = self.object, timezone.localdate()
        coverage = plan_coverage(plan, Meeting.objects.all(), today)
        name_latest(coverage)
        references = reference_countries(plan, today)
        return super().get_context_data(
            coverage=coverage,
            areas=[(area, references.get(area.item.code)) for area in coverage.areas],
            adopted_at=Meeting.objects.published().filter(adoptions__plan=plan).first(),
            documents=Document.objects.published(of="plan").filter(plan=plan).for_list(),
            **kwargs,
        )


class PlanItemDetail(DetailView):
    """An area, objective or action of a plan, named by its code."""

    queryset = ActionPlan.objects.published()
    template_name = "events/plan_item_detail.html"
    context_object_name = "plan"

    def get_context_data(self, **kwargs):
        plan, today = self.object, timezone.localdate()
        coverage = plan_coverage(plan, Meeting.objects.all(), today)
        place = place_of(self.kwargs["code"], coverage)
        if place is None:
            raise Http404
        item, meetings = place.covered.item, addressing(place.covered, today)
        kwargs["object"] = item  # what the page is about, hence the languages it is said to have
        return super().get_context_data(
            coverage=coverage,
            place=place,
            item=item,
            above=[plan, *place.above],
            meetings=meetings,
            documents=documents_of(meetings.stated.latest),
            recommendations=recommendations_on(item),
            references=reference_countries(plan, today).get(item.code),
            **kwargs,
        )
