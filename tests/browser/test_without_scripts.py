"""Everything works without scripts."""

import re


def test_page_says_the_same_without_scripts(open_page, path):
    with_scripts = open_page(path)
    without = open_page(path, java_script_enabled=False)

    texts = [page.locator("main").inner_text() for page in (with_scripts, without)]

    assert texts[0] == texts[1]


def test_meetings_are_filtered_and_the_language_changed_without_scripts(open_page):
    page = open_page("/en/meetings/", width=1280, java_script_enabled=False)

    page.get_by_label("Year", exact=True).select_option("2023")
    page.locator(".filter-form button").click()
    page.wait_for_url(re.compile("/en/meetings/.*year=2023"))
    page.get_by_role("link", name="Français").click()
    page.wait_for_url(re.compile("/fr/reunions/.*year=2023"))

    days = {day.get_attribute("datetime")[:4] for day in page.locator(".dates time").all()}
    assert days == {"2023"}
