"""A delegation is asked for names, names its delegates and is accepted, by keyboard alone."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.invited import TITLE
from tests.browser.keyboard import PATIENCE
from tests.browser.staff import PASSWORD

LAST_DAY = timezone.localdate() + datetime.timedelta(days=100)
NAMES = [("Awa", "Diop", "awa.diop@example.org"), ("Cheikh", "Ndiaye", "c.ndiaye@example.org")]


@pytest.fixture
def keys(sit_down):
    """A registrar at the meeting."""
    keys = sit_down("/admin/events/meeting/?q=with+delegations")
    keys.log_in("registrar", PASSWORD)
    keys.follow("link", TITLE["en"])
    return keys


def test_a_delegation_names_itself_through_a_link(keys, sit_down):
    meeting = keys.page.url
    address = send_link(keys)
    focal_point = sit_down(address)
    name_delegates(focal_point)
    accept(keys)

    keys.page.goto(meeting)
    keys.follow("link", "Delegations")
    assert delegation(keys) == (["1 / 1 full", "1 / 1 full"], ["Awa Diop", "Cheikh Ndiaye"])
    assert in_counts(keys, "Africa") == {"Invited": "1", "People registered": "2"}

    revoke(keys)
    focal_point.page.goto(address)
    assert focal_point.page.locator("h1").inner_text() == "Les désignations sont closes"


def send_link(keys) -> str:
    """To Senegal's focal point; answers the French address, which is shown to be copied."""
    keys.follow("link", "Links for nominations")
    keys.fill("Open until", str(LAST_DAY))
    keys.to("checkbox", "Senegal")
    keys.press("Space")
    keys.to("textbox", "E-mail addresses of Senegal")
    keys.press("Control+a")  # the address of last time
    keys.type("point.focal@example.org")
    keys.back_to("button", "Send links")
    keys.send()
    assert keys.messages() == ["Send links: 1 delegation. 1 letter was written."]
    keys.use("summary", "Show to copy")
    keys.to("textbox", "FR")
    return keys.page.locator(":focus").input_value()


def name_delegates(keys):
    """In French, and sent twice."""
    for given_name, family_name, email in NAMES:
        keys.fill("Prénom", given_name)
        keys.fill("Nom de famille", family_name)
        keys.fill("Courriel", email)
    keys.press("Enter", times=2)
    expect(keys.page.locator("h1")).to_have_text("Merci", timeout=PATIENCE)
    assert (
        keys.page.get_by_role("status")
        .inner_text()
        .endswith("\N{NO-BREAK SPACE}: 2\N{NO-BREAK SPACE}noms.")
    )


def accept(keys):
    keys.follow("link", "Rabat Process")
    keys.follow("link", TITLE["en"])
    keys.follow("button", "Decide as chosen")
    assert keys.messages() == ["Senegal: decided. The focal point is told by e-mail."]
    rows = keys.page.locator("#result_list tbody tr").filter(has_text=TITLE["en"])
    assert rows.locator(".field-state").all_inner_texts() == ["Accepted"]


def revoke(keys):
    keys.follow("link", "Links for nominations")
    keys.to("checkbox", "Senegal")
    keys.press("Space")
    keys.back_to("button", "Revoke")
    keys.send()
    assert keys.messages() == ["Revoke: 1 delegation."]


def delegation(keys) -> tuple[list[str], list[str]]:
    """Senegal's seats taken of those there are, and its people."""
    row = keys.page.locator(".delegations-board tbody tr").filter(has_text="Senegal")
    seats = row.locator(".delegations-seats li").all_inner_texts()
    people = row.locator(".delegations-people li > a").all_inner_texts()
    return [one.partition(": ")[2] for one in seats], people


def in_counts(keys, side: str) -> dict[str, str]:
    """How many delegations of a side are invited, and how many people registered."""
    table = keys.page.locator(".delegations-counts")
    headings = table.locator("thead th").all_inner_texts()
    row = table.locator("tbody tr").filter(has_text=side)
    found = dict(zip(headings, row.locator("th, td").all_inner_texts(), strict=True))
    return {name: found[name] for name in ("Invited", "People registered")}
