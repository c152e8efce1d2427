"""What partners are given of standing pages."""

from rest_framework import serializers

from actionplan.objects import PageField, TextField
from events.models import StandingPage


class StandingPageSerializer(serializers.ModelSerializer):
    """A page of text at a fixed address; `body` is Markdown."""

    id = serializers.CharField(source="key")
    url = PageField()
    title = TextField()
    body = TextField()

    class Meta:
        model = StandingPage
        fields = ["id", "url", "title", "body", "created_at"]
