"""What to subscribe to: meetings for calendars, and their news; and one meeting to keep."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from events.calendar import calendar_answer, has_entry, in_feeds
from events.models import Meeting
from events.news.feed import Selection, feed_of
from events.views.refusal import refuse
from events.views.selection import MeetingSelection, selection_context


class MeetingFeed(MeetingSelection):
    """The meetings of the list with the same filters, of the past two years and to come."""

    def answer(self, meetings):
        return calendar_answer(
            in_feeds(meetings, self.now), "rabat-process", self.request.build_absolute_uri
        )


class MeetingNews(MeetingSelection):
    """What changed of the meetings of the list with the same filters, the newest first."""

    def answer(self, meetings):
        shown = selection_context(self.filterset, reverse("meeting-list"))
        query = shown["kept"].urlencode()
        tail = f"?{query}" if query else ""
        chosen = Selection(
            feed=self.request.path + tail,
            page=shown["path"] + tail,
            query=query,
            words=[chip.value for chip in shown["chips"]],
        )
        feed = feed_of(meetings, chosen, self.now, self.request.build_absolute_uri)
        response = HttpResponse(content_type=feed.content_type)
        feed.write(response, "utf-8")
        return response


class MeetingFile(View):
    """One meeting; a former address is redirected for ever."""

    def get(self, request, slug):
        published = Meeting.objects.published()
        meetings = published.filter(slug=slug)
        meeting = meetings.first()
        if meeting is None:
            if moved := published.formerly(slug):
                return HttpResponsePermanentRedirect(reverse("meeting-calendar", args=[moved.slug]))
            raise Http404
        if not has_entry(meeting):
            sentence = _("The days of this meeting are not known, so no calendar can hold it.")
            return refuse(request, 404, _("Not found"), sentence)
        return calendar_answer(meetings, slug, request.build_absolute_uri)
