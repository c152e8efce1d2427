"""Documents in the API."""

from events.api.objects import ObjectViewSet
from events.document_filters import DocumentFilterSet
from events.models import Document


class DocumentViewSet(ObjectViewSet):
    """Documents, the latest first; those without a recorded date last."""

    queryset = Document.objects.published()
    filterset_class = DocumentFilterSet
