"""The files that were uploaded, without those that are made of the record, and which names an
archive may give them."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from django.core.files.storage import default_storage

from events.data_package.offered import FOLDER as MADE_HERE

FOLDER = "media/"  # in the archive


def uploaded(folder: str = "") -> Iterator[str]:
    """The names of all files that are kept, in their order."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever uploaded
        return
    for name in sorted(files):
        yield str(PurePosixPath(folder, name))
    for name in sorted({*folders} - ({MADE_HERE} if folder == "" else set())):
        yield from uploaded(str(PurePosixPath(folder, name)))


def is_safe(name: str) -> bool:
    """Whether a name stays below the folder of uploaded files wherever it is unpacked."""
    path = PurePosixPath(name)
    return (
        name == str(path)
        and name not in ("", ".")
        and name.isprintable()
        and not path.is_absolute()
        and not {"..", "."} & {*path.parts}
        and not {"\\", ":"} & {*name}
    )
