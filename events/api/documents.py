"""Documents and their kinds in the API."""

from events.api.objects import ObjectViewSet
from events.document_filters import DocumentFilterSet
from events.models import Document, DocumentKind


class DocumentViewSet(ObjectViewSet):
    """Documents, the latest first; those without a recorded date last."""

    queryset = Document.objects.published()
    filterset_class = DocumentFilterSet
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"


class DocumentKindViewSet(ObjectViewSet):
    """The kinds of documents, in their order."""

    queryset = DocumentKind.objects.all()
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
