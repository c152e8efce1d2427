"""Documents in the API."""

from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from actionplan.api import PageField, TextField
from events.document_filters import DocumentFilterSet
from events.models import Document, DocumentVersion


class VersionSerializer(serializers.ModelSerializer):
    """One language of a document and where to read it; an empty language is not stated."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = DocumentVersion
        fields = ["language", "url"]

    def get_url(self, version) -> str:
        return self.context["request"].build_absolute_uri(version.get_absolute_url())


class DocumentSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="uid")
    url = PageField()
    title = TextField()
    short_title = TextField()
    kind = serializers.SlugRelatedField("slug", read_only=True)
    meeting = serializers.SlugRelatedField("slug", read_only=True)
    chairmanship = serializers.SlugRelatedField("slug", read_only=True)
    plan = serializers.SlugRelatedField("slug", read_only=True)
    versions = VersionSerializer(many=True)

    class Meta:
        model = Document
        fields = [
            "id",
            "slug",
            "url",
            "title",
            "short_title",
            "kind",
            "date",
            "date_precision",
            "meeting",
            "chairmanship",
            "plan",
            "versions",
            "created_at",
            "updated_at",
        ]


class DocumentViewSet(ReadOnlyModelViewSet):
    """Documents, the latest first; those without a recorded date last."""

    queryset = Document.objects.published().for_list()
    serializer_class = DocumentSerializer
    filterset_class = DocumentFilterSet
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
