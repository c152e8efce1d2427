"""The meetings of a month, as a calendar and as a list."""

import datetime
import re

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from events.caching.counted import kept_for
from events.dates import weekdays
from events.models.period import FIRST_DAY, LAST_DAY
from events.month import month_of, month_to_open
from events.views.refusal import Checked
from events.views.selection import filter_form, found, selection, selection_context

MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


def first_of(year: str, month: str) -> datetime.date:
    """The first day of a month of the record's years; ValueError if there is none."""
    day = datetime.date(int(year), int(month), 1)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(day)
    return day


def _path(first: datetime.date) -> str:
    return reverse("meeting-month", args=[f"{first:%Y}", f"{first:%m}"])


class MonthForm(forms.Form):
    """The month to go to, as browsers send it: 2023-04."""

    month = forms.CharField(
        label=_("Month"),
        required=False,
        widget=forms.TextInput(
            {
                "type": "month",
                "min": f"{FIRST_DAY:%Y-%m}",
                "max": f"{LAST_DAY:%Y-%m}",
                "size": 8,
            }
        ),
    )

    def clean_month(self):
        text = self.cleaned_data["month"]
        if not text:
            return None
        try:
            return first_of(*MONTH.fullmatch(text).groups())
        except (AttributeError, ValueError):
            message = _("Write the month as 2023-04; the year must lie between 1990 and 2100.")
            raise forms.ValidationError(message) from None


class MeetingMonth(Checked, TemplateView):
    """A month with the same filters as the list. A month without meetings is no page to be found
    by search engines."""

    template_name = "events/meeting_month.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.now, self.today = timezone.now(), timezone.localdate()
        self.filterset = selection(request, self.now)
        self.form = MonthForm(request.GET)
        self.meetings = found(self.filterset)

    def first_day(self) -> datetime.date:
        try:
            return first_of(self.kwargs["year"], self.kwargs["month"])
        except ValueError:
            raise Http404 from None

    def get_context_data(self, **kwargs):
        first = self.first_day()
        return {
            **super().get_context_data(**kwargs),
            "month": month_of(self.meetings, first, self.today),
            "weekdays": weekdays(get_language()),
            "jump": MonthForm({"month": f"{first:%Y-%m}"}),
            "form": self.form,
            "filters": filter_form(self.filterset, _path(first)),
            **selection_context(self.filterset, _path(first)),
        }

    def is_possible(self):
        return self.filterset.is_valid() and self.form.is_valid()

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if not context["month"].count:
            response["X-Robots-Tag"] = "noindex"
        return response


class NearestMonth(MeetingMonth):
    """The month of the next meeting, or else of the last; with a month in the query, the way to
    it."""

    def get(self, request, *args, **kwargs):
        if self.form.is_valid() and (wanted := self.form.cleaned_data["month"]):
            rest = request.GET.copy()
            del rest["month"]
            path = _path(wanted)
            return HttpResponseRedirect(f"{path}?{rest.urlencode()}" if rest else path)
        return super().get(request, *args, **kwargs)

    def first_day(self):
        def nearest() -> datetime.date:
            return month_to_open(self.meetings, self.now, self.today)

        return kept_for(self.request, [], nearest)
