"""The coverage matrix of a plan: a page, and the same as CSV and JSON."""

import datetime

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
from events.coverage import plan_coverage
from events.coverage_object import coverage_object
from events.matrix import Matrix, matrix
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
    """The matrix as a page; bad parameters are 400 with a sentence each."""

    queryset = ActionPlan.objects.published()
    template_name = "events/coverage_matrix.html"
    context_object_name = "plan"

    @cached_property
    def form(self) -> MatrixForm:
        return MatrixForm(self.request.GET)

    @cached_property
    def by_year(self) -> bool:
        return self.form.is_valid() and self.form.cleaned_data["by"] == "year"

    def matrix(self) -> Matrix:
        given = self.form.cleaned_data["as_of"] if self.form.is_valid() else None
        as_of: datetime.date = given or timezone.localdate()
        coverage = plan_coverage(self.object, Meeting.objects.all(), as_of)
        return matrix(coverage, by_year=self.by_year)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            form=self.form, matrix=self.matrix(), by_year=self.by_year, **kwargs
        )

    def is_possible(self):
        return self.form.is_valid()


class CoverageDownload(CoverageMatrix):
    """What the page shows, for machines."""

    def render_to_response(self, context, **kwargs):
        if not self.form.is_valid():
            return super().render_to_response(context, **kwargs)
        return self.answer(context["matrix"])


class CoverageCSV(CoverageDownload):
    """A line per item: code, title, then what each column says: stated, inferred or nothing."""

    def answer(self, table: Matrix) -> StreamingHttpResponse:
        columns = [column if self.by_year else column.slug for column in table.columns]
        rows = [[_("code"), _("title"), *columns]]
        for row in table.rows:
            item = row.covered.item
            cells = [
                len(cell.meetings) if self.by_year and cell.basis == "stated" else cell.basis
                for cell in row.cells
            ]
            rows.append([item.code, served(item, "title").text, *cells])
        return csv_answer(csv_lines(rows), f"{table.coverage.plan.slug}-{table.coverage.as_of}.csv")


class CoverageJSON(CoverageDownload):
    """The totals and every item with the meetings that addressed it."""

    def answer(self, table: Matrix) -> JsonResponse:
        return JsonResponse(coverage_object(table.coverage))
