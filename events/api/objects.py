"""Objects of the API, read from the copies of public records."""

import datetime
import json
from collections.abc import Collection

from django.http import Http404
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from actionplan.objects import ORIGIN
from events.api.shape import ListQuery, Shape, ShapeQuery
from events.changes.resources import BY_MODEL, Shared
from events.models import PublicCopy

# As it stands in a body, with the quotation mark that tells it from a text that looks like it.
MARK = json.dumps(ORIGIN)[:-1]


class ObjectViewSet(ReadOnlyModelViewSet):
    """Public records as partners are given them. `queryset` says which there are and in which
    order; what is given stands in the copies. `computed` names what is given besides."""

    computed = ()

    @property
    def kind(self) -> Shared:
        return BY_MODEL[self.queryset.model]

    @property
    def shaping(self) -> type[ShapeQuery]:
        """The parameters that do not filter."""
        return ShapeQuery if self.detail else ListQuery

    def list(self, request, *args, **kwargs):
        rows = self.filter_queryset(self.get_queryset())
        asked = self.asked()
        if since := asked.pop("updated_since", None):
            copies = PublicCopy.objects.filter(resource=self.kind.name, changed_at__gte=since)
            rows = rows.filter(pk__in=copies.values("row_id"))
        keys = self.paginate_queryset(rows.values_list("pk", flat=True))
        shape = Shape(**asked)
        return self.get_paginated_response([shape.of(one) for one in self.objects(keys)])

    def retrieve(self, request, *args, **kwargs):
        value = kwargs[self.lookup_field]
        found = self.filter_queryset(self.get_queryset()).filter(**{self.lookup_field: value})
        shape = Shape(**self.asked())
        for one in self.objects(list(found.values_list("pk", flat=True))):
            return Response(shape.of(one))
        raise Http404

    def asked(self) -> dict:
        """The values of the parameters that do not filter."""
        members = [*self.kind.serializer.Meta.fields, "updated_at", *self.computed]
        query = self.shaping(data=self.request.query_params, context={"members": members})
        query.is_valid(raise_exception=True)
        return dict(query.validated_data)

    def objects(self, keys: Collection[int]) -> Collection[dict]:
        """The objects of these rows, in their order."""
        copies = PublicCopy.objects.filter(resource=self.kind.name, row_id__in=keys)
        origin = origin_of(self.request)
        found = {copy.row_id: written_out(copy, origin) for copy in copies}
        return [found[key] for key in keys if key in found]


def origin_of(request) -> str:
    """Where the site is, for its visitor: https://example.org."""
    return request.build_absolute_uri("/")[:-1]


def moment(at: datetime.datetime) -> str:
    """As in RFC 3339, in UTC: 2026-11-22T15:04:52.123456Z."""
    return at.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def written_out(copy: PublicCopy, origin: str) -> dict:
    """The object of a copy, its addresses beginning with that of the site."""
    body = json.loads(copy.body.replace(MARK, f'"{origin}'))
    return {**body, "updated_at": moment(copy.changed_at)}
