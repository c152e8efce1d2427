"""What hangs on a meeting, in the API."""

from rest_framework import serializers

from actionplan.objects import TextField
from events.models import (
    DateChange,
    Intention,
    Meeting,
    MeetingAim,
    MeetingLink,
    MeetingPartner,
    Outcome,
    PlanLink,
    Recommendation,
    RecommendationLink,
    ReportedCount,
    Session,
    StatusChange,
)


class MeetingPartnerSerializer(serializers.ModelSerializer):
    """A partner, by code, and its part in the meeting."""

    partner = serializers.SlugRelatedField("code", read_only=True)

    class Meta:
        model = MeetingPartner
        fields = ["role", "partner"]


class DelegationFormatSerializer(serializers.ModelSerializer):
    """How many seats a delegation had; "1+1 per country" is one representative and one
    accompanying."""

    representatives = serializers.IntegerField(source="principal_seats")
    accompanying = serializers.IntegerField(source="accompanying_seats")
    unit = serializers.SerializerMethodField()

    class Meta:
        model = Meeting
        fields = ["participation", "representatives", "accompanying", "unit"]

    def get_unit(self, meeting) -> str | None:
        return meeting.seat_unit or None


class LinkSerializer(serializers.ModelSerializer):
    """A meeting that this one follows from, by slug."""

    meeting = serializers.SlugRelatedField("slug", source="to_meeting", read_only=True)

    class Meta:
        model = MeetingLink
        fields = ["kind", "meeting"]


class LinkFromSerializer(LinkSerializer):
    """The same link as seen from the other meeting."""

    meeting = serializers.SlugRelatedField("slug", source="from_meeting", read_only=True)


class StatusChangeSerializer(serializers.ModelSerializer):
    reason = TextField()

    class Meta:
        model = StatusChange
        fields = ["status_before", "status", "changed_on", "reason"]


class DateChangeSerializer(serializers.ModelSerializer):
    reason = TextField()

    class Meta:
        model = DateChange
        fields = ["start_date", "end_date", "date_precision", "changed_on", "reason"]


class ReportedCountSerializer(serializers.ModelSerializer):
    label = TextField()

    class Meta:
        model = ReportedCount
        fields = ["label", "value", "qualifier"]


class ReportedSerializer(serializers.ModelSerializer):
    """The numbers that were reported of a meeting."""

    participants = serializers.IntegerField(source="participants_total")
    other = ReportedCountSerializer(many=True, source="reported_counts")

    class Meta:
        model = Meeting
        fields = [
            "participants",
            "participants_qualifier",
            "partner_countries",
            "european_countries",
            "african_countries",
            "other",
        ]


class AimSerializer(serializers.ModelSerializer):
    text = TextField()

    class Meta:
        model = MeetingAim
        fields = ["text"]


class SessionSerializer(serializers.ModelSerializer):
    title = TextField()

    class Meta:
        model = Session
        fields = ["kind", "title"]


class OutcomeSerializer(serializers.ModelSerializer):
    kind = serializers.SlugRelatedField("slug", read_only=True)
    text = TextField()

    class Meta:
        model = Outcome
        fields = ["kind", "count", "text"]


class PlanLinkSerializer(serializers.ModelSerializer):
    """plan and item together make a value of the filter `item`: cadiz-action-plan.objective-7."""

    plan = serializers.CharField(source="item.plan.slug")
    item = serializers.CharField(source="item.code")

    class Meta:
        model = PlanLink
        fields = ["plan", "item", "basis"]


class RecommendationLinkSerializer(PlanLinkSerializer):
    class Meta:
        model = RecommendationLink
        fields = ["plan", "item"]


class RecommendationSerializer(serializers.ModelSerializer):
    text = TextField()
    evidence = TextField()
    plan_items = RecommendationLinkSerializer(many=True, source="plan_links")

    class Meta:
        model = Recommendation
        fields = ["number", "text", "follow_up", "evidence", "plan_items"]


class IntentionSerializer(serializers.ModelSerializer):
    text = TextField()
    fulfilled_by = serializers.SlugRelatedField("slug", read_only=True)

    class Meta:
        model = Intention
        fields = ["text", "due_date", "due_precision", "fulfilled_by"]
