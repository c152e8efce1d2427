"""Meetings and their types in the API."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone

from events.api.objects import ObjectViewSet
from events.filters import MeetingFilterSet
from events.models import Meeting, MeetingType, OutcomeKind


class MeetingTypeViewSet(ObjectViewSet):
    """The types of meetings, in their order."""

    queryset = MeetingType.objects.all()
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"


class OutcomeKindViewSet(ObjectViewSet):
    """The kinds of outcomes, in their order."""

    queryset = OutcomeKind.objects.all()
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"


class MeetingViewSet(ObjectViewSet):
    """Published meetings, the latest first. A former slug is redirected to the present one."""

    queryset = Meeting.objects.published()
    filterset_class = MeetingFilterSet
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def filterset_kwargs(self) -> dict:
        return {"at": timezone.now()}

    def retrieve(self, request, slug):
        try:
            return super().retrieve(request, slug=slug)
        except Http404:
            if moved := Meeting.objects.published().formerly(slug):
                address = reverse("api:meeting-detail", args=[moved.slug])
                return HttpResponsePermanentRedirect(address)
            raise
