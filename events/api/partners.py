"""Partners in the API."""

from collections.abc import Collection

from django.utils import timezone

from events.api.objects import ObjectViewSet
from events.models import Partner


class PartnerViewSet(ObjectViewSet):
    """Countries and organisations, by kind and code. `status` is what their roles make them
    today."""

    queryset = Partner.objects.published()
    computed = ("status",)
    lookup_field = "code"
    lookup_value_regex = "[A-Z0-9-]+"

    def objects(self, keys: Collection[int]) -> Collection[dict]:
        today = timezone.localdate()
        partners = Partner.objects.for_list().filter(pk__in=keys)
        status = {str(partner.uid): partner.status_on(today) for partner in partners}
        return [{**found, "status": status[found["id"]]} for found in super().objects(keys)]
