"""Public pages of chairmanships."""

from django.db.models import Prefetch
from django.utils import timezone
from django.views.generic import ListView

from actionplan.models import ActionPlan
from events.coverage import plan_coverage
from events.models import Chairmanship, Meeting, Outcome
from events.programme import documents_of_turn, outcomes, programme, types_held
from events.timeline import in_order, timeline
from events.views.record import RecordPage


class ChairmanshipList(ListView):
    queryset = Chairmanship.objects.published().for_list()
    template_name = "events/chairmanship_list.html"
    context_object_name = "chairmanships"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        current = Chairmanship.objects.published().serving(today)
        return super().get_context_data(
            timeline=timeline(self.object_list, current, today), **kwargs
        )


class ChairmanshipDetail(RecordPage):
    """A chairmanship with its meetings and what they addressed of the plan of its time: that of
    today, or of its end."""

    model = Chairmanship
    template_name = "events/chairmanship_detail.html"
    context_object_name = "chairmanship"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        chairmanship = self.object
        last = today if chairmanship.is_open else chairmanship.end_date or chairmanship.start_date
        day = last and min(last, today)
        plan = ActionPlan.objects.published().in_force(day.year).first() if day else None
        meetings = list(self.meetings())
        types = types_held(meetings)
        return super().get_context_data(
            programme=programme(meetings),
            held=sum(count for _type, count in types),
            types_held=types,
            outcomes=outcomes(meetings),
            documents=documents_of_turn(chairmanship),
            coverage=plan and plan_coverage(plan, chairmanship.meetings.all(), today),
            is_current=chairmanship.serves_on(today),
            **self.neighbours(),
            **kwargs,
        )

    def meetings(self):
        kinds = Outcome.objects.select_related("kind")
        found = self.object.meetings.published().for_list()
        return found.prefetch_related(Prefetch("outcomes", queryset=kinds))

    def neighbours(self) -> dict:
        """The chairmanships before and after it, and the meeting that ended it."""
        turns = in_order((self.visible() | Chairmanship.objects.published()).for_list())
        here = turns.index(self.object)
        following = turns[here - 1] if here else None
        ended_at = Meeting.objects.published().filter(handover_to=following) if following else []
        return {
            "previous": turns[here + 1] if here + 1 < len(turns) else None,
            "following": following,
            "handed_over_at": next(iter(ended_at), None),
        }
