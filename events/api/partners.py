"""Partners in the API."""

import datetime
import json
from collections.abc import Collection

from django.utils import timezone

from events.api.objects import ObjectViewSet
from events.api.shape import DayParameter, ListQuery, ShapeQuery
from events.changes.json_text import dumps
from events.models import Partner
from events.objects.partners import PartnerRoleSerializer


class PartnerQuery(ShapeQuery):
    """With `as_of`, roles and status are those of that day."""

    as_of = DayParameter(required=False)


class PartnerListQuery(PartnerQuery, ListQuery):
    """The same of a list."""


class PartnerViewSet(ObjectViewSet):
    """Countries and organisations, by kind and code. `status` is what their roles make them
    today, and `roles` are all they ever had; with `as_of`, status and roles are those of that
    day, as far as they are recorded."""

    queryset = Partner.objects.published()
    computed = ("status",)
    lookup_field = "code"
    lookup_value_regex = "[A-Z0-9-]+"
    shapings = {"list": PartnerListQuery, "table": PartnerListQuery, "retrieve": PartnerQuery}

    def objects(self, keys: Collection[int]) -> Collection[str]:
        day: datetime.date | None = self.asked.get("as_of")
        partners = Partner.objects.for_list().filter(pk__in=keys)
        partners = {str(partner.uid): partner for partner in partners}
        objects = []
        for found in map(json.loads, super().objects(keys)):
            partner = partners[found["id"]]
            found["status"] = partner.status_on(day or timezone.localdate())
            if day:
                found["roles"] = _roles_on(partner, day)
            objects.append(dumps(found))
        return objects


def _roles_on(partner: Partner, day: datetime.date) -> list[dict]:
    return PartnerRoleSerializer(partner.roles_on(day), many=True).data
