"""Two editors on one meeting, by keyboard alone: the second chooses, and nothing is lost."""

import re

import pytest

from tests.browser.staff import PASSWORD

FIRST_TITLE, SECOND_TITLE = "Youth, schools and innovation", "Youth, education and new ideas"
FIRST_VENUE, SECOND_VENUE = "Hilton Hotel, Abuja", "Transcorp Hilton, Abuja"
FRENCH_TITLE = "Jeunesse, éducation et idées nouvelles"
OUTCOME = "Ten projects of young people"
AS_SAVED, AS_TYPED = "As it is saved now:", "As I have it in the form below:"


@pytest.fixture
def open_meeting(sit_down):
    """Opens the form of the meeting for a persona."""

    def opened(persona):
        keys = sit_down("/admin/events/meeting/?q=innovation+abuja+2025")
        keys.log_in(persona, PASSWORD)
        keys.reach(keys.page.locator("#result_list tbody th a"), "the meeting")
        keys.send()
        return keys

    return opened


def test_the_second_of_two_editors_chooses_and_nothing_is_lost(open_meeting):
    first, second = open_meeting("editor"), open_meeting("publisher")
    write(first, {"Title, English": FIRST_TITLE, "Venue, English": FIRST_VENUE})
    write(first, {"Text, English": OUTCOME})
    first.send("Control+s")
    titles = {"Title, English": SECOND_TITLE, "Title, French": FRENCH_TITLE}
    write(second, titles | {"Venue, English": SECOND_VENUE})
    second.send("Control+s")

    second.waits_at("alert", "Somebody changed this while you were working on it")
    assert told(second) == {
        "Title [en]": ("editor changed this.", 2),
        "Venue [en]": ("editor changed this.", 2),
        "Outcome – 7 recommendations · Text [en]": ("editor changed this.", 0),
    }
    second.pick("Title [en]", AS_TYPED)
    second.pick("Venue [en]", AS_SAVED)
    second.send("Control+s")

    second.waits_at("textbox", "Venue, English")
    first.page.reload()
    for keys in (first, second):
        assert shown(keys) == [SECOND_TITLE, FRENCH_TITLE, FIRST_VENUE, OUTCOME]


def test_the_second_brings_both_texts_together(open_meeting):
    first, second = open_meeting("editor"), open_meeting("publisher")
    write(first, {"Title, French": "Jeunesse et écoles"})
    first.send("Control+s")
    write(second, {"Title, French": "Jeunesse et innovation"})
    second.send("Control+s")
    second.pick("Title [fr]", AS_TYPED)

    second.back_to("link", "Title [fr]")
    second.press("Enter")
    second.waits_at("textbox", "Title, French")
    second.press("Control+a")
    second.type("Jeunesse, écoles et innovation")
    second.send("Control+s")

    second.waits_at("textbox", "Title, French")
    assert shown(second)[1] == "Jeunesse, écoles et innovation"


def write(keys, texts):
    for name, text in texts.items():
        keys.to("textbox", name)
        keys.press("Control+a")
        keys.type(text)


def told(keys) -> dict[str, tuple[str, int]]:
    """What the page says of each difference: who did what, and from how many one chooses."""
    return {
        one.locator("legend, h3").inner_text(): (
            re.match(r"[^.]+\.", one.locator(".conflict-who").inner_text())[0],
            one.get_by_role("radio").count(),
        )
        for one in keys.page.locator(".conflict-entry").all()
    }


def shown(keys) -> list[str]:
    """What the form holds."""
    names = ["title_en", "title_fr", "venue_en", "outcomes-0-text_en"]
    return [keys.page.locator(f"#id_{name}").input_value() for name in names]
