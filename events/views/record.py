"""The page of one record, which a preview shows before it is published."""

from django.db.models import QuerySet
from django.views.generic import DetailView


class RecordPage(DetailView):
    """A page of a published record. `as_view(previewed=…)` makes it the page of one that is not,
    named by its primary key; whatever it leads to is still shown only if it is published."""

    previewed = None

    def visible(self) -> QuerySet:
        """The records that have such a page."""
        records = self.model.objects
        return records.published() if self.previewed is None else records.filter(pk=self.previewed)

    def get_queryset(self):
        return self.visible().for_detail()
