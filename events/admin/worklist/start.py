"""The first page of the administration: what there is to do, and how the record stands."""

from django.contrib import admin
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils import timezone

from actionplan.models import ActionPlan
from events.admin.nominations.decision import may_decide
from events.admin.worklist import meetings, nominations, people, texts
from events.caching.kept import kept, reading
from events.changes.log import current
from events.coverage import plan_totals
from events.models import Meeting

SHOWN_YEARS = 10


@admin.site.admin_view
def start(request):
    """The first page of the administration: Django's, with a list of things to do."""
    work = worklist(admin.site, request) if request.user.has_perm("events.view_meeting") else {}
    return admin.site.index(request, work)


def may_see_people(request) -> bool:
    return request.user.has_perm("events.view_person")


def worklist(site: admin.AdminSite, request) -> dict:
    """The context of the first page, computed from the record in a fixed number of queries."""
    now, today = timezone.now(), timezone.localdate()
    with reading(current(), now):  # of the page, this alone depends on nothing but what is public
        years = kept("meetings per year", meetings_per_year)
    plan = ActionPlan.objects.published().in_force(today.year).first()
    return {
        "sections": [
            *([nominations.to_accept()] if may_decide(request) else []),
            meetings.to_prepare(now),
            meetings.to_mark(now),
            meetings.without_results(now),
            meetings.promises(now),
            meetings.contradictions(now),
        ],
        "translations": texts.translations(site, request),
        "drafts": texts.drafts(site, request, now),
        "people": people.ending_retention(today) if may_see_people(request) else [],
        "coverage": plan and plan_totals(plan, Meeting.objects.all(), today),
        "years": years[-SHOWN_YEARS:],
        "most": max((number for _year, number in years), default=0),
    }


def meetings_per_year() -> list[tuple[int, int]]:
    """[(2006, 1), …]: published meetings by the year they began in."""
    years = Meeting.objects.published().annotate(year=ExtractYear("start_date")).order_by()
    return list(years.values_list("year").annotate(Count("pk")).order_by("year"))
