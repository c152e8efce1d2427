"""Logging in with a second factor, by keyboard alone."""

from tests.browser.staff import PASSWORD, WITH_APP, WITH_PASSKEY
from tests.second_factors import code

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_an_app_is_set_up_and_its_codes_open_the_door(sit_down, guarded_site):
    keys = sit_down("/admin/", guarded_site)
    keys.log_in(WITH_APP, PASSWORD)
    keys.follow("link", "Set up an app")
    secret = keys.page.locator(".account-key").inner_text()
    keys.fill("Code", code(secret=secret))
    keys.send()
    assert keys.page.locator(".account-codes li").count() == 10
    keys.follow("link", "I have them")
    keys.follow("button", "Log out")

    keys.page.goto("/admin/")
    keys.log_in(WITH_APP, PASSWORD)
    keys.waits_at("textbox", "Code")
    keys.type("000000")
    keys.send()
    keys.waits_at("textbox", "Code")
    keys.type(code(1, secret))
    keys.send()

    assert keys.page.locator("#user-tools strong").inner_text() == WITH_APP


def test_a_passkey_is_added_and_opens_the_door_alone(sit_down, guarded_site):
    keys = sit_down("/admin/", guarded_site)
    browser = keys.page.context.new_cdp_session(keys.page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    keys.log_in(WITH_PASSKEY, PASSWORD)
    keys.follow("link", "Add a passkey")
    keys.fill("Name of the key", "Laptop")
    keys.follow("button", "Continue")
    keys.follow("button", "Log out")

    keys.page.goto("/admin/")
    keys.follow("button", "Log in with a passkey")

    assert keys.page.locator("#user-tools strong").inner_text() == WITH_PASSKEY
