"""Which release this is: answers kept from another one are not those of this one."""

import hashlib
from functools import cache
from pathlib import Path

FOLDERS = ["actionplan", "events", "rabat", "static", "templates"]
WRITTEN = {
    ".py",
    ".html",
    ".txt",
    ".css",
    ".js",
    ".svg",
    ".json",
    ".mo",
    ".typ",
}  # what answers come from


@cache
def release_of(project: Path, *settings: str) -> str:
    """A digest of the sources in a folder, of the libraries they name and of settings that answers
    show: the same on every server that runs the same, 64 hexadecimal digits."""
    digest = hashlib.sha256("\0".join(settings).encode())
    sources = [path for folder in FOLDERS for path in (project / folder).rglob("*")]
    for path in sorted([project / "requirements.txt", *sources]):
        if path.suffix in WRITTEN and path.is_file():
            digest.update(str(path.relative_to(project)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
