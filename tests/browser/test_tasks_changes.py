"""A meeting is found, followed up, copied, put off and moved, by keyboard alone."""

import pytest

from tests.browser.staff import PASSWORD

ORIGINAL = "Thematic Meeting on Family Separation and Missing Persons in the Context of Migration"
NEXT = "Second meeting on missing persons"
THIRD = "Third meeting on missing persons"
POSTPONED = "It is postponed; the new dates are not known yet"
MOVED = "It moves to new dates"


@pytest.fixture
def keys(sit_down):
    """At the meetings."""
    keys = sit_down("/admin/events/meeting/")
    keys.log_in("editor", PASSWORD)
    return keys


def test_a_follow_up_is_put_off_and_moved(keys):
    search(keys, "separation geneve 2023", ORIGINAL)
    keys.follow("link", "Create a follow-up")
    name(keys, "4–5 mai 2027", NEXT)
    assert follows(keys) == [f"{ORIGINAL} (2023)"]

    decide(keys, POSTPONED, **{"Reason, English": "A storm", "Reason, French": "Une tempête"})
    assert state(keys) == ("Postponed", "04/05/2027")
    decide(keys, MOVED, **{"New dates": "14-15 September 2027"})
    assert state(keys) == ("Planned", "14/09/2027")
    assert kept(keys, "status_changes", "reason_fr") == ["Une tempête", ""]
    assert kept(keys, "date_changes", "start_date") == ["04/05/2027"]


def test_a_copy_is_a_draft_of_its_own(keys):
    search(keys, "separation geneve 2023", ORIGINAL)
    keys.follow("link", "Duplicate")
    name(keys, "March 2028", THIRD)
    keys.to("link", "Meetings")  # all that is about them
    keys.follow("link", "Meetings")
    search(keys, "third missing persons", THIRD)
    assert state(keys) == ("Planned", "01/03/2028")


def search(keys, words: str, found: str):
    """What is found comes right after the box for the words."""
    keys.fill("Search", words, role="searchbox")
    keys.send()
    keys.waits_at("searchbox", "Search")
    keys.follow("link", found)


def name(keys, dates: str, title: str):
    """The page has put the cursor where the dates are typed."""
    keys.waits_at("textbox", "Dates")
    keys.type(dates)
    keys.fill("Title, English", title)
    keys.follow("button", "Make the draft")

    assert keys.messages() == ["A draft was made. Fill in what is new."]


def decide(keys, act: str, **fields: str):
    keys.follow("link", "Change status")
    keys.waits_at("radio", "It was held")
    keys.pick("What has been decided", act)
    for label, text in fields.items():
        keys.fill(label, text)
    keys.send()

    assert keys.messages() == ["The decision was recorded."]


def state(keys) -> tuple[str, str]:
    """The status and the first day, as the form has them."""
    status = keys.page.locator(".field-status_now .readonly").inner_text()
    return status.partition(" –")[0], keys.page.locator("#id_start_date").input_value()


def kept(keys, parts: str, name: str) -> list[str]:
    """The values of a field in the parts of a kind that are recorded."""
    fields = keys.page.locator(f".has_original [name^='{parts}-'][name$='-{name}']")
    return [field.input_value() for field in fields.all()]


def follows(keys) -> list[str]:
    return keys.page.locator("#id_links_to-0-to_meeting option:checked").all_inner_texts()
