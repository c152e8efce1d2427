"""Partners in the API."""

from django.utils import timezone
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from actionplan.api import PageField, TextField
from events.models import Partner, PartnerRole


class PartnerRoleSerializer(serializers.ModelSerializer):
    """A role; `plan` and `area` are set for reference countries."""

    plan = serializers.SlugRelatedField("slug", source="area.plan", read_only=True, default=None)
    area = serializers.CharField(source="area.code", default=None)

    class Meta:
        model = PartnerRole
        fields = [
            "kind",
            "plan",
            "area",
            "start_date",
            "start_precision",
            "end_date",
            "end_precision",
            "as_of",
        ]


class PartnerSerializer(serializers.ModelSerializer):
    """A country or organisation. `status` is what its roles make it today."""

    id = serializers.UUIDField(source="uid")
    url = PageField()
    name = TextField()
    region = serializers.SerializerMethodField()
    side = serializers.SerializerMethodField()
    status = serializers.SerializerMethodField()
    roles = PartnerRoleSerializer(many=True)

    class Meta:
        model = Partner
        fields = [
            "id",
            "code",
            "url",
            "kind",
            "name",
            "region",
            "side",
            "status",
            "roles",
            "created_at",
            "updated_at",
        ]

    def get_region(self, partner) -> str | None:
        return partner.region or None

    def get_side(self, partner) -> str | None:
        return partner.side or None

    def get_status(self, partner) -> str:
        return partner.status_on(timezone.localdate())


class PartnerViewSet(ReadOnlyModelViewSet):
    """Countries and organisations, by kind and code."""

    queryset = Partner.objects.published().for_list()
    serializer_class = PartnerSerializer
    lookup_field = "code"
    lookup_value_regex = "[A-Z0-9-]+"
