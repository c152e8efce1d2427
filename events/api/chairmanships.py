"""Chairmanships in the API."""

from events.api.objects import ObjectViewSet
from events.models import Chairmanship


class ChairmanshipViewSet(ObjectViewSet):
    """Chairmanships, the latest first."""

    queryset = Chairmanship.objects.published()
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
