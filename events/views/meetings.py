"""Public pages of meetings."""

import datetime
from itertools import groupby

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView

from events.caching.counted import kept_for
from events.calendar import has_entry
from events.family import joint_meetings, line_of, successors
from events.meeting_items import fetch_co_chairs, items_of
from events.meeting_page import neighbours, published_meeting
from events.models import Meeting
from events.statements import statements
from events.structured_data import event
from events.views.record import RecordPage
from events.views.refusal import Checked
from events.views.selection import (
    PAGING,
    filter_form,
    found,
    selection,
    selection_context,
)


class UpcomingThenPast:
    """Meetings to come, the next first, then those over, the last first; sliced as one list.

    Those to come are put in order, and those over counted, once until something changes; a page of
    those over follows an index."""

    def __init__(self, meetings: QuerySet, at: datetime.datetime, request: HttpRequest):
        self.meetings, self.at, self.request = meetings, at, request

    @cached_property
    def keys_and_number(self) -> tuple[list[int], int]:
        """The primary keys of those to come, and how many are over."""

        def look() -> tuple[list[int], int]:
            coming = self.meetings.upcoming(self.at).values_list("pk", flat=True)
            return list(coming), self.meetings.past(self.at).count()

        return kept_for(self.request, [PAGING], look)

    def __len__(self):
        coming, number = self.keys_and_number
        return len(coming) + number

    def __getitem__(self, part: slice) -> list[Meeting]:
        """Told by their keys first, so that those before them are not read for nothing."""
        coming, number = self.keys_and_number
        start, stop = part.start or 0, part.stop
        keys = coming[start:stop]
        if number and stop > len(coming):
            over = self.meetings.past(self.at).values_list("pk", flat=True)
            keys += over[max(start - len(coming), 0) : stop - len(coming)]
        found = items_of(keys)
        fetch_co_chairs(found)
        return found


class MeetingList(Checked, ListView):
    """Meetings, filtered as the address says. A filter that cannot be is 400, with its reason."""

    template_name = "events/meeting_list.html"
    context_object_name = "meetings"
    paginate_by = 20

    def get_queryset(self):
        self.now = timezone.now()
        self.filterset = selection(self.request, self.now)
        return UpcomingThenPast(found(self.filterset), self.now, self.request)

    def get_context_data(self, **kwargs):
        shown = selection_context(self.filterset, self.request.path)
        filters = filter_form(self.filterset, self.request.path)
        context = super().get_context_data(filters=filters, **shown, **kwargs)
        return {**context, "groups": self.groups(context["meetings"])}

    def groups(self, meetings) -> list[tuple[str, list[Meeting]]]:
        """The meetings of a page under their headings: those to come, then the past by year."""

        def heading(meeting: Meeting) -> str:
            return str(meeting.start_date.year) if meeting.is_past(self.now) else _("Upcoming")

        return [(title, list(found)) for title, found in groupby(meetings, key=heading)]

    def is_possible(self):
        return self.filterset.is_valid()


class MeetingDetail(RecordPage):
    """A meeting; a former address is redirected for ever."""

    model = Meeting
    template_name = "events/meeting_detail.html"
    context_object_name = "meeting"

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            if moved := Meeting.objects.published().formerly(kwargs["slug"]):
                return HttpResponsePermanentRedirect(moved.get_absolute_url())
            raise

    def get_object(self, queryset=None):
        if self.previewed is not None:
            return super().get_object(queryset)
        if meeting := published_meeting(self.kwargs["slug"]):
            return meeting
        raise Http404

    def get_context_data(self, **kwargs):
        meeting = self.object
        previous, following = neighbours(meeting)
        address = self.request.build_absolute_uri(meeting.get_absolute_url())
        return super().get_context_data(
            statements=statements(meeting.shown_plan_links),
            recommendations=[
                (one, statements(one.plan_links.all())) for one in meeting.recommendations.all()
            ],
            line=line_of(meeting),
            joint=joint_meetings(meeting),
            successors=successors(meeting),
            has_calendar=has_entry(meeting),
            previous=previous,
            following=following,
            address=address,
            structured=event(meeting, address),
            **kwargs,
        )
