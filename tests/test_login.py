"""Logging in: the password, the second factor, and that there is no way round it."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import get_resolver

from rabat.login.urls import ROUTES
from tests.second_factors import (
    LOGIN,
    PASSWORD,
    SECRET,
    add_app,
    code,
    is_in,
    send_password,
    with_app,
    with_password,
    with_recovery_codes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22T10:00:00Z", tick=False)]
CODE, INDEX = "/admin/login/code/", "/admin/second-factor/"
GUARDED = ["registrar", "administrator"]
SEVERAL = ["/admin/", "/admin/events/person/", "/admin/auth/user/", "/admin/autocomplete/"]


@pytest.fixture
def required(settings):
    """As in production."""
    settings.REQUIRE_SECOND_FACTOR = True


# The password


def test_login_leads_to_the_page_that_was_asked_for(client):
    with_password("editor")

    response = send_password(client, "editor", query_params={"next": "/admin/events/meeting/"})

    assert (response.status_code, response["Location"]) == (302, "/admin/events/meeting/")


def test_login_leads_to_no_other_site(client):
    with_password("editor")

    response = send_password(client, "editor", query_params={"next": "https://example.org/"})

    assert response["Location"] == "/admin/"


@pytest.mark.parametrize(
    ("username", "password"),
    [("editor", "wrong"), ("nobody", PASSWORD), ("visitor", PASSWORD), ("former", PASSWORD)],
)
def test_login_says_the_same_to_all_who_may_not_come_in(client, username, password):
    with_password("editor")
    User.objects.create_user("visitor", password=PASSWORD)
    User.objects.create_user("former", password=PASSWORD, is_staff=True, is_active=False)

    response = send_password(client, username, password)

    assert response.context["form"].non_field_errors() == [
        "The user name or the password is wrong. Both tell capital letters from small ones."
    ]


@pytest.mark.parametrize(
    "data",
    [{}, {"login": "a\0b", "password": "x"}, {"login": "x" * 10_000, "password": "\0"}],
)
def test_login_refuses_nonsense_on_its_page(client, data):
    assert client.post(LOGIN, data).status_code == 200


def test_login_ends_for_those_who_are_no_longer_staff(client):
    user = with_password("editor")
    send_password(client, "editor")
    User.objects.filter(pk=user.pk).update(is_staff=False)

    response = client.get("/admin/", follow=True)

    assert (response.request["PATH_INFO"], response.status_code) == (LOGIN, 200)


def test_passwords_are_hashed_with_argon2(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

    assert identify_hasher(make_password(PASSWORD)).algorithm == "argon2"


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_confirm_email",
        "socialaccount_signup",
        "mfa_signup_webauthn",
        "mfa_trust",
    ],
)
def test_of_allauth_there_are_only_the_pages_of_logging_in(name):
    names = {one for one in get_resolver().reverse_dict if isinstance(one, str)}

    assert (name in names, names >= ROUTES) == (False, True)


# The second factor


def test_code_is_asked_for_after_the_password(client):
    with_app("editor")

    response = send_password(client, "editor")

    assert response["Location"] == CODE
    assert is_in(client) is False


def test_code_opens_the_administration(client):
    with_app("editor")
    send_password(client, "editor")

    response = client.post(CODE, {"code": code()})

    assert response["Location"] == "/admin/"
    assert is_in(client) is True


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_code_may_be_half_a_minute_off(client, steps):
    with_app("editor")
    send_password(client, "editor")

    client.post(CODE, {"code": code(steps)})

    assert is_in(client) is True


@pytest.mark.parametrize("typed", ["", "000000", "٣٤٥٦٧٨", "a\0b", "9" * 5000])
def test_code_that_is_wrong_opens_nothing(client, typed):
    with_app("editor")
    send_password(client, "editor")

    response = client.post(CODE, {"code": typed})

    assert response.status_code == 200
    assert is_in(client) is False


@pytest.mark.parametrize("later", [0, 29, 45])
def test_code_that_was_used_is_refused(client, time_machine, later):
    with_app("editor")
    send_password(client, "editor")
    used = code(1)
    client.post(CODE, {"code": used})
    client.logout()
    time_machine.shift(later)
    send_password(client, "editor")

    response = client.post(CODE, {"code": used})

    assert response.context["form"].errors["code"] == [
        "This code is wrong or was used already. Take the next one."
    ]
    assert is_in(client) is False


def test_recovery_code_opens_once(client):
    recovery, *_others = with_recovery_codes(with_app("editor"))
    opened = []

    for _time in range(2):
        send_password(client, "editor")
        client.post(CODE, {"code": recovery})
        opened.append(is_in(client))
        client.logout()

    assert opened == [True, False]


def test_recovery_codes_are_shown_once(client):
    with_recovery_codes(with_app("editor"))
    send_password(client, "editor")
    client.post(CODE, {"code": code()})

    shown = [client.get(f"{INDEX}recovery-codes/").context["can_view_codes"] for _time in range(2)]

    assert shown == [True, False]


def test_secrets_are_not_in_the_database_as_they_are():
    user = with_app("editor")
    with_recovery_codes(user)

    stored = str([one.data for one in Authenticator.objects.all()])

    assert SECRET not in stored
    assert stored.count("gAAAA") == 2


def test_secret_of_another_key_is_refused_in_words(client, settings):
    with_app("editor")
    settings.SECRET_KEY = "another key" * 5
    send_password(client, "editor")

    response = client.post(CODE, {"code": code()})

    assert response.context["form"].errors["code"] == [
        "This factor can no longer be read. Ask an administrator to reset your second factor."
    ]


def test_secret_of_the_former_key_is_read(client, settings):
    with_app("editor")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key" * 5
    send_password(client, "editor")

    client.post(CODE, {"code": code()})

    assert is_in(client) is True


def test_factor_is_set_up_with_its_first_code(client, monkeypatch):
    user = with_password("registrar")
    send_password(client, "registrar")
    secret = client.get(f"{INDEX}app/").context["form"].secret
    monkeypatch.setattr("tests.second_factors.SECRET", secret)

    response = client.post(f"{INDEX}app/", {"code": code()})

    assert response["Location"] == f"{INDEX}recovery-codes/"
    assert set(Authenticator.objects.filter(user=user).values_list("type", flat=True)) == {
        "totp",
        "recovery_codes",
    }


def test_drawing_of_the_secret_is_part_of_the_page(client):
    with_password("editor")
    send_password(client, "editor")

    content = client.get(f"{INDEX}app/").content.decode()

    assert "data:" not in content
    assert "<svg" in content


# No way round it


@pytest.mark.parametrize("persona", GUARDED)
@pytest.mark.parametrize("address", SEVERAL)
def test_account_that_sees_people_does_nothing_before_it_has_a_factor(
    client, required, persona, address
):
    with_password(persona)
    send_password(client, persona)

    answers = [client.get(address), client.post(address)]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, INDEX)] * 2


@pytest.mark.parametrize("persona", ["reader", "editor", "publisher"])
def test_account_that_sees_no_people_needs_no_factor(client, required, persona):
    with_password(persona)
    send_password(client, persona)

    assert is_in(client) is True


def test_superuser_needs_a_factor(client, required):
    User.objects.create_superuser("admin", password=PASSWORD)
    send_password(client, "admin")

    assert is_in(client) is False


def test_session_from_before_the_factor_has_to_show_it(client, required):
    user = with_password("registrar")
    send_password(client, "registrar")
    add_app(user)

    response = client.get("/admin/events/person/")

    assert response["Location"] == "/admin/login/again/code/?next=%2Fadmin%2Fevents%2Fperson%2F"


@pytest.mark.parametrize("page", ["", "app/remove/", "key/", "recovery-codes/new/"])
def test_session_from_before_the_factor_sets_up_no_other(client, page):
    user = with_password("registrar")
    send_password(client, "registrar")
    add_app(user)

    answers = [client.get(f"{INDEX}{page}"), client.post(f"{INDEX}{page}")]

    assert {answer["Location"].partition("?")[0] for answer in answers} == {
        "/admin/login/again/code/"
    }


def test_session_without_the_factor_is_nobodys_elsewhere(client, required):
    with_password("registrar")
    send_password(client, "registrar")

    response = client.get("/en/")

    assert response.wsgi_request.user.is_anonymous


def test_session_with_the_factor_is_somebodys(client, required):
    with_app("registrar")
    send_password(client, "registrar")
    client.post(CODE, {"code": code()})

    assert client.get("/en/").wsgi_request.user.username == "registrar"
    assert is_in(client) is True


def test_session_closes_again_when_the_factor_is_removed(client, required):
    user = with_app("registrar")
    send_password(client, "registrar")
    client.post(CODE, {"code": code()})
    Authenticator.objects.filter(user=user).delete()

    assert client.get("/admin/")["Location"] == INDEX


# The signal of a new factor waits for the end of the transaction.
@pytest.mark.django_db(transaction=True)
def test_factor_that_was_just_set_up_opens_the_administration(client, required, monkeypatch):
    with_password("registrar")
    send_password(client, "registrar")
    secret = client.get(f"{INDEX}app/").context["form"].secret
    monkeypatch.setattr("tests.second_factors.SECRET", secret)
    client.post(f"{INDEX}app/", {"code": code()})

    assert is_in(client) is True


def test_factor_is_required_in_production_only(settings):
    assert settings.PRODUCTION is settings.REQUIRE_SECOND_FACTOR is False


# The emergency


def test_reset_removes_the_factors_and_is_noted(capsys):
    user = with_app("registrar")
    with_recovery_codes(user)

    call_command("reset_second_factor", "registrar")

    assert Authenticator.objects.count() == 0
    assert LogEntry.objects.get().get_change_message() == (
        "Second factors removed from the command line."
    )
    assert capsys.readouterr().out.startswith("2 factors removed.")


def test_reset_of_an_unknown_account_fails():
    with pytest.raises(CommandError, match="There is no user 'nobody'"):
        call_command("reset_second_factor", "nobody")
