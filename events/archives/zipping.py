"""Archives that are the same bytes whenever they are made of the same content."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time an archive can hold
UNIX = 3
BLOCK = 1 << 20  # bytes


def entry(name: str) -> ZipInfo:
    """The head of a file in an archive: no time, no owner, nothing of this machine."""
    info = ZipInfo(name, EPOCH)
    info.compress_type = ZIP_DEFLATED
    info.create_system, info.external_attr = UNIX, 0o600 << 16
    return info


def add_bytes(archive: ZipFile, name: str, content: bytes) -> None:
    archive.writestr(entry(name), content)


def add_file(archive: ZipFile, name: str, path: Path) -> None:
    """Add a file without holding it in memory."""
    info = entry(name)
    info.file_size = path.stat().st_size  # whether it needs the long form
    with path.open("rb") as source, archive.open(info, "w") as target:
        shutil.copyfileobj(source, target, BLOCK)


def blocks(file) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
