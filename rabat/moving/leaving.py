"""Writing a whole site into an archive."""

import hashlib
import io
import json
from pathlib import Path
from zipfile import ZipFile

from django.core import serializers
from django.core.files.storage import default_storage

from events.archives.snapshot import snapshot
from events.archives.zipping import add_bytes, blocks, entry
from rabat.moving.media import FOLDER, uploaded
from rabat.moving.numbers import last_number
from rabat.moving.tables import ExactEncoder, migrations, moved, names_of, rows_of

FORMAT = 1
AT_A_TIME = 500  # rows


class Measured(io.RawIOBase):
    """A file of an archive that knows how many bytes it was given, and their checksum."""

    def __init__(self, archive: ZipFile, name: str):
        self.file = archive.open(entry(name), "w", force_zip64=True)
        self.bytes, self.digest = 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, content) -> int:
        self.file.write(content)
        self.digest.update(content)
        self.bytes += len(content)
        return len(content)

    def close(self):
        if not self.closed:
            self.file.close()
        super().close()

    @property
    def measures(self) -> dict:
        return {"bytes": self.bytes, "sha256": self.digest.hexdigest()}


def write_site(target: Path) -> dict:
    """Write everything as it is at one moment; answers the manifest."""
    with ZipFile(target, "w") as archive, snapshot():
        manifest = {
            "format": FORMAT,
            "migrations": migrations(),
            "tables": {label: _table(archive, label, model) for label, model in moved().items()},
            "media": {name: _file(archive, name) for name in uploaded()},
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        add_bytes(archive, "manifest.json", f"{text}\n".encode())
    return manifest


def _table(archive: ZipFile, label: str, model) -> dict:
    count = 0

    def counted():
        nonlocal count
        for row in rows_of(model).iterator(chunk_size=AT_A_TIME):
            count += 1
            yield row

    with Measured(archive, f"{label}.jsonl") as file:
        lines = io.TextIOWrapper(io.BufferedWriter(file), encoding="utf-8", newline="\n")
        serializers.serialize(
            "jsonl",
            counted(),
            stream=lines,
            fields=names_of(model),
            cls=ExactEncoder,
            sort_keys=True,  # which databases keep in an order of their own
        )
        lines.flush()
        measures = file.measures
        lines.close()
    return {"rows": count, "last_number": last_number(model), **measures}


def _file(archive: ZipFile, name: str) -> dict:
    with default_storage.open(name) as source, Measured(archive, FOLDER + name) as target:
        for block in blocks(source):
            target.write(block)
        return target.measures
