"""Public pages of meetings."""

from itertools import groupby

from django.http import Http404, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import ListView

from events.calendar import has_entry
from events.family import joint_meetings, line_of, successors
from events.models import Meeting
from events.statements import statements
from events.structured_data import event
from events.views.record import RecordPage
from events.views.refusal import Checked
from events.views.selection import found, selection, selection_context


class UpcomingThenPast:
    """Meetings to come, the next first, then those over, the last first; sliced as one list.

    Two queries that each follow an index, instead of one that sorts everything."""

    def __init__(self, meetings, at):
        self.upcoming, self.past = meetings.upcoming(at), meetings.past(at)
        self.upcoming_count = self.upcoming.count()

    def __len__(self):
        return self.upcoming_count + self.past.count()

    def __getitem__(self, part: slice):
        split = self.upcoming_count
        start, stop = part.start or 0, part.stop
        found = list(self.upcoming[start:stop]) if start < split else []
        return found + list(self.past[max(start - split, 0) : max(stop - split, 0)])


class MeetingList(Checked, ListView):
    """Meetings, filtered as the address says. A filter that cannot be is 400, with its reason."""

    template_name = "events/meeting_list.html"
    context_object_name = "meetings"
    paginate_by = 20

    def get_queryset(self):
        self.now = timezone.now()
        self.filterset = selection(self.request, self.now)
        return UpcomingThenPast(found(self.filterset), self.now)

    def get_context_data(self, **kwargs):
        shown = selection_context(self.filterset, self.request.path)
        context = super().get_context_data(**shown, **kwargs)
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

    def get_context_data(self, **kwargs):
        meeting, published = self.object, Meeting.objects.published()
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
            previous=published.before(meeting).first(),
            following=published.after(meeting).first(),
            address=address,
            structured=event(meeting, address),
            **kwargs,
        )
