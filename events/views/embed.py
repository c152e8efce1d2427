"""The meetings to come as a page for frames on other sites, with the filters of the list."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from events.filters import MeetingFilterSet
from events.views.selection import MeetingSelection, selection_context

USUAL, MOST = 5, 20  # meetings
SAID_OTHERWISE = ["limit", "upcoming"]  # by the number of meetings and by the heading


class LimitFilter(Filter):
    """How many are shown at most; it leaves the meetings as they are."""

    field_class = forms.IntegerField

    def filter(self, queryset, value):
        return queryset


class MeetingEmbedFilterSet(MeetingFilterSet):
    """The filters of the list, and how many meetings are shown."""

    limit = LimitFilter(min_value=1, max_value=MOST, label=_("Number of meetings"))


class MeetingEmbed(MeetingSelection):
    """The next meetings; without any, the last. What cannot be is refused inside the frame too,
    where whoever made it looks first."""

    filters = MeetingEmbedFilterSet

    def answer(self, meetings):
        asked = self.filterset.form.cleaned_data
        limit = asked["limit"] or USUAL
        upcoming = meetings.upcoming(self.now)[:limit]
        past = [] if upcoming else meetings.past(self.now)[:limit]
        return self.show(200, upcoming=upcoming, past=past, only_past=asked["upcoming"] == "false")

    def refuse(self, reasons):
        return self.show(400, reasons=reasons)

    def show(self, status: int, **found) -> HttpResponse:
        """The page, which says by which filters it was made and leads to the list with the same."""
        context = selection_context(self.filterset, reverse("meeting-list"))
        context["chips"] = [chip for chip in context["chips"] if chip.name not in SAID_OTHERWISE]
        context["kept"] = context["kept"].copy()
        context["kept"].pop("limit", None)  # the list knows none
        return render(self.request, "events/meeting_embed.html", context | found, status=status)
