"""HTML as the W3C's checker wants it, of every page in one call."""

import json
import re
import subprocess

from tests.browser.pages import PATHS
from tests.browser.site import fetch
from tests.browser.tools import html_checker

# What was typed stands in its field again beside the sentence that refuses it; browsers leave a
# field for dates or numbers empty then.
HARMLESS = re.compile("Bad value “soon” for attribute “value” on element “input”")


def test_pages_are_valid(site, tmp_path):
    """And one that is not is found out: the gate is not open."""
    command = html_checker()
    for name, path in PATHS.items():
        (tmp_path / f"{name}.html").write_bytes(fetch(site, path))
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><title></title><p id=a><div id=a>")

    found = complaints(command, tmp_path)

    assert [one for one in found if not one.startswith("bad.html")] == []
    assert len(found) > 2


def complaints(command: list[str], folder) -> list[str]:
    """Errors, warnings and remarks on the pages of a folder."""
    checked = subprocess.run(
        [*command, "--format", "json", "--exit-zero-always", str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        f"{one['url'].rpartition('/')[2]}:{one.get('lastLine')} {one['message']}"
        for one in json.loads(checked.stderr)["messages"]
        if not HARMLESS.match(one["message"])
    ]
