"""Tokens of the API in the administration: issued, shown once, looked after, revoked."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session
from django.urls import reverse

from events.anonymising.due import end_retention
from events.anonymising.people import anonymise
from events.models import ApiToken
from events.models.api_token import digest_of
from tests.admin_forms import data_of, errors_of
from tests.factories import ApiTokenFactory, PersonFactory
from tests.personas import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22T10:00:00Z", tick=False)]
NOW = datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.UTC)
ADD = "/admin/events/apitoken/add/"
LIST = "/admin/events/apitoken/"
HOLDER = "Observatory of migration, nightly mirror"
TOKEN = re.compile(r"rbt_[0-9a-f]{10}_[A-Za-z0-9_-]{43}")


@pytest.fixture
def staff(client):
    return log_in(client, "administrator")


def issue(client, **fields):
    data = data_of(client.get(ADD)) | {"holder": HOLDER, "contact": "desk@example.org", **fields}
    return client.post(ADD, data)


def page(token, name: str) -> str:
    return reverse(f"admin:events_apitoken_{name}", args=[token.pk])


# Issuing


def test_token_is_shown_once_and_opens_the_api(staff):
    response = issue(staff)

    shown = set(TOKEN.findall(response.text))
    assert (response.status_code, len(shown)) == (200, 1)
    text = shown.pop()
    assert staff.get("/api/v1/", headers={"authorization": f"Bearer {text}"}).status_code == 200
    token = ApiToken.objects.get()
    assert token.secret_digest == digest_of(text[-43:])
    assert (token.holder, token.contact, token.issued_by.username, token.scopes) == (
        *(HOLDER, "desk@example.org", "administrator", "read"),
    )
    assert token.expires_on == datetime.date(2027, 11, 22)


def test_page_with_the_token_is_kept_nowhere(staff):
    response = issue(staff)

    secret = TOKEN.search(response.text)[0][-43:]
    assert "no-store" in response["Cache-Control"]
    assert secret not in str(response.cookies)
    sessions = [session.get_decoded() for session in Session.objects.all()]
    log = [[line.object_repr, line.change_message] for line in LogEntry.objects.all()]
    rows = [*ApiToken.objects.values(), *ApiToken.history.values()]
    assert secret not in f"{sessions} {log} {rows}"


def test_token_is_on_no_page_afterwards(staff):
    secret = TOKEN.search(issue(staff).text)[0][-43:]
    token = ApiToken.objects.get()

    pages = [LIST, "/admin/", page(token, "history"), page(token, "change"), page(token, "revoke")]
    told = "".join(staff.get(one).text for one in pages)

    assert (secret in told, token.secret_digest in told, token.prefix in told) == (
        *(False, False),
        True,
    )


def test_form_that_is_sent_twice_issues_one_token_and_shows_it_once(staff):
    data = data_of(staff.get(ADD)) | {"holder": HOLDER}

    first, second = staff.post(ADD, data), staff.post(ADD, data)

    assert ApiToken.objects.count() == 1
    assert (bool(TOKEN.search(first.text)), second.status_code, second["Location"]) == (
        *(True, 302),
        LIST,
    )


def test_form_of_a_small_window_that_is_sent_twice_closes_it(staff):
    data = data_of(staff.get(ADD)) | {"holder": HOLDER, "_popup": "1"}

    first, second = staff.post(ADD, data), staff.post(ADD, data)

    assert (bool(TOKEN.search(first.text)), second.status_code) == (True, 200)
    assert (ApiToken.objects.count(), TOKEN.search(second.text)) == (1, None)


@pytest.mark.parametrize("button", ["_continue", "_addanother", "_save"])
def test_every_button_leads_to_the_token(staff, button):
    assert TOKEN.search(issue(staff, **{button: "1"}).text)


@pytest.mark.parametrize(
    ("day", "ok"),
    [("2026-11-22", True), ("2028-11-21", True), ("2026-11-21", False), ("2028-11-22", False)],
)
def test_last_day_is_within_two_years(staff, day, ok):
    response = issue(staff, expires_on=day)

    assert ApiToken.objects.exists() is ok
    if not ok:
        assert errors_of(response) == {
            "expires_on": ["Choose a day from today on, within two years."]
        }


@pytest.mark.parametrize(
    "fields",
    [
        {"holder": ""},
        {"holder": "x" * 201},
        {"holder": "a\0b"},
        {"contact": "nobody"},
        {"expires_on": ""},
        {"expires_on": "soon"},
        {"expires_on": "99999-01-01"},
    ],
)
def test_nonsense_is_refused_in_the_form(staff, fields):
    response = issue(staff, **fields)

    assert (list(errors_of(response)), ApiToken.objects.count()) == ([*fields], 0)


def test_nobody_chooses_secret_prefix_or_issuer(staff):
    forged = {"secret_digest": "0" * 64, "prefix": "0" * 10, "scopes": "all", "issued_by": "999"}

    issue(staff, **forged)

    found = ApiToken.objects.values(*forged).get()
    assert [name for name, value in forged.items() if str(found[name]) == value] == []


# Looking after


def test_holder_contact_and_last_day_are_changed_and_nothing_else(staff):
    token = ApiTokenFactory(secret="s" * 43, holder="Before")
    data = data_of(staff.get(page(token, "change")))
    secret = ApiToken.objects.values_list("secret_digest", flat=True).get()

    changes = {"holder": "After", "expires_on": "2027-01-31", "secret_digest": "0" * 64}
    response = staff.post(page(token, "change"), data | changes)

    assert response.status_code == 302, errors_of(response)
    token.refresh_from_db()
    assert (token.holder, token.expires_on, token.secret_digest) == (
        *("After", datetime.date(2027, 1, 31)),
        secret,
    )
    assert "Before → After" in staff.get(page(token, "history")).text


def test_list_says_the_state_in_words_and_shapes(staff):
    ApiTokenFactory(last_used_at=NOW)
    ApiTokenFactory(expires_on="2026-11-21")
    ApiTokenFactory(revoked_at=NOW)

    text = staff.get(LIST).text

    assert re.findall(r'<span class="tag tag-([a-z-]+)">(.*?)</span>', text) == [
        ("revoked", "Revoked"),
        ("expired", "Expired"),
        ("in-force", "In force"),
    ]


@pytest.mark.parametrize("term", ["observ nightly", "4f9c", "desk@"])
def test_tokens_are_found_by_holder_prefix_and_address(staff, term):
    ApiTokenFactory()
    ApiTokenFactory(holder=HOLDER, prefix="4f9c02a1be", contact="desk@example.org")

    found = staff.get(LIST, {"q": term}).context["cl"].result_list

    assert [one.holder for one in found] == [HOLDER]


# Revoking


def test_revoking_asks_first_and_cannot_be_undone(staff):
    token = ApiTokenFactory()
    asked = staff.post(page(token, "revoke"))
    before = ApiToken.objects.get().revoked_at

    done = staff.post(page(token, "revoke"), {"sure": "yes"})

    token.refresh_from_db()
    assert (asked.status_code, before, done["Location"], token.revoked_at) == (
        *(200, None, page(token, "change"), NOW),
    )
    assert token.history.first().history_user.username == "administrator"
    assert staff.post(page(token, "change"), {"holder": "Again"}).status_code == 403
    assert 'name="holder"' not in staff.get(page(token, "change")).text


def test_revoking_twice_keeps_the_first_moment(staff, time_machine):
    token = ApiTokenFactory()
    staff.post(page(token, "revoke"), {"sure": "yes"})
    time_machine.shift(3600)

    again = staff.post(page(token, "revoke"), {"sure": "yes"})

    assert (again.status_code, ApiToken.objects.get().revoked_at) == (302, NOW)
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("number", [0, 10**18, 10**30])
def test_what_is_no_token_is_not_revoked(staff, number):
    assert staff.post(f"{LIST}{number}/revoke/", {"sure": "yes"}).status_code == 404


def test_nobody_deletes_a_token_not_even_a_superuser(client):
    token = ApiTokenFactory()
    client.force_login(User.objects.create_superuser("boss", password="made-up-for-the-test"))

    statuses = [client.post(page(token, "delete"), {"post": "yes"}).status_code]
    data = {"action": "delete_selected", "_selected_action": [token.pk], "post": "yes"}
    client.post(LIST, data)

    assert (statuses, ApiToken.objects.count()) == ([403], 1)


# Who may


@pytest.mark.parametrize("persona", ["anonymous", "reader", "editor", "publisher", "registrar"])
def test_tokens_are_closed_to_all_but_administrators(client, persona):
    token = ApiTokenFactory()
    log_in(client, persona)
    expected = 302 if persona == "anonymous" else 403

    answers = [client.post(ADD, {"holder": HOLDER, "expires_on": "2027-01-01"})]
    answers += [client.post(page(token, "revoke"), {"sure": "yes"}), client.get(LIST)]

    assert [one.status_code for one in answers] == [expected] * 3
    assert list(ApiToken.objects.values_list("pk", "revoked_at")) == [(token.pk, None)]


def test_who_may_issue_tokens_needs_a_second_factor(client, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    user = User.objects.create(username="issuer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="add_apitoken"))
    client.force_login(user)

    response = client.get(ADD)

    assert (response.status_code, response["Location"]) == (302, "/admin/second-factor/")


# Personal data


@pytest.mark.parametrize(
    ("fields", "stays"),
    [
        ({"expires_on": "2024-11-20"}, False),
        ({"expires_on": "2024-11-24"}, True),
        ({"revoked_at": NOW - datetime.timedelta(days=731)}, False),
        ({"revoked_at": NOW - datetime.timedelta(days=729)}, True),
        ({}, True),
    ],
)
def test_tokens_are_known_of_for_two_years_after_their_end(fields, stays):
    token = ApiTokenFactory(contact="desk@example.org", **fields)

    outcome = end_retention(NOW)

    assert (ApiToken.objects.exists(), ApiToken.history.exists()) == (stays, stays)
    assert (outcome.counts["tokens"], outcome.failed) == (not stays, [])
    assert str(token.prefix) not in str([*LogEntry.objects.values_list("object_repr")])


def test_contact_goes_with_the_person_and_the_token_stays():
    person = PersonFactory(email="Awa@example.org")
    token = ApiTokenFactory(contact="awa@EXAMPLE.org")
    other = ApiTokenFactory(contact="desk@example.org")

    anonymise(person.pk)

    contacts = {one.pk: one.contact for one in ApiToken.objects.all()}
    assert contacts == {token.pk: "", other.pk: "desk@example.org"}
    assert sorted(ApiToken.history.values_list("contact", flat=True)) == ["", "desk@example.org"]


def test_tokens_are_held_about_their_contact_without_the_digest(client):
    person = PersonFactory(email="awa@example.org")
    token = ApiTokenFactory(contact="awa@example.org")
    log_in(client, "registrar")

    response = client.get(reverse("admin:events_person_data", args=[person.pk]))

    assert response.json()["events.apitoken"][0]["prefix"] == token.prefix
    assert token.secret_digest not in response.text
