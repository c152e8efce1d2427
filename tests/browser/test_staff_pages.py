"""Every page of the staff: what axe-core finds, and whether it fits, on telephones and desks."""

import pytest

from tests.browser.axe import AXE, RULES, found
from tests.browser.staff_acts import ACTS
from tests.browser.staff_pages import STAFF_PAGES, WHO
from tests.browser.test_layout import faults

WAYS = {
    "on a telephone": {"width": 320},
    "on a desk in the dark": {"width": 1280, "color_scheme": "dark"},
}


@pytest.fixture
def look(staff_page, staff_world):
    """Opens the page of a route for whoever sees it."""

    def open_page(name, **how):
        address = staff_world["addresses"][name]
        page = staff_page(address, WHO.get(name, "administrator"), **how)
        assert address in page.url
        return page

    return open_page


def broken(page) -> list[str]:
    """What breaks a rule or sticks out."""
    show_whole(page)
    page.evaluate(AXE)
    return found(page, RULES) + faults(page, "")


def show_whole(page):
    """In a window as high as the page, where the row of buttons that follows the reader covers
    nothing: below it a page is merely scrolled on."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**page.viewport_size, "height": height})


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_page_breaks_no_rule_and_fits(look, staff_world, name):
    if name not in staff_world["addresses"]:
        pytest.skip("Records of this kind have no texts.")

    assert {way: broken(look(name, **how)) for way, how in WAYS.items()} == {
        way: [] for way in WAYS
    }


@pytest.mark.parametrize("name", ACTS)
def test_what_comes_up_breaks_no_rule_and_fits(look, name):
    route, act = ACTS[name]
    results = {}
    for way, how in WAYS.items():
        page = look(route, **how)
        act(page)
        results[way] = broken(page)

    assert results == {way: [] for way in WAYS}


def test_what_is_broken_is_found(look):
    """The gate is not open."""
    page = look("admin:events_meeting_changelist", **WAYS["on a telephone"])
    page.evaluate("document.querySelector('#searchbar').labels[0].remove()")
    page.evaluate("document.querySelector('h1').style.width = '400px'")

    said = " ".join(broken(page))
    assert ("label: " in said, "px wide: " in said) == (True, True)
