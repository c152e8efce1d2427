"""Making the package: one reading of the copies, a file for each table and resource, one archive.

Nothing is held in memory but the object at hand: the files lie in a folder of their own until they
are in the archive.
"""

import csv
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from events.archives.snapshot import snapshot
from events.archives.zipping import add_bytes, add_file
from events.changes.copies import written_out
from events.changes.log import Cursor, current
from events.changes.resources import BY_NAME
from events.data_package.descriptor import State, descriptor
from events.data_package.meeting_parts import PARTS
from events.data_package.meetings import MEETINGS
from events.data_package.plans import PLANS
from events.data_package.readme import readme
from events.data_package.recommendations import RECOMMENDATIONS
from events.data_package.record import RECORD
from events.data_package.table import Table
from events.formulas import guarded_throughout
from events.models import PublicCopy

TABLES = [MEETINGS, *PARTS, *RECOMMENDATIONS, *PLANS, *RECORD]
AT_A_TIME = 500  # copies


@dataclass
class Written:
    """A file of the package: where it lies meanwhile, and how many rows or objects it has."""

    name: str
    path: Path
    count: int = 0


def write_package(target: Path, origin: str) -> State:
    """Write the public record as it is now; its addresses begin with that of the site. Answers as
    of when it is."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with snapshot():
            log = current()
            cursor = Cursor(log.edition.hex, log.newest, log.newest)
            state = State(origin, log.changed_at, str(cursor))
            written = _write(folder, origin)
        by_name = {one.name: one for one in written}
        with ZipFile(target, "w") as archive:
            package = descriptor(state, TABLES, by_name)
            text = json.dumps(package, ensure_ascii=False, indent=2)
            add_bytes(archive, "datapackage.json", f"{text}\n".encode())
            add_bytes(archive, "README.md", readme(state, TABLES, by_name).encode())
            for file in sorted(written, key=lambda one: one.name):
                add_file(archive, file.name, file.path)
    return state


def _write(folder: Path, origin: str) -> list[Written]:
    """The files: the objects of each resource as JSON, and the tables made of them."""
    with ExitStack() as stack:
        sheets = [TableFile(folder, table, stack) for table in TABLES]
        written = [sheet.written for sheet in sheets]
        for resource in BY_NAME:
            objects = ObjectFile(folder, resource, stack)
            made_of_it = [sheet for sheet in sheets if resource in sheet.table.resources]
            for one in _objects(resource, origin):
                for file in (objects, *made_of_it):
                    file.add(one)
            objects.end()
            written.append(objects.written)
    return written


def _objects(resource: str, origin: str) -> Iterator[dict]:
    """The public objects of a resource in the order in which they were entered."""
    copies = PublicCopy.objects.filter(resource=resource).order_by("row_id")
    for copy in copies.iterator(chunk_size=AT_A_TIME):
        yield json.loads(written_out(copy, origin))


class ObjectFile:
    """The objects of a resource as they are in the API: one JSON array, an object a line."""

    def __init__(self, folder: Path, resource: str, stack: ExitStack):
        self.written = Written(f"json/{resource}.json", folder / f"{resource}.json")
        self.file = stack.enter_context(self.written.path.open("w", encoding="utf-8"))

    def add(self, one: dict):
        self.file.write(",\n" if self.written.count else "[\n")
        json.dump(one, self.file, ensure_ascii=False)
        self.written.count += 1

    def end(self):
        self.file.write("\n]\n" if self.written.count else "[]\n")


class TableFile:
    """The rows of a table as CSV (RFC 4180, UTF-8)."""

    def __init__(self, folder: Path, table: Table, stack: ExitStack):
        self.table = table
        self.written = Written(table.path, folder / f"{table.name}.csv")
        opened = self.written.path.open("w", encoding="utf-8", newline="")
        self.writer = csv.writer(stack.enter_context(opened))
        self.writer.writerow([field.name for field in table.fields])

    def add(self, one: dict):
        for row in self.table.rows(one):
            self.writer.writerow([guarded_throughout(cell) for cell in row])
            self.written.count += 1
