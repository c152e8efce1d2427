"""A table of meetings taken out, corrected by its messages and brought in, by keyboard alone."""

import openpyxl
import pytest

from tests.browser.staff import PASSWORD

SLUG = "regular-migration-praia-2024"
TITLE = "Thematic Meeting on Regular Migration and Mobility"
NEW_TITLE = "Thematic Meeting on Regular Migration, Skills and Mobility"
WRONG = {"mode": "by boat", "country": "Atlantis", "co_chairs": "PT; ZZZ", "end_date": "soon"}


@pytest.fixture
def keys(sit_down):
    """At the meetings, filtered until the one is left."""
    keys = sit_down("/admin/events/meeting/?q=regular+migration+praia")
    keys.log_in("editor", PASSWORD)
    return keys


def test_a_table_with_errors_is_corrected_and_imported_once(keys, tmp_path):
    table = take_out(keys, tmp_path / "meetings.xlsx")
    wrong, right = tmp_path / "wrong.xlsx", tmp_path / "right.xlsx"
    cells = change(table, wrong, WRONG)
    change(table, right, {"title_en": NEW_TITLE})

    keys.follow("link", "Back to the list")
    keys.follow("link", "Import")
    hand_in(keys, wrong)
    assert told(keys) == cells
    keys.follow("link", "Choose another file")
    hand_in(keys, right)
    assert told(keys) == {}
    assert differences(keys) == {"title_en": ([], [", Skills"])}
    keys.follow("button", "Import all of this")
    assert keys.messages() == ["0 records were added and 1 was changed."]
    assert keys.page.request.get(f"/api/v1/meetings/{SLUG}/").json()["title"]["en"] == NEW_TITLE

    keys.follow("link", "Import")
    hand_in(keys, right)
    nothing = "Every row says what is recorded already. There is nothing to import."
    assert keys.page.get_by_text(nothing).is_visible()


def take_out(keys, file):
    """Export what the list shows."""
    keys.follow("link", "Export")
    keys.to("link", "XLSX")
    with keys.page.expect_download() as download:
        keys.press("Enter")
    download.value.save_as(file)
    return file


def change(table, file, values: dict) -> dict[str, tuple]:
    """Write these values into the only row; answers where each stands: sheet, row, letter."""
    book = openpyxl.load_workbook(table)
    sheet = book.active
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    for name, value in values.items():
        sheet[f"{columns[name]}2"] = value
    book.save(file)
    return {name: (sheet.title, "2", columns[name], value) for name, value in values.items()}


def hand_in(keys, file):
    """The page has put the cursor where the file is chosen."""
    keys.attach_here("File", file)
    keys.follow("button", "Check the file")


def told(keys) -> dict[str, tuple]:
    """What is wrong, by column: sheet, row, letter, value."""
    rows = keys.page.locator(".exchange-messages tbody tr").all()
    found = [row.locator("td, th").all_inner_texts() for row in rows]
    assert all(text for *_cell, text in found)
    named = {column.partition(" ")[0]: cell for cell in found for column in [cell[2]]}
    return {
        name: (sheet, row, column.partition("(")[2].removesuffix(")"), value)
        for name, (sheet, row, column, value, _text) in named.items()
    }


def differences(keys) -> dict[str, tuple]:
    """By column what is taken out and what comes in, word by word."""
    return {
        one.locator("dt").inner_text(): (
            one.locator("del").all_text_contents(),
            one.locator("ins").all_text_contents(),
        )
        for one in keys.page.locator(".exchange-rows dl > div").all()
    }
