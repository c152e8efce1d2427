"""Guessing is slow, and whoever guesses cannot lock the owner out."""

import pytest
from django.core.cache import cache

from tests.second_factors import PASSWORD, code, is_in, send_password, with_app, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22T10:00:00Z", tick=False)]
ELSEWHERE = "198.51.100.7"


def guess(client, times=1, username="editor", **more):
    for _time in range(times):
        response = send_password(client, username, "wrong", **more)
    return response


def is_refused(response) -> bool:
    """Whether the attempt was not even made."""
    return "Too many attempts" in str(response.context["form"].errors)


@pytest.mark.parametrize(("failures", "refused"), [(4, False), (5, True)])
def test_account_is_closed_to_an_address_after_five_failures(client, failures, refused):
    with_password("editor")
    guess(client, failures)

    send_password(client, "editor")

    assert is_in(client) is not refused


def test_account_opens_to_the_address_again_after_five_minutes(client, time_machine):
    with_password("editor")
    guess(client, 5)
    time_machine.shift(301)

    send_password(client, "editor")

    assert is_in(client) is True


def test_account_stays_open_to_other_addresses(client):
    with_password("editor")
    guess(client, 6, REMOTE_ADDR=ELSEWHERE)

    send_password(client, "editor")

    assert is_in(client) is True


@pytest.mark.parametrize("spelling", ["EDITOR", " editor", "Editor "])
def test_account_is_the_same_however_it_is_spelt(client, spelling):
    with_password("editor")
    guess(client, 5, spelling)

    assert is_refused(send_password(client, "editor"))


def test_names_that_nobody_has_are_closed_alike(client):
    assert is_refused(guess(client, 6, "nobody"))


def test_address_that_tries_many_accounts_is_closed(client):
    with_password("editor")
    for number in range(50):
        guess(client, username=f"user-{number}")

    assert is_refused(send_password(client, "editor"))


def test_no_count_is_washed_away_by_what_else_is_kept(client):
    with_password("editor")
    for number in range(100):
        guess(client, REMOTE_ADDR=f"203.0.113.{number}")

    for number in range(400):  # more than the rows that Django allows a table by default
        cache.set(f"user-{number}", 1)

    assert is_refused(guess(client, REMOTE_ADDR=ELSEWHERE))


def test_attempts_that_were_not_made_close_no_address(client):
    with_password("editor")
    guess(client, 60, "nobody")

    send_password(client, "editor")

    assert is_in(client) is True


def test_account_is_closed_to_strangers_who_guess_from_everywhere(client):
    with_password("editor")
    for number in range(100):
        guess(client, REMOTE_ADDR=f"203.0.113.{number}")

    assert is_refused(send_password(client, "editor", REMOTE_ADDR=ELSEWHERE))


def test_owner_comes_in_from_a_known_browser_whatever_strangers_do(client):
    with_password("editor")
    send_password(client, "editor")
    client.post("/admin/logout/")
    known = client.cookies["known_device"].value
    client.cookies.clear()
    for number in range(100):
        guess(client, REMOTE_ADDR=f"203.0.113.{number}")
    guess(client, 6)
    client.cookies["known_device"] = known

    send_password(client, "editor")

    assert is_in(client) is True


def test_known_browser_has_a_limit_of_its_own(client):
    with_password("editor")
    send_password(client, "editor")
    client.post("/admin/logout/")

    assert is_refused(guess(client, 11))


def test_known_browser_is_known_for_its_own_account_only(client):
    with_password("editor")
    with_password("registrar")
    send_password(client, "editor")
    client.post("/admin/logout/")
    guess(client, 5, "registrar")

    assert is_refused(send_password(client, "registrar"))


@pytest.mark.parametrize("forged", ["", "x", "a:b:c", "WyJlZGl0b3IiLCJ4Il0:1u:abc"])
def test_known_browser_cannot_be_forged(client, forged):
    with_password("editor")
    client.cookies["known_device"] = forged
    guess(client, 5)

    assert is_refused(send_password(client, "editor"))


def test_known_browser_is_told_to_the_administration_only(client):
    with_password("editor")

    cookie = send_password(client, "editor").cookies["known_device"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


def test_success_is_not_counted(client):
    with_password("editor")

    for _time in range(20):
        client.cookies.clear()
        send_password(client, "editor")

    assert is_in(client) is True


def test_codes_are_slowed_down_like_passwords(client):
    with_app("editor")
    send_password(client, "editor")
    for _time in range(5):
        client.post("/admin/login/code/", {"code": "000000"})

    response = client.post("/admin/login/code/", {"code": code()})

    assert is_refused(response)
    assert is_in(client) is False


# Where somebody comes from


@pytest.mark.parametrize(
    ("proxies", "forwarded", "same"),
    [
        (0, ["192.0.2.1", "192.0.2.2"], True),  # nobody's word is taken
        (1, ["192.0.2.1", "192.0.2.2"], False),
        (1, ["192.0.2.9, 192.0.2.1", "192.0.2.8, 192.0.2.1"], True),  # only the proxy's own
        (2, ["192.0.2.1, 10.0.0.1", "192.0.2.2, 10.0.0.1"], False),
        (2, ["192.0.2.9, 192.0.2.1, 10.0.0.1", "192.0.2.8, 192.0.2.1, 10.0.0.1"], True),
        (1, ["2001:db8::1", "2001:db8::2"], True),  # a household has a whole /64
        (1, ["2001:db8::1", "2001:db8:0:1::1"], False),
    ],
)
def test_address_is_what_our_own_proxies_say(client, settings, proxies, forwarded, same):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    with_password("editor")
    first, second = forwarded
    guess(client, 5, HTTP_X_FORWARDED_FOR=first)

    response = guess(client, 1, HTTP_X_FORWARDED_FOR=second)

    assert is_refused(response) is same


def test_password_is_not_looked_at_once_refused(client, monkeypatch):
    with_password("editor")
    guess(client, 5)
    looked = []
    monkeypatch.setattr("django.contrib.auth.hashers.check_password", looked.append)

    send_password(client, "editor", PASSWORD)

    assert looked == []
