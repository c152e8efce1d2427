"""Pages on narrow screens, in large or wide text, in forced colours and on paper."""

from pathlib import Path

import pytest

FAULTS = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
ADD_STYLES = """styles => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    document.adoptedStyleSheets = [sheet];
}"""
WAYS = {
    "as it is": "",
    "text twice as large": "html { font-size: 200% !important }",
    # WCAG 2.2, success criterion 1.4.12
    "wide text": """
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }
    """,
}


def faults(page, styles: str) -> list[str]:
    """What sticks out of the window or is cut off, in words."""
    page.evaluate(ADD_STYLES, styles)
    return page.evaluate(FAULTS)


def test_page_fits_a_narrow_window_whatever_the_text(open_page, path):
    page = open_page(path, width=320)

    found = {way: faults(page, styles) for way, styles in WAYS.items()}

    assert found == {way: [] for way in WAYS}


def test_page_fits_a_wide_window(open_page, path):
    assert faults(open_page(path, width=1280), "") == []


@pytest.mark.parametrize(
    "styles", ["h1 { inline-size: 400px }", "h1 { block-size: 9px; overflow: hidden }"]
)
def test_what_does_not_fit_is_found(open_page, styles):
    """The gate is not open."""
    assert faults(open_page("/en/meetings/"), styles) != []


def test_paper_shows_the_page_without_its_frame(open_page, path):
    page = open_page(path, width=718)  # A4 between its margins
    heading = page.locator("main h1").inner_text()

    page.emulate_media(media="print")

    shown = page.locator("main h1").inner_text(), page.locator("main h1").is_visible()
    assert (shown, page.locator(".site-nav").is_visible()) == ((heading, True), False)
