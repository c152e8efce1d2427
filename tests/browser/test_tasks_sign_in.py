"""The sheet that participants sign, from the meeting to the paper, by keyboard alone."""

import subprocess

import pytest

from tests.browser.invited import TITLE
from tests.browser.staff import PASSWORD
from tests.browser.tools import pdf_reader

LANGUAGES = {
    "en": {
        "title": TITLE["en"],
        "way": ["Delegations", "Sign-in sheet (PDF)"],
        "file": "with-delegations-sign-in.pdf",
        "head": ["Name", "Function", "Signature"],
        "country": "Spain",
        "functions": ["Head of delegation", "Delegate"],
    },
    "fr": {
        "title": TITLE["fr"],
        "way": ["Délégations", "Feuille d’émargement (PDF)"],
        "file": "with-delegations-émargement.pdf",
        "head": ["Nom", "Fonction", "Signature"],
        "country": "Espagne",
        "functions": ["Chef de délégation", "Délégué"],
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_is_set_in_the_language_of_the_page(sit_down, tmp_path, language):
    words = LANGUAGES[language]
    keys = sit_down("/admin/events/meeting/?q=with+delegations")
    keys.log_in("registrar", PASSWORD)
    if language == "fr":
        keys.back_to("button", "Français")
        keys.send()
    keys.follow("link", words["title"])
    keys.follow("link", words["way"][0])
    keys.to("link", words["way"][1])
    with keys.page.expect_download() as download:
        keys.press("Enter")
    file = tmp_path / "sheet.pdf"
    download.value.save_as(file)

    assert download.value.suggested_filename == words["file"]
    lines = printed(file)
    assert words["head"] in lines
    assert [words["country"], "2"] in lines
    assert ["Núñez, Inés", words["functions"][0]] in lines
    assert ["Ferrer, Pau", words["functions"][1]] in lines


def printed(file) -> list[list[str]]:
    """The lines of a PDF, each with what stands apart in it."""
    text = subprocess.run(
        [pdf_reader(), "-layout", file, "-"], check=True, capture_output=True, text=True
    ).stdout
    return [[one.strip() for one in line.split("  ") if one.strip()] for line in text.splitlines()]
