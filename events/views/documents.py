"""Public pages of documents, and their files."""

from django.http import FileResponse, Http404
from django.views.generic import DetailView, ListView

from events.models import Document, DocumentVersion


class DocumentList(ListView):
    queryset = Document.objects.published().for_list()
    template_name = "events/document_list.html"
    context_object_name = "documents"
    paginate_by = 20


class DocumentDetail(DetailView):
    queryset = Document.objects.published().for_list()
    template_name = "events/document_detail.html"
    context_object_name = "document"


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
