"""What partners are given of meetings and of the vocabulary that goes with them."""

from rest_framework import serializers

from actionplan.objects import PageField, TextField
from actionplan.translation import texts
from events.models import Meeting, MeetingType, OutcomeKind
from events.objects.meeting_parts import (
    AimSerializer,
    DateChangeSerializer,
    IntentionSerializer,
    OutcomeSerializer,
    PlanLinkSerializer,
    RecommendationSerializer,
    ReportedCountSerializer,
    SessionSerializer,
    StatusChangeSerializer,
)


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
    city = serializers.SerializerMethodField()
    country = serializers.SlugRelatedField("code", read_only=True)
    position = serializers.SerializerMethodField()
    venue = TextField()
    first_plan = TextField(source="original_plan")
    status_changes = StatusChangeSerializer(many=True)
    earlier_dates = DateChangeSerializer(many=True, source="date_changes")
    chairmanship = serializers.SlugRelatedField("slug", read_only=True)
    handover_to = serializers.SlugRelatedField("slug", read_only=True)
    part_of = serializers.SlugRelatedField("slug", read_only=True)
    partners = serializers.SerializerMethodField()
    delegations_present = serializers.SerializerMethodField()
    delegation_format = serializers.SerializerMethodField()
    reported = serializers.SerializerMethodField()
    aims = AimSerializer(many=True)
    sessions = SessionSerializer(many=True)
    outcomes = OutcomeSerializer(many=True)
    recommendations = RecommendationSerializer(many=True)
    plan_items = PlanLinkSerializer(many=True, source="shown_plan_links")
    adopted_plans = serializers.SerializerMethodField()
    links = serializers.SerializerMethodField()
    linked_from = serializers.SerializerMethodField()
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

    def get_partners(self, meeting) -> list[dict]:
        return [{"role": part.role, "partner": part.partner.code} for part in meeting.shown_parts]

    def get_delegations_present(self, meeting) -> list[str]:
        return [delegation.partner.code for delegation in meeting.shown_delegations]

    def get_delegation_format(self, meeting) -> dict:
        return {
            "participation": meeting.participation,
            "representatives": meeting.principal_seats,
            "accompanying": meeting.accompanying_seats,
            "unit": meeting.seat_unit or None,
        }

    def get_reported(self, meeting) -> dict:
        return {
            "participants": meeting.participants_total,
            "participants_qualifier": meeting.participants_qualifier,
            "partner_countries": meeting.partner_countries,
            "european_countries": meeting.european_countries,
            "african_countries": meeting.african_countries,
            "other": ReportedCountSerializer(meeting.reported_counts.all(), many=True).data,
        }

    def get_city(self, meeting) -> dict | None:
        return texts(meeting.city, "name") if meeting.city else None

    def get_position(self, meeting) -> dict | None:
        """Of the city, in degrees (WGS 84)."""
        if not meeting.city or meeting.city.latitude is None:
            return None
        return {
            "latitude": float(meeting.city.latitude),
            "longitude": float(meeting.city.longitude),
        }

    def get_adopted_plans(self, meeting) -> list[str]:
        return [adoption.plan.slug for adoption in meeting.shown_adoptions]

    def get_links(self, meeting) -> list[dict]:
        return [
            {"kind": link.kind, "meeting": link.to_meeting.slug} for link in meeting.shown_links_to
        ]

    def get_linked_from(self, meeting) -> list[dict]:
        return [
            {"kind": link.kind, "meeting": link.from_meeting.slug}
            for link in meeting.shown_links_from
        ]
