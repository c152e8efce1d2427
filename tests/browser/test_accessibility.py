"""What axe-core finds: WCAG 2.2 AA and good practice, on telephones and desks, light and dark."""

import pytest

from tests.browser.axe import AXE, RULES, found


def test_page_breaks_no_rule(open_page, path):
    page = open_page(path, width=320)
    page.evaluate(AXE)

    narrow = found(page, RULES)
    page.set_viewport_size({"width": 1280, "height": 800})
    wide = found(page, RULES)

    assert narrow + wide == []


def test_page_can_be_read_in_the_dark(open_page, path):
    page = open_page(path, width=320, color_scheme="dark")
    page.evaluate(AXE)

    assert found(page, ["color-contrast"]) == []


def test_the_rules_are_there(open_page):
    """A page full of faults is found out: the gate is not open."""
    page = open_page("/en/")
    page.set_content("<main><img src=x><button></button><p>pale</p></main>")
    page.evaluate("document.querySelector('p').style.color = '#eee'")
    page.evaluate(AXE)

    broken = {one.partition(":")[0] for one in found(page, RULES)}

    assert {"image-alt", "button-name", "color-contrast", "html-has-lang"} <= broken


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_browser_draws_its_own_parts_in_the_scheme(open_page, scheme):
    page = open_page("/en/", color_scheme=scheme)

    said = page.evaluate("getComputedStyle(document.documentElement).colorScheme")

    assert scheme in said
