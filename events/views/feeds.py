"""Meetings for calendars to subscribe to, and one meeting to keep."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import View

from events.calendar import calendar_text, has_entry, in_feeds
from events.filters import MeetingFilterSet
from events.models import Meeting

PAGING = "page"  # the address of a page of the list may be taken as it is


class MeetingFeed(View):
    """The meetings of the list with the same filters. What would be ignored is refused: who
    subscribes never looks at the address again."""

    def get(self, request):
        now = timezone.now()
        filterset = MeetingFilterSet(
            request.GET, Meeting.objects.published().for_list(), request=request, at=now
        )
        if reasons := _refusals(filterset):
            return _refuse(request, 400, _("Bad request"), " ".join(reasons))
        return _answer(request, in_feeds(filterset.qs, now), "rabat-process")


class MeetingFile(View):
    """One meeting; a former address is redirected for ever."""

    def get(self, request, slug):
        published = Meeting.objects.published()
        if moved := published.formerly(slug):
            return HttpResponsePermanentRedirect(reverse("meeting-calendar", args=[moved.slug]))
        meeting = get_object_or_404(published.for_list(), slug=slug)
        if not has_entry(meeting):
            sentence = _("The days of this meeting are not known, so no calendar can hold it.")
            return _refuse(request, 404, _("Not found"), sentence)
        return _answer(request, [meeting], slug)


def _refusals(filterset) -> list[str]:
    """Why a query cannot be answered: each parameter with its reason."""
    colon = pgettext("after a term", ": ")
    known = {PAGING, *filterset.filters}
    unknown = [name for name in filterset.data if name not in known]
    names = ", ".join(sorted(known))
    reasons = [_("Unknown parameter. Known are: %(names)s.") % {"names": names}] if unknown else []
    for name, errors in filterset.errors.items():
        reasons += [f"{name}{colon}{error}" for error in errors]
    return reasons


def _answer(request, meetings, name: str) -> HttpResponse:
    return HttpResponse(
        calendar_text(meetings, request.build_absolute_uri),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


def _refuse(request, status: int, title: str, sentence: str) -> HttpResponse:
    context = {"status": status, "title": title, "sentence": sentence}
    return render(request, "error.html", context, status=status)
