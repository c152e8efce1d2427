"""The catalogue of translations: extracted with Django and GNU gettext, compiled with Babel.

`python -m rabat.catalogue` and `extract`, `compile` or `check`. Compiling goes without GNU gettext,
because the machine that only runs the platform has none.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from rabat.replacing import replace

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("manage.py", "rabat", "events", "actionplan", "templates")
MAKE_MESSAGES = (
    *("manage.py", "makemessages", "--no-wrap", "--add-location", "file"),
    *("--ignore", ".venv", "--ignore", "tests"),
)


def catalogues(root: Path) -> list[Path]:
    return sorted(root.glob("rabat/locale/*/LC_MESSAGES/django.po"))


def locale_of(path: Path) -> str:
    """The locale of a catalogue, by its folder; a new language is begun by an empty file there."""
    return path.parent.parent.name


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale_of(path))


def compile_catalogues(root: Path = ROOT) -> list[Path]:
    """Compile each catalogue whose compiled form is missing or older; return what was written."""
    written = []
    for source in catalogues(root):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        compiled = BytesIO()
        write_mo(compiled, read(source))
        replace(target, compiled.getvalue())
        written.append(target)
    return written


def extract_messages(root: Path = ROOT) -> None:
    """Bring the catalogues of a checkout in line with the messages its sources use."""
    if not shutil.which("xgettext"):
        sys.exit("GNU gettext is needed to read the messages: on Debian, apt install gettext.")
    locales = [option for path in catalogues(root) for option in ("--locale", locale_of(path))]
    subprocess.run(
        [sys.executable, *MAKE_MESSAGES, *locales],
        cwd=root,
        env={"SECRET_KEY": "any: nothing is signed here", **os.environ},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def check_catalogues(root: Path = ROOT) -> list[str]:
    """What the catalogues lack, found in a copy so that the checkout stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in SOURCES:
            (shutil.copytree if (root / name).is_dir() else shutil.copy)(root / name, copy / name)
        extract_messages(copy)
        return [
            f"{path.relative_to(copy)}: {problem}"
            for path in catalogues(copy)
            for problem in find_problems(read(path))
        ]


def find_problems(catalogue: Catalog) -> Iterator[str]:
    """Every entry of an extracted catalogue that is not the translation of a message in use."""
    for message in catalogue:
        if not message.id:
            continue  # the header
        strings = [message.string] if isinstance(message.string, str) else message.string
        if message.fuzzy:
            yield f"fuzzy: {message.id!r}"
        elif not all(strings):
            yield f"not translated: {message.id!r}"
        else:
            yield from (f"{error}: {message.id!r}" for error in message.check(catalogue))
    yield from (f"obsolete: {message.id!r}" for message in catalogue.obsolete.values())


def main(task: str) -> None:
    if task == "check":
        sys.exit("\n".join(check_catalogues()) or None)
    {"compile": compile_catalogues, "extract": extract_messages}[task]()


if __name__ == "__main__":
    main(*sys.argv[1:])
