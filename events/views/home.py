"""The first page."""

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from django.views.generic import TemplateView

from actionplan.models import ActionPlan
from events.coverage import plan_totals
from events.models import Chairmanship, Document, Meeting, Outcome, Status
from events.programme import HANDOVER


class Home(TemplateView):
    template_name = "events/home.html"

    def get_context_data(self, **kwargs):
        now, today = timezone.now(), timezone.localdate()
        plan = ActionPlan.objects.published().in_force(today.year).first()
        chairs = Chairmanship.objects.published().for_list().prefetch_related("priorities")
        return super().get_context_data(
            chairmanship=chairs.serving(today),
            coverage=plan and plan_totals(plan, Meeting.objects.all(), today),
            outcomes=self.outcomes(now),
            documents=Document.objects.published().for_list().exclude(date=None)[:6],
            **self.to_come(now),
            **kwargs,
        )

    def to_come(self, now) -> dict:
        """The meeting that comes next or is under way, as long as it takes place, and the others
        to come; without one, the last that was held. One of known days comes before one of some
        day of a month, and that before one of some day of a year."""
        upcoming = Meeting.objects.published().upcoming(now)
        on = upcoming.exclude(status__in=[Status.POSTPONED, Status.CANCELLED])
        day_month_year = "date_precision"  # sorted by its letters
        following = on.order_by(day_month_year, "start_date", "pk").for_list().first()
        return {
            "next": following,
            "under_way": following is not None and following.is_under_way(now),
            "later": [one for one in upcoming[:4] if one != following][:3],
            "last": None if following else self.held(now).for_list().first(),
        }

    def outcomes(self, now):
        """The newest meetings that were held and of whose outcomes the number is known."""
        counted = Outcome.objects.filter(count__gt=0).exclude(kind__slug=HANDOVER)
        told = Prefetch(
            "outcomes", queryset=counted.select_related("kind"), to_attr="counted_outcomes"
        )
        meetings = self.held(now).filter(Exists(counted.filter(meeting=OuterRef("pk"))))
        return meetings.for_list().prefetch_related(told)[:4]

    def held(self, now):
        return Meeting.objects.published().past(now).filter(status=Status.HELD)
