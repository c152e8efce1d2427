"""What partners are given of action plans, and how all objects write texts and addresses."""

from django.utils.translation import override
from rest_framework import serializers

from actionplan.models import Action, ActionPlan, Area, Objective, RoadmapPriority
from actionplan.translation import LANGUAGES, texts


class TextField(serializers.Field):
    """A translated text as {"en": "…", "fr": "…"}, null where a language is missing. One of
    another row (`source` is then `city.name`) is null where there is no such row."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, **kwargs)

    def get_attribute(self, instance):
        *owners, name = self.source_attrs
        for owner in owners:
            instance = getattr(instance, owner)
        return texts(instance, name) if instance else None

    def to_representation(self, value):
        return value


# What addresses in objects begin with until it is known where the site is: a character that no
# text of the record holds, because no database keeps it.
ORIGIN = "\0"


def absolute(address: str) -> str:
    """An address within the site with a place for where that is; another as it is."""
    return f"{ORIGIN}{address}" if address.startswith("/") else address


class PageField(serializers.Field):
    """The addresses of the page of an object, per language: {"en": "…", "fr": "…"}."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, source="*", **kwargs)

    def to_representation(self, instance):
        addresses = {}
        for language in LANGUAGES:
            with override(language):
                addresses[language] = absolute(instance.get_absolute_url())
        return addresses


class ActionSerializer(serializers.ModelSerializer):
    title = TextField()

    class Meta:
        model = Action
        fields = ["code", "number", "title", "objective_basis"]


class ObjectiveSerializer(serializers.ModelSerializer):
    """An objective, or a part of one, with its actions."""

    title = TextField()
    actions = ActionSerializer(many=True)
    actions_stated = serializers.IntegerField(source="actions_count")
    actions_stated_basis = serializers.CharField(source="actions_count_basis")

    class Meta:
        model = Objective
        fields = [
            "code",
            "number",
            "part",
            "title",
            "actions_stated",
            "actions_stated_basis",
            "actions",
        ]


class AreaSerializer(serializers.ModelSerializer):
    title = TextField()
    objectives = ObjectiveSerializer(many=True)

    class Meta:
        model = Area
        fields = ["code", "number", "title", "objectives"]


class RoadmapPrioritySerializer(serializers.ModelSerializer):
    title = TextField()

    class Meta:
        model = RoadmapPriority
        fields = ["order", "title"]


class ActionPlanSerializer(serializers.ModelSerializer):
    """A plan with its areas, their objectives and their actions; items whose parent is not
    recorded stand beside them."""

    id = serializers.UUIDField(source="uid")
    url = PageField()
    name = TextField()
    areas = AreaSerializer(many=True)
    objectives_without_area = ObjectiveSerializer(many=True, source="shown_objectives")
    actions_without_objective = ActionSerializer(many=True, source="shown_actions")
    roadmap_priorities = RoadmapPrioritySerializer(many=True)

    class Meta:
        model = ActionPlan
        fields = [
            "id",
            "slug",
            "url",
            "name",
            "first_level",
            "start_year",
            "end_year",
            "applied_until_year",
            "stated_areas",
            "stated_objectives",
            "stated_actions",
            "areas",
            "objectives_without_area",
            "actions_without_objective",
            "roadmap_priorities",
            "created_at",
        ]
