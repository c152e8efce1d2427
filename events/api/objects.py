"""Objects of the API, read from the copies of public records."""

import json
from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from rest_framework.viewsets import ReadOnlyModelViewSet

from events.api.answers import answer_of, answer_with, origin_of
from events.api.object_table import object_rows
from events.api.shape import ListQuery, Shape, ShapeQuery
from events.caching.answers import ALL, cached
from events.caching.counted import Counted
from events.changes.copies import written_out
from events.changes.json_text import dumps
from events.changes.related import WAYS
from events.changes.resources import BY_MODEL, Shared
from events.chunks import in_chunks
from events.models import PublicCopy
from events.tables import csv_answer, csv_lines

# Parameters of lists that do not bear on how many objects there are.
OTHERS = ["page", "page_size", "fields", "lang"]


class ObjectViewSet(ReadOnlyModelViewSet):
    """Public records as partners are given them. `queryset` says which there are and in which
    order; what is given stands in the copies. `computed` names what is given besides."""

    computed = ()
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"
    # The parameters that do not filter, by action.
    shapings = {"list": ListQuery, "table": ListQuery, "retrieve": ShapeQuery}

    @classmethod
    def as_view(cls, *args, **kwargs):
        return cached(super().as_view(*args, **kwargs), ALL)

    @property
    def kind(self) -> Shared:
        return BY_MODEL[self.queryset.model]

    @property
    def members(self) -> list[str]:
        """What the objects tell of themselves."""
        return [*self.kind.serializer.Meta.fields, "updated_at", *self.computed]

    @property
    def known_members(self) -> list[str]:
        """What `fields` can name."""
        return [*self.members, *(["related"] if self.kind.name in WAYS else [])]

    def list(self, request, *args, **kwargs):
        keys = self.rows().values_list("pk", flat=True)
        keys = self.paginate_queryset(Counted(keys, request._request, OTHERS))
        about = self.get_paginated_response(None).data
        del about["results"]
        return answer_with(about, map(self.as_wanted, self.objects(keys)))

    def retrieve(self, request, *args, **kwargs):
        found = self.rows().filter(**self.row_named(kwargs[self.lookup_field]))
        for one in self.objects(list(found.values_list("pk", flat=True))):
            return answer_of(self.as_wanted(one))
        raise Http404

    def table(self, request, *args, **kwargs):
        """All objects that the list has with the same filters, as CSV: a line each."""
        members = dict.fromkeys(self.asked.get("fields") or self.members)  # each once
        rows = object_rows(self.every_object(), self.kind.serializer, members, self.shape)
        return csv_answer(csv_lines(rows), f"{self.kind.name}.csv")

    def rows(self) -> QuerySet:
        """Those that the address asks for."""
        rows = self.filter_queryset(self.get_queryset())
        if since := self.asked.get("updated_since"):
            copies = PublicCopy.objects.filter(resource=self.kind.name, changed_at__gte=since)
            rows = rows.filter(pk__in=copies.values("row_id"))
        return rows

    def row_named(self, value: str) -> dict:
        """By which condition a row is found that an address names so."""
        return {self.lookup_field: value}

    @cached_property
    def shaping(self) -> ShapeQuery:
        """The parameters that do not filter."""
        given = {"data": self.request.query_params, "context": {"members": self.known_members}}
        return self.shapings[self.action](**given)

    @cached_property
    def asked(self) -> dict:
        """The values of the parameters that do not filter."""
        self.shaping.is_valid(raise_exception=True)
        return self.shaping.validated_data

    @property
    def leads_on(self) -> bool:
        """Whether objects say where they lead, as those of files do only if asked to."""
        asked = self.asked.get("fields") or ["related"] * (self.action in ("list", "retrieve"))
        return self.kind.name in WAYS and "related" in asked

    @property
    def shape(self) -> Shape:
        return Shape(self.asked.get("fields"), self.asked.get("lang"))

    def as_wanted(self, text: str) -> str:
        """An object as this request wants it: as it is written, unless it asks for less."""
        return text if self.shape == Shape() else dumps(self.shape.of(json.loads(text)))

    def every_object(self) -> Iterator[dict]:
        """The objects of a file. They are counted out first and then read a chunk at a time, each
        chunk whole: a slow reader neither fills the memory nor keeps SQLite from being written."""
        keys = list(self.rows().values_list("pk", flat=True))
        return (json.loads(one) for chunk in in_chunks(keys) for one in self.objects(chunk))

    def objects(self, keys: Collection[int]) -> Collection[str]:
        """The objects of these rows as JSON, in their order."""
        copies = PublicCopy.objects.filter(resource=self.kind.name, row_id__in=keys)
        origin, leads_on = origin_of(self.request), self.leads_on
        found = {copy.row_id: written_out(copy, origin, leads_on=leads_on) for copy in copies}
        return [found[key] for key in keys if key in found]
