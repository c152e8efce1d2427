"""What can be asked at an address, and what the answer looks like."""

from django.utils.text import capfirst
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from actionplan.objects import PageField, TextField
from events.api.changes import Changes, ChangesQuery
from events.api.coverage import Coverage, CoverageQuery
from events.api.objects import ObjectViewSet
from events.api.search import Search, SearchQuery
from events.coverage_object import MEMBERS
from events.filters import MeetingFilterSet
from events.places import MEDIA_TYPE as GEOJSON
from rabat.api.description import answers, words
from rabat.api.description.parameters import of_filters, of_paging, of_place, of_query

JSON = "application/json"
FILES = {
    "table": ("text/csv", answers.WORD),
    "calendar": ("text/calendar", answers.WORD),
    "entry": ("text/calendar", answers.WORD),
    "places": (GEOJSON, answers.PLACES),
    "data-package": ("application/zip", {"type": "string", "contentMediaType": "application/zip"}),
}
TIME = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$"}
# What editors are told of a field is not what readers want to know of it.
NOT_FOR_READERS = {"description", "title", "readOnly", "default", "x-spec-enum-id"}
HEADERS = ["RateLimit-Policy", "RateLimit"]


def reference(kind: str, name: str) -> dict:
    return {"$ref": f"#/components/{kind}/{name}"}


class Operation(AutoSchema):
    """drf-spectacular's reading of a view, where serializers say what it gives; the rest of these
    views is not as it supposes, and is read off what they declare."""

    def get_operation(self, path, path_regex, path_prefix, method, registry) -> dict:
        self.registry = registry
        self.path, self.method = path, method
        resource, form = self.resource, self.form
        title, _about = words.RESOURCES[resource]
        label, note = words.FORMS[form]
        if (resource, form) == ("meetings", "table"):
            note = words.MEETING_TABLE
        return {
            "operationId": f"{resource or 'root'}_{form}".replace("-", "_"),
            "tags": [resource or "resources"],
            "summary": capfirst(label) if self.is_object_view else str(title),
            **({"description": str(note)} if note else {}),
            "parameters": self.parameters(),
            "security": [{}, {"token": []}],
            "responses": self.responses(),
        }

    @property
    def is_object_view(self) -> bool:
        return isinstance(self.view, ObjectViewSet)

    @property
    def resource(self) -> str:
        """The name in the address, "" of the root."""
        return self.path.removeprefix("/api/v1/").partition("/")[0].partition(".")[0]

    @property
    def form(self) -> str:
        return self.view.action if self.is_object_view else "get"

    def parameters(self) -> list[dict]:
        if self.is_object_view:
            return self.of_objects()
        if isinstance(self.view, Coverage):
            filters = of_filters(MeetingFilterSet.base_filters, needed=["plan"])
            return filters + of_query(CoverageQuery(), MEMBERS)
        if isinstance(self.view, Search):
            return of_query(SearchQuery(), []) + of_paging()
        return of_query(ChangesQuery(), []) if isinstance(self.view, Changes) else []

    def of_objects(self) -> list[dict]:
        view = self.view
        query = of_query(view.shapings[self.form](), view.known_members)
        if view.detail:
            return [of_place(view.lookup_field, view.lookup_value_regex), *query]
        filters = view.filterset_class.base_filters if hasattr(view, "filterset_class") else {}
        return of_filters(filters) + query + (of_paging() if self.form == "list" else [])

    def responses(self) -> dict:
        media, schema = FILES.get(self.form) or FILES.get(self.resource) or (JSON, self.answer())
        found = {
            "200": {
                "description": str(words.STATUSES[200]),
                "headers": {name: reference("headers", name) for name in ["ETag", *HEADERS]},
                "content": {media: {"schema": schema}},
            },
            "304": reference("responses", "304"),
        }
        names = [400, 401, 429]
        if "{" in self.path or self.form == "list" or self.resource in ("search", "data-package"):
            names.append(404)
        if self.resource == "changes":
            names.append(410)
        if self.resource == "meetings" and "{" in self.path:
            names.append(301)
        return found | {str(one): reference("responses", str(one)) for one in sorted(names)}

    def answer(self) -> dict:
        """What the JSON looks like."""
        if not self.is_object_view:
            return answers.QUESTIONS[self.resource]
        component = self.resolve_serializer(self.view.kind.serializer, "response")
        self.complete(component.schema)
        return answers.page_of(component.ref) if self.form == "list" else component.ref

    def complete(self, schema: dict) -> None:
        """Add what objects of the API have besides what is kept of them. `fields` can leave out
        any of it."""
        schema.pop("required", None)
        more = {"updated_at": answers.MOMENT}
        more |= {name: {"type": ["string", "null"]} for name in self.view.computed}
        if "related" in self.view.known_members:
            links = answers.or_null(answers.ADDRESS)
            more["related"] = {"type": "object", "additionalProperties": links}
        schema["properties"] = {**schema["properties"], **more}
        schema["patternProperties"] = {"_lang$": reference("schemas", "Language")}

    def _map_serializer_field(self, field, direction, bypass_extensions=False):
        if isinstance(field, TextField):
            return reference("schemas", "Text")
        if isinstance(field, PageField):
            return reference("schemas", "Addresses")
        if isinstance(field, serializers.ManyRelatedField):
            return answers.WORDS
        found = super()._map_serializer_field(field, direction, bypass_extensions)
        if isinstance(field, serializers.TimeField):
            found |= {**TIME, "type": found["type"]}
            found.pop("format")
        if isinstance(found.get("type"), str) and _may_be_missing(field):
            found["type"] = [found["type"], "null"]
        for name, own in found.get("properties", {}).items():
            if own.pop("nullable", False):  # left over of 3.0 in members of a TypedDict
                found["properties"][name] = answers.or_null(own)
        return {name: value for name, value in found.items() if name not in NOT_FOR_READERS}

    def get_serializer_name(self, serializer, direction) -> str:
        return type(serializer).__name__


def _may_be_missing(field: serializers.Field) -> bool:
    """Whether a value can be null, of which serializers that only write need not be told."""
    if field.default is None:
        return True
    if not isinstance(field, serializers.SlugRelatedField | serializers.IntegerField):
        return False
    own = field.parent.Meta.model._meta.get_field(field.source)
    return own.null if own.concrete else True
