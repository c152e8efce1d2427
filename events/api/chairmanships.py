"""Chairmanships in the API."""

from events.api.objects import ObjectViewSet
from events.chairmanship_filters import ChairmanshipFilterSet
from events.models import Chairmanship


class ChairmanshipViewSet(ObjectViewSet):
    """Chairmanships, the latest first; with `as_of` the one in the chair on that day."""

    queryset = Chairmanship.objects.published()
    filterset_class = ChairmanshipFilterSet
