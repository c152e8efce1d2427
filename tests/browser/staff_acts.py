"""Pages of the staff that no address leads to: what comes up while something is done. Each begins
at the page of a route."""

import time

CHANGE = "admin:events_recommendation_change"


def press(selector: str):
    """Presses the first of what is named so."""

    def act(page):
        with page.expect_navigation():
            page.locator(selector).first.click()

    return act


def publish_several(page):
    for box in page.locator(".action-select").all()[:2]:
        box.check()
    page.locator("select[name=action]").select_option(index=1)
    press(".actions button")(page)


def save_what_another_changed(page):
    other = page.context.new_page()
    other.goto(page.url)
    for window, words in ((other, "What another wrote"), (page, "What I wrote")):
        # Something else each time, or the second time there is nothing to save.
        window.locator("textarea[lang=en]").first.fill(f"{words} at {time.time()}")
        press("[name=_continue]")(window)
    other.close()
    assert page.locator("#conflict").is_visible()


ACTS = {
    "a refused record": ("admin:events_meeting_add", press("[name=_save]")),
    "a refused decision": ("admin:events_meeting_status", press(".submit-row [type=submit]")),
    "whom to invite": ("admin:events_meeting_invite", press(".delegations-circles a")),
    "before a withdrawal": ("admin:events_document_publication", press("[value=withdraw]")),
    "before several are published": ("admin:events_meeting_changelist", publish_several),
    "a conflict": (CHANGE, save_what_another_changed),
}
