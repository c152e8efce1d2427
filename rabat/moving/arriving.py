"""Making an empty site of an archive: whole or not at all."""

import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction

from events.archives.zipping import blocks
from events.search.index import rebuild as rebuild_search
from rabat.moving.leaving import FORMAT
from rabat.moving.media import FOLDER, is_safe
from rabat.moving.numbers import go_on_after
from rabat.moving.tables import ALWAYS_THERE, migrations, moved

# What reading comes upon where an archive is not as it was written.
BROKEN = (
    *(BadZipFile, EOFError, zlib.error, RuntimeError),  # the last where it asks for a password
    *(AttributeError, LookupError, TypeError, ValueError, DeserializationError, DatabaseError),
)


class ArrivalError(Exception):
    """Why a site cannot be made of an archive, in words."""


def read_site(source: Path) -> dict:
    """Fill this site with all there is in the archive; answers its manifest. Raises ArrivalError,
    and then this site is as empty as before."""
    try:
        with ZipFile(source) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            refuse_other_state(manifest)
            refuse_inhabited()
            _take(archive, manifest)
    except BROKEN as error:
        raise ArrivalError(f"The archive is damaged or none of ours: {error}") from error
    return manifest


def refuse_other_state(manifest: dict) -> None:
    """Rows fit only into the tables that they come from."""
    if manifest["format"] != FORMAT:
        raise ArrivalError("The archive was written by another release of this platform.")
    theirs, ours = {*manifest["migrations"]}, {*migrations()}
    if theirs != ours:
        differing = ", ".join(sorted(theirs ^ ours)[:5])
        raise ArrivalError(
            "The site it comes from was in another state. Import with the release that wrote the"
            f" archive, migrated; then change the release. They differ in: {differing}."
        )
    if {*manifest["tables"]} != {*moved()}:
        raise ArrivalError("The archive holds other tables than this release has.")


def refuse_inhabited() -> None:
    for label, model in moved().items():
        if model not in ALWAYS_THERE and model._base_manager.exists():
            raise ArrivalError(
                f"This site is not empty: it has rows of {label}. Use a new database, with nothing"
                " done to it but “manage.py migrate”."
            )


def _take(archive: ZipFile, manifest: dict) -> None:
    """Files first: rows never name one that is not there. What a file that was written names is
    taken away again if the rows do not follow."""
    if unsafe := [name for name in manifest["media"] if not is_safe(name)]:
        raise ArrivalError(f"The archive names a file that no site has: {unsafe[0]!r}.")
    written = []
    try:
        for name, measures in manifest["media"].items():
            _take_file(archive, name, measures["sha256"], written)
        _take_rows(archive, manifest["tables"])
    except BaseException:
        for name in written:
            default_storage.delete(name)
        raise


def _take_file(archive: ZipFile, name: str, digest: str, written: list[str]) -> None:
    if default_storage.exists(name):  # of an import that was killed, which may have cut it short
        with default_storage.open(name) as file, archive.open(FOLDER + name) as source:
            if not _begins(source, file):
                raise ArrivalError(f"There is another file already: {name}.")
            file.seek(0)
            if _digest(file) == digest:
                return
        default_storage.delete(name)
    with archive.open(FOLDER + name) as source:
        kept = default_storage.save(name, File(source, name=name))
    written.append(kept)
    with default_storage.open(kept) as file:
        if kept != name or _digest(file) != digest:
            raise ArrivalError(f"The file did not come whole: {name}.")


@transaction.atomic
def _take_rows(archive: ZipFile, tables: dict) -> None:
    for model in ALWAYS_THERE:
        model._base_manager.all().delete()
    for label, model in moved().items():
        _take_table(archive, label, model, tables[label])
    ContentType.objects.clear_cache()
    connection.check_constraints()
    rebuild_search()


def _take_table(archive: ZipFile, label: str, model, told: dict) -> None:
    digest, count = hashlib.sha256(), 0
    with archive.open(f"{label}.jsonl") as file:
        for one in serializers.deserialize("jsonl", _lines(file, digest)):
            if type(one.object) is not model or one.m2m_data:
                raise ArrivalError(f"{label}.jsonl holds a row of another table.")
            one.save(force_insert=True)
            count += 1
    if (count, digest.hexdigest()) != (told["rows"], told["sha256"]):
        raise ArrivalError(f"{label}.jsonl did not come whole.")
    if told["last_number"] is not None:
        go_on_after(model, told["last_number"])


def _lines(file, digest) -> Iterator[str]:
    for line in io.BufferedReader(file):
        digest.update(line)
        yield line.decode()


def _begins(whole, part) -> bool:
    """Whether a file begins with all that another one holds."""
    return all(whole.read(len(block)) == block for block in blocks(part))


def _digest(file) -> str:
    found = hashlib.sha256()
    for block in blocks(file):
        found.update(block)
    return found.hexdigest()
