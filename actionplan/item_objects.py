"""What partners are given of areas, objectives and actions, each for itself."""

from rest_framework import serializers

from actionplan.models import Action, Area, Objective
from actionplan.objects import PageField, TextField


class ItemSerializer(serializers.ModelSerializer):
    """What all items say: `id` is what filters take, `code` names the item within its plan."""

    id = serializers.CharField(source="full_code")
    plan = serializers.SlugRelatedField("slug", read_only=True)
    url = PageField()
    title = TextField()


class AreaItemSerializer(ItemSerializer):
    """An area, domain or pillar of a plan."""

    class Meta:
        model = Area
        fields = ["id", "plan", "code", "url", "number", "title", "created_at"]


class ObjectiveItemSerializer(ItemSerializer):
    """An objective, or a part of one: 5a and 5b are parts of objective 5, and are counted as one,
    by `number`. `area` is the code of the area, null where it is not recorded."""

    area = serializers.CharField(source="area.code", default=None)
    actions_stated = serializers.IntegerField(source="actions_count")
    actions_stated_basis = serializers.CharField(source="actions_count_basis")

    class Meta:
        model = Objective
        fields = [
            "id",
            "plan",
            "code",
            "url",
            "number",
            "part",
            "title",
            "area",
            "actions_stated",
            "actions_stated_basis",
            "created_at",
        ]


class ActionItemSerializer(ItemSerializer):
    """An action. `objective` is the code of its objective, null where it is not recorded;
    `objective_basis` says what that rests on."""

    objective = serializers.CharField(source="objective.code", default=None)

    class Meta:
        model = Action
        fields = [
            "id",
            "plan",
            "code",
            "url",
            "number",
            "title",
            "objective",
            "objective_basis",
            "created_at",
        ]
