"""Documents as partners are given them."""

from pathlib import PurePosixPath
from typing import TypedDict

from rest_framework import serializers

from actionplan.objects import PageField, TextField, absolute
from events.models import Document, DocumentKind, DocumentVersion


class File(TypedDict):
    """A file that is kept on this site; its size is in bytes, if it can be told."""

    name: str
    size: int | None


class VersionSerializer(serializers.ModelSerializer):
    """One language of a document and where to read it; an empty language is not stated. `file` is
    the name and the size in bytes of what is kept here, null for what is elsewhere."""

    url = serializers.SerializerMethodField()
    file = serializers.SerializerMethodField()

    class Meta:
        model = DocumentVersion
        fields = ["language", "url", "file"]

    def get_url(self, version) -> str:
        return absolute(version.get_absolute_url())

    def get_file(self, version) -> File | None:
        if not version.file:
            return None
        return {"name": PurePosixPath(version.file.name).name, "size": version.size()}


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
        ]


class DocumentKindSerializer(serializers.ModelSerializer):
    """What a document is: declaration, report, video …"""

    id = serializers.CharField(source="slug")
    name = TextField()

    class Meta:
        model = DocumentKind
        fields = ["id", "slug", "name", "order", "retired_on", "created_at"]
