"""Meetings in the API, and as the files that spreadsheets, calendars and maps read."""

from django.http import Http404, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework.exceptions import NotFound

from events.api.objects import ObjectViewSet
from events.api.shape import FileQuery, ListFileQuery, ListQuery, Shape
from events.calendar import calendar_answer, has_entry, in_feeds
from events.filters import MeetingFilterSet
from events.meeting_table import meeting_rows
from events.models import Meeting
from events.places import MEDIA_TYPE, PROPERTIES, collection, feature
from events.tables import csv_answer, csv_lines


class MeetingViewSet(ObjectViewSet):
    """Published meetings, the latest first. A former slug is redirected to the present one."""

    queryset = Meeting.objects.published()
    filterset_class = MeetingFilterSet
    shapings = ObjectViewSet.shapings | {
        "table": ListFileQuery,
        "calendar": ListFileQuery,
        "entry": FileQuery,
        "places": ListQuery,
    }

    def filterset_kwargs(self) -> dict:
        return {"at": timezone.now()}

    def retrieve(self, request, slug):
        try:
            return super().retrieve(request, slug=slug)
        except Http404:
            return self.moved(slug, "api:meeting-detail")

    def table(self, request):
        """The table of the page: a line per meeting, with headings and texts in one language."""
        rows = meeting_rows(self.rows(), self.asked["lang"], request.build_absolute_uri)
        return csv_answer(csv_lines(rows), "meetings.csv")

    def calendar(self, request):
        """The calendar of the page: the meetings of the past two years and to come whose days are
        known, to subscribe to (RFC 5545)."""
        return self.in_calendar(in_feeds(self.rows(), timezone.now()), "meetings")

    def entry(self, request, slug):
        """One meeting for a calendar, if its days are known."""
        meetings = self.rows().filter(slug=slug)
        meeting = meetings.first()
        if meeting is None:
            return self.moved(slug, "api:meeting-entry")
        if not has_entry(meeting):
            sentence = _("The days of this meeting are not known, so no calendar can hold it.")
            raise NotFound(sentence)
        return self.in_calendar(meetings, slug)

    def places(self, request):
        """Where meetings took place, as GeoJSON: a feature per meeting. `fields` names what its
        properties are to be. `precision` says whether its point is that of the city or only of
        the country; a meeting online, or without a place that is known, has no geometry."""
        shape = Shape(self.asked.get("fields", PROPERTIES), self.asked.get("lang"))
        features = (feature(one, shape.of(one)) for one in self.every_object())
        return StreamingHttpResponse(collection(features), content_type=MEDIA_TYPE)

    def in_calendar(self, meetings, name: str):
        with override(self.asked["lang"]):
            return calendar_answer(meetings, name, self.request.build_absolute_uri)

    def moved(self, slug: str, route: str) -> HttpResponsePermanentRedirect:
        """To where the meeting is that had this slug."""
        if moved := Meeting.objects.published().formerly(slug):
            return HttpResponsePermanentRedirect(reverse(route, args=[moved.slug]))
        raise Http404
