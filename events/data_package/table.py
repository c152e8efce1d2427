"""What a table of the package is: fields with their meaning, keys, and its rows in an object."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from actionplan.translation import LANGUAGES

POSITION = "position"


@dataclass(frozen=True)
class Field:
    """A column. `kind` is a type of Table Schema; `source` says where its value stands in an
    object, each step after a point; without a value, the cell is empty."""

    name: str
    about: str
    kind: str = "string"
    source: str = ""
    required: bool = False

    def value(self, row: dict):
        for step in (self.source or self.name).split("."):
            row = row.get(step) if row else None
        return row

    def descriptor(self) -> dict:
        limits = {"constraints": {"required": True}} if self.required else {}
        return {"name": self.name, "type": self.kind, "description": str(self.about), **limits}


def whole_parts(one: dict) -> Iterable[dict]:
    """The object itself: one row."""
    return [one]


@dataclass(frozen=True)
class Table:
    """A file of the package: its rows are the parts of the objects of a resource of the API, and
    of those that are `also` in it.

    `refers` names the columns that are keys elsewhere, each with the table and the columns there;
    "" is this table itself."""

    name: str
    resource: str
    about: str
    fields: list[Field]
    key: list[str]
    refers: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    parts: Callable[[dict], Iterable[dict]] = whole_parts
    also: tuple[str, ...] = ()

    @property
    def resources(self) -> tuple[str, ...]:
        return (self.resource, *self.also)

    @property
    def path(self) -> str:
        """Where it lies in the package."""
        return f"data/{self.name}.csv"

    def rows(self, one: dict) -> Iterable[list]:
        for part in self.parts(one):
            yield [column.value(part) for column in self.fields]

    def schema(self) -> dict:
        found = {
            "fields": [column.descriptor() for column in self.fields],
            "primaryKey": self.key,
            "missingValues": [""],
        }
        if self.refers:
            found["foreignKeys"] = [
                {"fields": list(own), "reference": {"resource": to, "fields": list(there)}}
                for own, (to, there) in self.refers.items()
            ]
        return found


def in_languages(name: str, about: str, source: str = "") -> list[Field]:
    """A text: a column for each language."""
    return [Field(f"{name}_{code}", about, source=f"{source or name}.{code}") for code in LANGUAGES]


def numbered(values: Iterable, **ties) -> Iterable[dict]:
    """The parts of an object in their order, each with what ties it there. A part that is one
    value is named `value`."""
    for number, one in enumerate(values, start=1):
        row = one if isinstance(one, dict) else {"value": one}
        # `number` of a recommendation is its own, where it has one.
        yield {**row, **ties, POSITION: number}


def parts_of(owner: str, member: str, key: str = "slug") -> Callable[[dict], Iterable[dict]]:
    """The parts that stand in a member of an object, tied to its key."""

    def parts(one: dict) -> Iterable[dict]:
        return numbered(one[member], **{owner: one[key]})

    return parts


def item(plan: str | None, code: str | None) -> str | None:
    """An item of a plan as the filter `item` of the API takes it: cadiz-action-plan.objective-7."""
    return f"{plan}.{code}" if plan and code else None


def items(links: Iterable[dict]) -> Iterable[dict]:
    """Links to items, each of which is named in one word."""
    return ({**link, "item": item(link["plan"], link["item"])} for link in links)


def child(owner: str, about_owner: str) -> list[Field]:
    """The columns that every table of parts begins with."""
    return [
        Field(owner, about_owner, required=True),
        Field(POSITION, _("Where it stands among its like there, from 1 on."), "integer"),
    ]


def stamps() -> list[Field]:
    return [
        Field("created_at", _("When it was entered, in UTC."), "datetime", required=True),
        Field("updated_at", _("When the public last saw it change, in UTC."), "datetime"),
    ]


def addresses() -> list[Field]:
    return in_languages("url", _("The address of its page."))


SLUG = Field("slug", _("The last part of its address."), required=True)
IDENTITY = Field("id", _("Its identity, which never changes."), required=True)
NAME = in_languages("name", _("Its name."))
TITLE = in_languages("title", _("Its title."))
