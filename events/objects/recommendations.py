"""Recommendations as partners are given them, each for itself."""

from rest_framework import serializers

from actionplan.objects import PageField
from events.models import Recommendation
from events.objects.meeting_parts import RecommendationSerializer


class RegisteredRecommendationSerializer(RecommendationSerializer):
    """A recommendation of a meeting, which is named by slug; `url` is its place on the page of the
    meeting. `id` is made of the id of the meeting and the number, `slug` of its slug instead."""

    id = serializers.SerializerMethodField()
    slug = serializers.CharField(source="full_number")
    meeting = serializers.SlugRelatedField("slug", read_only=True)
    url = PageField()

    class Meta:
        model = Recommendation
        fields = [
            "id",
            "slug",
            "meeting",
            "url",
            *RecommendationSerializer.Meta.fields,
            "created_at",
        ]

    def get_id(self, recommendation) -> str:
        return f"{recommendation.meeting.uid}.{recommendation.number}"
