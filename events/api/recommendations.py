"""Recommendations in the API."""

from events.api.objects import ObjectViewSet
from events.models import Recommendation
from events.recommendation_filters import RecommendationFilterSet


class RecommendationViewSet(ObjectViewSet):
    """Recommendations of published meetings, those of the latest meeting first. The address of one
    is made of the slug of its meeting and its number: som-dakar-2023.3."""

    queryset = Recommendation.objects.published().in_order()
    filterset_class = RecommendationFilterSet
    lookup_value_regex = r"[-a-zA-Z0-9_]{1,120}\.[1-9][0-9]{0,4}"

    def row_named(self, value: str) -> dict:
        slug, number = value.split(".")
        return {"meeting__slug": slug, "number": int(number)}
