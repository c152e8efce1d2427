"""Everything is reached with the keyboard, in the order of the page, and seen where one is."""

from pathlib import Path

import pytest

from tests.browser.pages import PAGES

FOCUS = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")
MOST_PARTS = 6  # of a field for dates, which takes the key several times
# One page of each name is walked through in French, where words are longer.
WALKED = {page.name: page.path("fr") for page in PAGES.values()}
WITH_HEADER = {name: path for name, path in WALKED.items() if name != "meeting-embed"}


def focus_faults(page) -> list[str]:
    """What takes no focus, does not show it, or is covered while it has it."""
    page.evaluate(FOCUS)
    return page.evaluate("focusFaults()")


def test_focus_is_seen(open_page, path):
    page = open_page(path, width=320)

    narrow = focus_faults(page)
    page.set_viewport_size({"width": 1280, "height": 800})

    assert narrow + focus_faults(page) == []


@pytest.mark.parametrize("walked", WALKED.values(), ids=WALKED)
def test_focus_is_seen_in_forced_colours(open_page, walked):
    assert focus_faults(open_page(walked, forced_colors="active")) == []


@pytest.mark.parametrize("walked", WALKED.values(), ids=WALKED)
def test_tab_goes_through_the_page_in_its_order_and_out(open_page, walked):
    page = open_page(walked)
    page.evaluate(FOCUS)
    wanted = page.evaluate("watchFocus()")

    press_tab(page, len(wanted))

    assert page.evaluate("reached") == wanted
    page.keyboard.press("Tab")
    assert page.evaluate("reached").count(wanted[-1]) == wanted.count(wanted[-1])


def press_tab(page, count: int):
    """Press it until so many elements had the focus, or far too often."""
    for _ in range(MOST_PARTS):
        missing = count - len(page.evaluate("reached"))
        for _ in range(missing):
            page.keyboard.press("Tab")


@pytest.mark.parametrize("walked", WITH_HEADER.values(), ids=WITH_HEADER)
def test_skip_link_leads_past_the_header(open_page, walked):
    page = open_page(walked)

    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    seen = skip.evaluate("one => one === document.activeElement"), skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")

    assert (seen, page.evaluate("document.activeElement.id")) == ((True, True), "content")


def test_a_search_needs_no_mouse(open_page):
    page = open_page("/en/", width=1280)

    page.get_by_role("searchbox").focus()
    page.keyboard.type("voluntary return")
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/search/?q=voluntary+return")
