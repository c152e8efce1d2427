"""Partners as partners are given them."""

from rest_framework import serializers

from actionplan.objects import PageField, TextField
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
    """A country or organisation."""

    id = serializers.UUIDField(source="uid")
    url = PageField()
    name = TextField()
    other_names = serializers.SerializerMethodField()
    region = serializers.SerializerMethodField()
    side = serializers.SerializerMethodField()
    roles = PartnerRoleSerializer(many=True)

    class Meta:
        model = Partner
        fields = [
            "id",
            "code",
            "url",
            "kind",
            "name",
            "other_names",
            "region",
            "side",
            "roles",
            "created_at",
        ]

    def get_other_names(self, partner) -> list[str]:
        return partner.aliases.splitlines()

    def get_region(self, partner) -> str | None:
        return partner.region or None

    def get_side(self, partner) -> str | None:
        return partner.side or None
