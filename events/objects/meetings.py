"""What partners are given of meetings and of the vocabulary that goes with them."""

from typing import TypedDict

from rest_framework import serializers

from actionplan.objects import PageField, TextField
from events.models import Meeting, MeetingType, OutcomeKind
from events.objects.meeting_parts import (
    AimSerializer,
    DateChangeSerializer,
    DelegationFormatSerializer,
    IntentionSerializer,
    LinkFromSerializer,
    LinkSerializer,
    MeetingPartnerSerializer,
    OutcomeSerializer,
    PlanLinkSerializer,
    RecommendationSerializer,
    ReportedSerializer,
    SessionSerializer,
    StatusChangeSerializer,
)


class Position(TypedDict):
    """In degrees (WGS 84)."""

    latitude: float
    longitude: float


class MeetingTypeSerializer(serializers.ModelSerializer):
    """What kind of meeting it is."""

    id = serializers.CharField(source="slug")
    name = TextField()
    name_plural = TextField()

    class Meta:
        model = MeetingType
        fields = [
            "id",
            "slug",
            "name",
            "name_plural",
            "category",
            "order",
            "retired_on",
            "created_at",
        ]


class OutcomeKindSerializer(serializers.ModelSerializer):
    """What came out of a meeting, as a counted noun."""

    id = serializers.CharField(source="slug")
    name = TextField()
    name_plural = TextField()

    class Meta:
        model = OutcomeKind
        fields = ["id", "slug", "name", "name_plural", "order", "retired_on", "created_at"]


class MeetingSerializer(serializers.ModelSerializer):
    """A meeting with all that is public about it. Partners are named by code; meetings, plans,
    chairmanships and documents by slug."""

    id = serializers.UUIDField(source="uid")
    former_slugs = serializers.SlugRelatedField("slug", many=True, read_only=True)
    url = PageField()
    type = serializers.SlugRelatedField("slug", read_only=True)
    title = TextField()
    summary = TextField()
    city = TextField(source="city.name")
    country = serializers.SlugRelatedField("code", read_only=True)
    position = serializers.SerializerMethodField()
    venue = TextField()
    first_plan = TextField(source="original_plan")
    status_changes = StatusChangeSerializer(many=True)
    earlier_dates = DateChangeSerializer(many=True, source="date_changes")
    chairmanship = serializers.SlugRelatedField("slug", read_only=True)
    handover_to = serializers.SlugRelatedField("slug", read_only=True)
    part_of = serializers.SlugRelatedField("slug", read_only=True)
    partners = MeetingPartnerSerializer(many=True, source="shown_parts")
    delegations_present = serializers.SerializerMethodField()
    delegation_format = DelegationFormatSerializer(source="*")
    reported = ReportedSerializer(source="*")
    aims = AimSerializer(many=True)
    sessions = SessionSerializer(many=True)
    outcomes = OutcomeSerializer(many=True)
    recommendations = RecommendationSerializer(many=True)
    plan_items = PlanLinkSerializer(many=True, source="shown_plan_links")
    adopted_plans = serializers.SerializerMethodField()
    links = LinkSerializer(many=True, source="shown_links_to")
    linked_from = LinkFromSerializer(many=True, source="shown_links_from")
    announced_follow_ups = IntentionSerializer(many=True, source="intentions")
    documents = serializers.SlugRelatedField(
        "slug", many=True, read_only=True, source="shown_documents"
    )

    class Meta:
        model = Meeting
        fields = [
            "id",
            "slug",
            "former_slugs",
            "url",
            "type",
            "title",
            "summary",
            "start_date",
            "end_date",
            "date_precision",
            "start_time",
            "end_time",
            "time_zone",
            "city",
            "country",
            "position",
            "venue",
            "mode",
            "status",
            "first_plan",
            "status_changes",
            "earlier_dates",
            "chairmanship",
            "handover_to",
            "part_of",
            "part_kind",
            "partners",
            "delegations_present",
            "delegation_format",
            "reported",
            "aims",
            "sessions",
            "outcomes",
            "recommendations",
            "plan_items",
            "adopted_plans",
            "links",
            "linked_from",
            "announced_follow_ups",
            "documents",
            "created_at",
        ]

    def get_delegations_present(self, meeting) -> list[str]:
        return [delegation.partner.code for delegation in meeting.shown_delegations]

    def get_position(self, meeting) -> Position | None:
        if not meeting.city or meeting.city.latitude is None:
            return None
        return {
            "latitude": float(meeting.city.latitude),
            "longitude": float(meeting.city.longitude),
        }

    def get_adopted_plans(self, meeting) -> list[str]:
        return [adoption.plan.slug for adoption in meeting.shown_adoptions]
