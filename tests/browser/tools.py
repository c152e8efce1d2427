"""What the gates need beside Python: a browser, the W3C's checker of HTML, a reader of PDFs.

Where one is missing, its tests are skipped, and the end of the run says so loudly; in CI they fail.
"""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CHECKERS = list(ROOT.glob(".venv/vnu-jar@*/node_modules/vnu-jar/build/dist/vnu.jar"))
MISSING = "TESTS DID NOT RUN"


def chromium() -> str:
    """Where Debian's browser is."""
    return needed(shutil.which("chromium"), "Chromium (apt install chromium)")


def pdf_reader() -> str:
    """The command that reads the text of a PDF."""
    return needed(shutil.which("pdftotext"), "pdftotext (apt install poppler-utils)")


def html_checker() -> list[str]:
    """The command that checks HTML."""
    java = needed(shutil.which("java"), "Java (apt install default-jre-headless)")
    jar = needed(max(CHECKERS, default=None), "the W3C’s checker (make checker)")
    return [java, "-jar", str(jar)]


def needed(found, what: str) -> str:
    if found:
        return found
    reason = f"{MISSING}: {what} is missing."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
