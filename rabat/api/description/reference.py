"""The description of a resource as a page shows it."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from rabat.api.description.examples import Examples
from rabat.api.description.operations import JSON
from rabat.api.description.words import RESOURCES

KINDS = {
    None: _("string"),
    "uuid": _("UUID"),
    "uri": _("address"),
    "date": _("day"),
    "date-time": _("moment"),
    "integer": _("whole number"),
    "number": _("number"),
    "boolean": _("true or false"),
    "object": _("object"),
    "null": "null",
}
SHARED_KINDS = {"Text": _("text in each language"), "Addresses": _("address in each language")}
# Those that have no page: the root, and this description itself.
WITHOUT_PAGE = {"", "openapi"}
PAGES = [name for name in RESOURCES if name not in WITHOUT_PAGE]


@dataclass(frozen=True)
class Line:
    """A parameter or a member: its name, what it may be, what it means, the members it has."""

    name: str
    kind: str
    about: str
    needed: bool = False
    members: list["Line"] = field(default_factory=list)


@dataclass
class Asked:
    """What can be asked: an address, what the answer is, and the parameters."""

    path: str
    summary: str
    about: str
    media: str
    parameters: list[Line] = field(default_factory=list)


class Resource:
    """A resource of the document, to be shown in its language."""

    def __init__(self, document: dict, name: str):
        self.document, self.name = document, name
        self.title, self.about = RESOURCES[name]

    @cached_property
    def operations(self) -> list[Asked]:
        return [
            Asked(
                path,
                one["summary"],
                one.get("description", ""),
                self._media(one),
                [self._parameter(parameter) for parameter in one["parameters"]],
            )
            for path, one in self._own()
        ]

    @cached_property
    def members(self) -> list[Line]:
        """The members of an object, each with its own."""
        _path, operation = self._own()[-1]
        schema = operation["responses"]["200"]["content"][self._media(operation)]["schema"]
        return self._lines(self._resolved(schema))

    def example(self, examples: Examples) -> tuple[str, str] | None:
        """An address, and what it answers now."""
        path, operation = self._own()[-1]
        address = self._media(operation) == JSON and examples.address(path)
        if not address:
            return None
        shown = json.dumps(examples.ask(*address), ensure_ascii=False, indent=2)
        path, query = address
        return f"{path}?{urlencode(query)}".removesuffix("?"), shown

    def _own(self) -> list[tuple[str, dict]]:
        """Its addresses; those of JSON at the end, one object last."""
        found = [
            (path, item["get"])
            for path, item in self.document["paths"].items()
            if item["get"]["tags"] == [self.name]
        ]
        return sorted(found, key=lambda one: (one[0].endswith("/"), "{" in one[0]))

    @staticmethod
    def _media(operation: dict) -> str:
        return next(iter(operation["responses"]["200"]["content"]))

    def _resolved(self, schema: dict) -> dict:
        if reference := schema.get("$ref"):
            return self.document["components"]["schemas"][reference.rpartition("/")[2]]
        return schema

    def _parameter(self, parameter: dict) -> Line:
        needed = parameter.get("required", False)
        kind = self._kind(parameter["schema"])
        return Line(parameter["name"], kind, parameter["description"], needed=needed)

    def _lines(self, schema: dict) -> list[Line]:
        return [
            Line(
                name,
                self._kind(own),
                own.get("description", ""),
                members=self._lines(self._resolved(own.get("items", own))),
            )
            for name, own in schema.get("properties", {}).items()
        ]

    def _kind(self, schema: dict) -> str:
        """What a value may be, in words."""
        if reference := schema.get("$ref"):
            name = reference.rpartition("/")[2]
            return str(SHARED_KINDS.get(name, KINDS["object"]))
        if "anyOf" in schema:  # or nothing at all
            return self._kind(schema["anyOf"][0])
        if "enum" in schema:
            return _("one of %(words)s") % {"words": ", ".join(map(str, schema["enum"]))}
        if "items" in schema:
            return _("list: %(kind)s") % {"kind": self._kind(schema["items"])}
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        names = [schema.get("format") if one == "string" else one for one in types]
        return _(" or ").join(str(KINDS[name]) for name in names)
