"""datapackage.json: what is in the package and what each column means."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actionplan.translation import SOURCE_LANGUAGE
from events.archives.zipping import sha256
from events.changes.copies import moment
from events.data_package.table import Table

TITLE = _("Public record of the Rabat Process")
ABOUT = _(
    "The meetings, partners, chairmanships, action plans and documents of the Rabat Process, the "
    "Euro-African Dialogue on Migration and Development."
)


@dataclass(frozen=True)
class State:
    """Of which site the record is, when the public last saw it change (None if it never did), and
    the cursor with which /api/v1/changes/ goes on from there."""

    origin: str
    changed_at: datetime.datetime | None
    cursor: str

    def address(self, name: str) -> str:
        return self.origin + reverse(name)

    @property
    def changes(self) -> str:
        return f"{self.address('api:changes')}?after={self.cursor}"


def descriptor(state: State, tables: list[Table], written: dict) -> dict:
    """The package, by the words of the source language."""
    with override(SOURCE_LANGUAGE):
        resources = [_table(table, written[table.path].path) for table in tables]
        objects = sorted(name for name in written if name.startswith("json/"))
        return {
            "profile": "data-package",
            "name": "rabat-process",
            "title": str(TITLE),
            "description": str(ABOUT),
            "homepage": state.address("data"),
            **({"created": moment(state.changed_at)} if state.changed_at else {}),
            "cursor": state.cursor,
            "changes": state.changes,
            "resources": resources + [_objects(name, written[name].path) for name in objects],
        }


def _table(table: Table, path: Path) -> dict:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path,
        "description": str(table.about),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_checked(path),
        "schema": table.schema(),
    }


def _objects(name: str, path: Path) -> dict:
    resource = Path(name).stem
    return {
        "name": f"{resource}-objects",
        "path": name,
        "description": str(_("The same as the API gives it at /api/v1/%s/.")) % resource,
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        **_checked(path),
    }


def _checked(path: Path) -> dict:
    """What tells whether a file came whole."""
    return {"bytes": path.stat().st_size, "hash": f"sha256:{sha256(path)}"}
