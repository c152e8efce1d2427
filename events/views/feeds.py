"""Meetings for calendars to subscribe to, and one meeting to keep."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import View

from events.calendar import calendar_text, has_entry, in_feeds
from events.models import Meeting
from events.views.refusal import refuse
from events.views.selection import MeetingSelection


class MeetingFeed(MeetingSelection):
    """The meetings of the list with the same filters, of the past two years and to come."""

    def answer(self, meetings):
        return _calendar(self.request, in_feeds(meetings, self.now), "rabat-process")


class MeetingFile(View):
    """One meeting; a former address is redirected for ever."""

    def get(self, request, slug):
        published = Meeting.objects.published()
        meeting = published.for_list().filter(slug=slug).first()
        if meeting is None:
            if moved := published.formerly(slug):
                return HttpResponsePermanentRedirect(reverse("meeting-calendar", args=[moved.slug]))
            raise Http404
        if not has_entry(meeting):
            sentence = _("The days of this meeting are not known, so no calendar can hold it.")
            return refuse(request, 404, _("Not found"), sentence)
        return _calendar(request, [meeting], slug)


def _calendar(request, meetings, name: str) -> HttpResponse:
    return HttpResponse(
        calendar_text(meetings, request.build_absolute_uri),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.ics")},
    )
