"""The first page."""

import datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from actionplan.models import ActionPlan
from events.caching.kept import kept
from events.coverage import PlanCoverage, plan_totals
from events.models import Chairmanship, Document, Meeting, Outcome, Status
from events.programme import HANDOVER


class Home(TemplateView):
    """The first page, which is put together once until something changes or a day begins."""

    template_name = "events/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(content=kept("first page", content), **kwargs)


def content() -> SafeString:
    """All that the page says."""
    now, today = timezone.now(), timezone.localdate()
    chairs = Chairmanship.objects.published().for_list().prefetch_related("priorities")
    context = {
        "chairmanship": chairs.serving(today),
        "coverage": coverage_in_force(today),
        "outcomes": outcomes(now),
        "documents": newest_documents(),
        **to_come(now),
    }
    return render_to_string("events/partials/home_content.html", context)


def to_come(now: datetime.datetime) -> dict:
    """The meeting that comes next or is under way, as long as it takes place, and the others
    to come; without one, the last that was held. One of known days comes before one of some
    day of a month, and that before one of some day of a year."""
    upcoming = Meeting.objects.published().upcoming(now).for_items()
    on = upcoming.exclude(status__in=[Status.POSTPONED, Status.CANCELLED])
    day_month_year = "date_precision"  # sorted by its letters
    following = on.order_by(day_month_year, "start_date", "pk").first()
    return {
        "next": following,
        "under_way": following is not None and following.is_under_way(now),
        "later": [one for one in upcoming[:4] if one != following][:3],
        "last": None if following else held(now).first(),
    }


def outcomes(now: datetime.datetime) -> QuerySet:
    """The newest meetings that were held and of whose outcomes the number is known."""
    counted = Outcome.objects.filter(count__gt=0).exclude(kind__slug=HANDOVER)
    told = Prefetch("outcomes", queryset=counted.select_related("kind"), to_attr="counted_outcomes")
    meetings = held(now).filter(Exists(counted.filter(meeting=OuterRef("pk"))))
    return meetings.prefetch_related(told)[:4]


def held(now: datetime.datetime) -> QuerySet:
    return Meeting.objects.published().past(now).filter(status=Status.HELD).for_items()


def newest_documents() -> QuerySet:
    """In an order that an index has, which knows nothing of documents without a date."""
    dated = Document.objects.published().exclude(date=None).order_by("-date", "slug")
    return dated.select_related("kind").prefetch_related("versions")[:6]


def coverage_in_force(today: datetime.date) -> PlanCoverage | None:
    """How far the plan in force was addressed."""
    plan = ActionPlan.objects.published().in_force(today.year).first()
    return plan and plan_totals(plan, Meeting.objects.all(), today)
