"""Chairmanships as partners are given them."""

from rest_framework import serializers

from actionplan.objects import PageField, TextField
from events.models import Chairmanship, ChairmanshipPriority


class PrioritySerializer(serializers.ModelSerializer):
    text = TextField()

    class Meta:
        model = ChairmanshipPriority
        fields = ["text"]


class ChairmanshipSerializer(serializers.ModelSerializer):
    """A turn in the chair. An empty `end_precision` means that it has not ended."""

    id = serializers.UUIDField(source="uid")
    url = PageField()
    partner = serializers.SlugRelatedField("code", read_only=True)
    slogan = TextField()
    programme = TextField()
    priorities = PrioritySerializer(many=True)
    handover_meeting = serializers.SerializerMethodField()
    documents = serializers.SlugRelatedField(
        "slug", many=True, read_only=True, source="shown_documents"
    )

    class Meta:
        model = Chairmanship
        fields = [
            "id",
            "slug",
            "url",
            "partner",
            "start_date",
            "start_precision",
            "end_date",
            "end_precision",
            "slogan",
            "programme",
            "priorities",
            "handover_meeting",
            "documents",
            "created_at",
        ]

    def get_handover_meeting(self, chairmanship) -> str | None:
        meeting = getattr(chairmanship, "handover_meeting", None)
        return meeting.slug if meeting else None
