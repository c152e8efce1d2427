"""The words that meetings and documents are sorted by, in the API."""

from events.api.objects import ObjectViewSet
from events.models import DocumentKind, MeetingType, OutcomeKind


class MeetingTypeViewSet(ObjectViewSet):
    """The types of meetings, in their order."""

    queryset = MeetingType.objects.all()


class OutcomeKindViewSet(ObjectViewSet):
    """The kinds of outcomes, in their order."""

    queryset = OutcomeKind.objects.all()


class DocumentKindViewSet(ObjectViewSet):
    """The kinds of documents, in their order."""

    queryset = DocumentKind.objects.all()
