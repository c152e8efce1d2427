"""What hangs on a meeting, in the API."""

from rest_framework import serializers

from actionplan.objects import TextField
from events.models import (
    DateChange,
    Intention,
    MeetingAim,
    Outcome,
    PlanLink,
    Recommendation,
    RecommendationLink,
    ReportedCount,
    Session,
    StatusChange,
)


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
