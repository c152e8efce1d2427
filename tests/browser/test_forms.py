"""The forms of the administration: axe, reflow, languages side by side."""

import pytest

from tests.browser.axe import AXE, RULES, found

# A form of each kind: one to add and one to change.
FORMS = {
    "meeting-add": "/admin/events/meeting/add/",
    "meeting": "/admin/events/meeting/?q=cadiz+2022+ministerial",
    "chairmanship": "/admin/events/chairmanship/?q=morocco",
    "document-add": "/admin/events/document/add/",
    "partner": "/admin/events/partner/?q=MA",
    "plan-add": "/admin/actionplan/actionplan/add/",
    "recommendation-add": "/admin/events/recommendation/add/",
    "standing-page": "/admin/events/standingpage/?q=about",
}
NARROW, WIDE = 320, 1280


@pytest.fixture(params=FORMS.values(), ids=FORMS)
def open_form(request, staff_page):
    """Opens a form; what is changed is the first found in a list."""

    def opened(width=WIDE, **options):
        page = staff_page(request.param, width=width, **options)
        if "?" in request.param:
            page.goto(page.locator("#result_list tbody th a").first.get_attribute("href"))
        page.wait_for_load_state("networkidle")
        return page

    return opened


def test_form_breaks_no_rule(open_form):
    page = open_form()
    # What the bar covers for the moment is a matter of scrolling, and not what is looked at here.
    page.evaluate(
        "for (const one of document.querySelectorAll('.submit-row, .submit-row *'))"
        " one.style.position = 'static'"
    )
    page.evaluate(AXE)

    wide = found(page, RULES)
    page.set_viewport_size({"width": NARROW, "height": 640})
    narrow = found(page, RULES)

    assert wide + narrow == []


def test_form_can_be_read_in_the_dark(open_form):
    page = open_form(color_scheme="dark")
    page.evaluate(AXE)

    assert found(page, ["color-contrast"]) == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_form_fits_its_window(open_form, width):
    page = open_form(width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "beside"), [(NARROW, False), (WIDE, True)])
def test_languages_stand_beside_each_other_where_there_is_room(staff_page, width, beside):
    page = staff_page("/admin/events/meeting/add/", width=width)

    english, french = (page.locator(f"#id_summary_{code}").bounding_box() for code in ("en", "fr"))

    assert (english["y"] == french["y"], english["x"] == french["x"]) == (beside, not beside)


def test_saving_is_always_at_hand(staff_page):
    page = staff_page("/admin/events/meeting/add/", width=NARROW)

    page.evaluate("scrollTo(0, 0)")

    assert page.locator("[name=_save]").bounding_box()["y"] < 640


PASTED = """
<meta><style>p {}</style><h1>The <b>title</b></h1><p>Some <strong>bold </strong>and <i>sloping</i>
words, a_b, <a href="https://example.org/a">a link</a> and
<a href="javascript:alert(1)">none</a>.</p>
<ul><li>one<ul><li>under it</li></ul></li><li>two</li></ul><ol><li>first</li></ol>
<p class="MsoListParagraph">·&nbsp;&nbsp;from Word</p>
<b style="font-weight:normal"><p>plain</p></b>
<img src=x onerror="window.harmed = true"><script>window.harmed = true</script>
"""
WRITTEN = """## The **title**

Some **bold** and *sloping* words, a\\_b, [a link](https://example.org/a) and none.

- one
  - under it
- two

1. first

- from Word

plain"""
PASTE = """html => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "plain");
    const box = document.querySelector("#id_summary_en");
    box.focus();
    box.dispatchEvent(new ClipboardEvent("paste",
        {clipboardData: data, bubbles: true, cancelable: true}));
    return box.value;
}"""


def test_what_is_pasted_becomes_markdown(staff_page):
    page = staff_page("/admin/events/meeting/add/")

    assert page.evaluate(PASTE, PASTED) == WRITTEN
    assert page.evaluate("window.harmed ?? false") is False


def test_preview_shows_what_the_public_will_read(staff_page):
    page = staff_page("/admin/events/meeting/add/", "editor")
    page.locator("#id_summary_en").fill("Some **bold**")

    page.locator("#id_summary_en + .markdown-preview").click()

    shown = page.locator("#id_summary_en_preview strong")
    assert shown.inner_text() == "bold"
