"""A meeting from its first word to the public page, by keyboard alone."""

import time

import pytest

from tests.browser.staff import PASSWORD

ENGLISH = "Thematic meeting on the portability of rights"
FRENCH = "Réunion thématique sur la portabilité des droits"
AS_TYPED = "Area 4 | Objective 7 | Actions 20-22"
AS_PRINTED = "Cadiz Action Plan 2023-2027: Area 4 | Objective 7 | Actions 20–22"
MOST_SECONDS = 120


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "conclusions.pdf"
    file.write_bytes(b"%PDF-1.7\n%%EOF\n")
    return file


def test_a_bilingual_meeting_is_public_two_minutes_after_logging_in(sit_down, paper):
    began = time.monotonic()
    keys = sit_down("/admin/")
    keys.log_in("publisher", PASSWORD)

    record_meeting(keys)
    record_document(keys)
    publish_document(keys, paper)
    publish_meeting(keys)

    visitor = sit_down("/en/meetings/?q=portability")
    visitor.follow("link", ENGLISH)
    assert shown(visitor.page) == (ENGLISH, ["Morocco", "Spain"], "Conclusions of the meeting")
    visitor.follow("link", "Français")
    assert shown(visitor.page) == (FRENCH, ["Maroc", "Espagne"], "Conclusions de la réunion")
    assert of_api(visitor.page) == ({"en": ENGLISH, "fr": FRENCH}, ["MA", "ES"])
    assert time.monotonic() - began < MOST_SECONDS


def record_meeting(keys):
    """In English first: what is missing is marked, and then given."""
    keys.follow("link", "Add a meeting")
    keys.type(ENGLISH)
    keys.choose("Type", "Thematic meeting")
    keys.fill("First day", "2027-04-26")
    keys.fill("Last day", "2027-04-27")
    keys.choose("City", "Rabat")
    keys.use("summary", "Hosts, chairs and co-chairs")
    for partner in ("Morocco", "Spain"):
        keys.use("button", "Add another Host or co-chair")
        keys.waits_at("combobox", "Role")
        keys.type("Co-chair")
        keys.choose("Partner", partner)
    keys.fill("Addressed", AS_TYPED)

    keys.send("Control+s")

    assert marks(keys.page) == ["French missing"]
    keys.waits_at("textbox", "Addressed")
    assert keys.page.locator("#id_plan_text").input_value() == AS_PRINTED
    keys.back_to("textbox", "Title, French")
    keys.type(FRENCH)


def record_document(keys):
    keys.use("summary", "Documents")
    keys.use("button", "Add another Document")
    keys.waits_at("textbox", "Title, English")
    keys.type("Conclusions of the meeting")
    keys.fill("Title, French", "Conclusions de la réunion")
    keys.choose("Kind", "Conclusions")

    keys.send("Control+s")

    assert marks(keys.page) == []


def publish_document(keys, file):
    keys.follow("link", "Open Conclusions of the meeting")
    keys.to("combobox", "Language")
    keys.type("English")
    keys.attach("File", file)
    keys.follow("button", "Save and publication")

    keys.follow("button", "Publish now")

    assert keys.messages() == ["It is published."]
    keys.follow("link", "Conclusions of the meeting")
    keys.follow("link", "Back to the meeting")
    keys.waits_at("button", "Add another Document")


def publish_meeting(keys):
    keys.follow("button", "Save and publication")
    keys.follow("link", "English")
    assert keys.page.locator("h1").inner_text() == ENGLISH
    keys.follow("link", "Français")
    assert keys.page.locator("h1").inner_text() == FRENCH
    keys.follow("link", "Retour à la publication")

    keys.follow("button", "Publish now")

    assert keys.messages() == ["It is published."]


def marks(page) -> list[str]:
    """How texts stand that are not as they should be."""
    return page.locator(".text-state").all_inner_texts()


def shown(page) -> tuple[str, list[str], str]:
    """What a public page says: title, co-chairs, document."""
    partners = page.locator("dd a[href$='/MA/'], dd a[href$='/ES/']")
    document = page.locator("main a[href$='/conclusions-of-the-meeting/']")
    return page.locator("h1").inner_text(), partners.all_inner_texts(), document.inner_text()


def of_api(page) -> tuple[dict, list[str]]:
    slug = page.url.rstrip("/").rpartition("/")[2]
    found = page.request.get(f"/api/v1/meetings/{slug}/").json()
    return found["title"], [one["partner"] for one in found["partners"]]
