"""Public pages of documents, and their files."""

from itertools import groupby

from django.http import FileResponse, Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView

from events.caching.counted import Counted
from events.chips import chips
from events.document_filters import DocumentFilterSet
from events.models import Document, DocumentVersion
from events.structured_data import work
from events.views.record import RecordPage
from events.views.refusal import Checked
from events.views.selection import PAGING, filled_in, found


class DocumentList(Checked, ListView):
    """The library, filtered as the address says. A filter that cannot be is 400, with its
    reason."""

    template_name = "events/document_list.html"
    context_object_name = "documents"
    paginate_by = 20

    @cached_property
    def filterset(self) -> DocumentFilterSet:
        documents = Document.objects.published().for_list()
        return DocumentFilterSet(self.request.GET, documents, request=self.request)

    def get_queryset(self):
        return Counted(found(self.filterset), self.request, [PAGING])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filterset=self.filterset, **kwargs)
        is_on = self.filterset.is_asked and self.filterset.is_valid()
        on = chips(self.filterset, self.request.GET) if is_on else []
        return {
            **context,
            "groups": self.groups(context["documents"]),
            "chips": on,
            "kept": filled_in(self.request.GET, self.filterset.filters),
        }

    def groups(self, documents) -> list[tuple[str, list[Document]]]:
        """The documents of a page by year."""

        def heading(document: Document) -> str:
            return str(document.date.year) if document.date else _("Without a recorded date")

        return [(title, list(found)) for title, found in groupby(documents, key=heading)]

    def is_possible(self):
        return self.filterset.is_valid()


class DocumentDetail(RecordPage):
    """A document, with the others of its meeting."""

    model = Document
    template_name = "events/document_detail.html"
    context_object_name = "document"

    def get_context_data(self, **kwargs):
        document = self.object
        address = self.request.build_absolute_uri(document.get_absolute_url())
        return super().get_context_data(
            related=self.related(),
            address=address,
            structured=work(document, address, self.request.build_absolute_uri),
            **kwargs,
        )

    def related(self):
        """The other documents of its meeting."""
        document = self.object
        if document.meeting_id is None:
            return Document.objects.none()
        others = Document.objects.published().exclude(pk=document.pk)
        return others.filter(meeting=document.meeting_id).for_list()


class DocumentFile(DetailView):
    """The file of one version, of published documents only: files have no address of their own."""

    queryset = DocumentVersion.objects.exclude(file="")

    def get_queryset(self):
        return super().get_queryset().filter(document__in=Document.objects.published())

    def get(self, request, *args, **kwargs):
        file = self.get_object().file
        try:
            return FileResponse(file.open(), as_attachment=True)
        except FileNotFoundError:
            raise Http404 from None
