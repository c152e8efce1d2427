"""The first texts of the standing pages: one Markdown file per page and language, whose first
line is the title. Staff edit the pages, not the files."""

from collections import defaultdict
from pathlib import Path

from actionplan.loading.entries import Entry, RecordError, consume
from actionplan.loading.loader import Loader
from actionplan.together import together
from actionplan.translation import LANGUAGES
from events.models import StandingPage

FOLDER, SUFFIX, TITLE_MARK = "pages", ".md", "# "


@together()
def load_standing_pages(loader: Loader, folder: Path):
    """Load the pages of which there are files, such as `pages/about.en.md`."""
    for entry in consume(_entries(folder / FOLDER)):
        loader.put(
            entry,
            StandingPage,
            {"key": entry.choice("key", StandingPage.Key)},
            {**entry.texts("title", required=True), **entry.texts("body", required=True)},
        )


def _entries(folder: Path) -> list[Entry]:
    found = defaultdict(dict)
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        key, _dot, language = path.stem.partition(".")
        if language not in LANGUAGES:
            expected = ", ".join(f".{code}{SUFFIX}" for code in LANGUAGES)
            raise RecordError(
                path.name, "", "", None, f"a name that ends in {expected} is expected"
            )
        title, body = _title_and_body(path)
        found[key] |= {"key": key, f"title_{language}": title, f"body_{language}": body}
    return [Entry(f"{FOLDER}/{key}", key, values) for key, values in found.items()]


def _title_and_body(path: Path) -> tuple[str, str]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(path.name, "", "", None, str(error)) from error
    title, _newline, body = text.partition("\n")
    if not title.startswith(TITLE_MARK):
        raise RecordError(path.name, "", "", None, "the first line is to be “# ” and the title")
    return title.removeprefix(TITLE_MARK).strip(), body.strip()
