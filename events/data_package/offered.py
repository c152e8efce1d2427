"""The package as visitors take it: made anew in the background soon after a change, and kept among
the files of the site, which all servers share. Never given once something in it was withdrawn."""

import re
import tempfile
from datetime import timedelta
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

from events.changes.log import current
from events.data_package.build import write_package
from events.models import Change, ChangeLog

FOLDER = "data-package"
# After one is made, unless something was withdrawn: whole days of editing make few of them.
PAUSE = timedelta(minutes=10)


def usual_origin() -> str:
    """Where the site is by its settings: the first of the hosts."""
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{settings.ALLOWED_HOSTS[0]}"


def offer() -> None:
    """Make the package if that is due, and delete the former ones."""
    log = current()
    kept = _kept()
    given = offered(log)
    if given and (_seq(given) == log.newest or _is_fresh(given)):
        return
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "package.zip"
        cursor = write_package(draft, usual_origin()).cursor
        with draft.open("rb") as file:
            default_storage.save(f"{FOLDER}/{cursor}.zip", File(file))
    for name in kept:
        default_storage.delete(name)


def offered(log: ChangeLog) -> str | None:
    """The name of the newest package of this log that holds nothing withdrawn since, if there is
    one. It ends in the cursor with which the changes go on from it."""
    names = [name for name in _kept() if PurePosixPath(name).name.startswith(log.edition.hex)]
    if not names:
        return None
    newest = max(names, key=_seq)
    gone = Change.objects.filter(op=Change.Op.DELETE, seq__gt=_seq(newest))
    return None if gone.exists() else newest


def _kept() -> list[str]:
    try:
        _folders, files = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    return [f"{FOLDER}/{name}" for name in files]


def _seq(name: str) -> int:
    """Up to which change a package goes: edition.begun.seq.zip."""
    return int(re.match(r"\d+", name.split(".")[2])[0])  # two made at once have names that differ


def _is_fresh(name: str) -> bool:
    return timezone.now() - default_storage.get_modified_time(name) < PAUSE
