"""The coverage matrix of a plan: a page, and the same as CSV and JSON."""

import datetime
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlencode

from django import forms
from django.http import JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from actionplan.models import ActionPlan
from actionplan.translation import served
from events.as_of import DayField
from events.coverage import PlanCoverage, plan_coverage
from events.coverage_object import coverage_object
from events.matrix import (
    STATED,
    Cell,
    by_meeting,
    by_year,
    fits,
    page_by_meeting,
    page_by_year,
)
from events.models import Meeting
from events.tables import csv_answer, csv_lines
from events.views.refusal import Checked


class MatrixForm(forms.Form):
    """How the matrix is drawn: by meeting or by year, and as of which day."""

    by = forms.ChoiceField(
        label=gettext_lazy("Columns"),
        required=False,
        choices=[("meeting", gettext_lazy("Meetings")), ("year", gettext_lazy("Years"))],
    )
    as_of = DayField(label=gettext_lazy("As of"), required=False)


class CoverageMatrix(Checked, DetailView):
    """The page, by year when there are more meetings than columns unless told otherwise; bad
    parameters are 400 with a sentence each."""

    queryset = ActionPlan.objects.published()
    template_name = "events/coverage_matrix.html"
    context_object_name = "plan"

    @cached_property
    def form(self) -> MatrixForm:
        return MatrixForm(self.request.GET)

    @cached_property
    def coverage(self) -> PlanCoverage:
        given = self.form.cleaned_data["as_of"] if self.form.is_valid() else None
        as_of: datetime.date = given or timezone.localdate()
        return plan_coverage(self.object, Meeting.objects.all(), as_of)

    def is_possible(self):
        return self.form.is_valid()

    def get_context_data(self, **kwargs):
        by = self.form.cleaned_data.get("by") if self.form.is_valid() else ""
        years = by == "year" or (not by and not fits(self.coverage))
        shown = {
            name: value for name, value in self.request.GET.items() if name in self.form.fields
        }
        shown["by"] = "year" if years else "meeting"
        form = MatrixForm(shown) if self.form.is_valid() else self.form
        return super().get_context_data(
            form=form,
            query=urlencode(shown),
            coverage=self.coverage,
            matrix=page_by_year(self.coverage) if years else page_by_meeting(self.coverage),
            by_year=years,
            is_whole=years or fits(self.coverage),
            **kwargs,
        )


class CoverageDownload(CoverageMatrix):
    """The same for machines, and with all meetings; the page, if it is asked for what cannot be."""

    def get(self, request, *args, **kwargs):
        if not self.is_possible():
            return super().get(request, *args, **kwargs)
        self.object = self.get_object()
        return self.answer()


class CoverageCSV(CoverageDownload):
    """A line per item: code, title, then what each column says: stated, inferred or nothing."""

    def answer(self) -> StreamingHttpResponse:
        name = f"{self.object.slug}-{self.coverage.as_of}.csv"
        return csv_answer(csv_lines(self.lines()), name)

    def lines(self) -> Iterator[list]:
        years = self.form.cleaned_data["by"] == "year"
        table = by_year(self.coverage) if years else by_meeting(self.coverage)
        heads = table.columns if years else [meeting.slug for meeting in table.columns]
        # Now, not while they are being sent: the reader's language is no longer active then.
        items = [covered.item for covered in self.coverage.tree()]
        names = [[item.code, served(item, "title").text] for item in items]
        cells_of_rows = ([_said(cell, years) for cell in row.cells] for row in table.rows)
        lines = (name + cells for name, cells in zip(names, cells_of_rows, strict=True))
        return chain([[_("code"), _("title"), *heads]], lines)


def _said(cell: Cell, in_a_year: bool) -> str | int:
    return len(cell.meetings) if in_a_year and cell.basis == STATED else cell.basis


class CoverageJSON(CoverageDownload):
    """The totals and every item with the meetings that addressed it."""

    def answer(self) -> JsonResponse:
        return JsonResponse(coverage_object(self.coverage))
