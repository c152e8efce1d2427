"""Tokens of the API: what they open, and what keeps them from opening it."""

import datetime
import json
import sqlite3

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from events import api_tokens
from events.models import ApiToken
from tests.at_once import at_once
from tests.factories import ApiTokenFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22T10:00:00Z", tick=False)]
API = "/api/v1/meetings/"
SECRET = "s" * 43
NOW = datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.UTC)


def text(token: ApiToken, secret: str = SECRET) -> str:
    return f"rbt_{token.prefix}_{secret}"


def ask(client, authorization: str, language: str = "en"):
    headers = {"authorization": authorization, "accept-language": language}
    return client.get(API, headers=headers)


def show(client, token: ApiToken, **more):
    return ask(client, f"Bearer {text(token)}", **more)


# What opens it


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", " Bearer ", "Bearer   "])
def test_token_opens_the_api(client, scheme):
    token = ApiTokenFactory(secret=SECRET)

    response = ask(client, f"{scheme} {text(token)}")

    assert (response.status_code, response["RateLimit"][:7]) == (200, '"token"')


@pytest.mark.parametrize("header", ["", "Basic cmJ0OnJidA==", "Digest x", "nonsense", "Bearerrbt_"])
def test_what_is_no_bearer_token_is_for_somebody_else(client, header):
    response = ask(client, header)

    assert (response.status_code, response["RateLimit"][:11]) == (200, '"anonymous"')


def test_answers_are_the_same_with_a_token(client):
    token = ApiTokenFactory(secret=SECRET)

    assert show(client, token).content == client.get(API).content


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("2026-12-31T22:59:59Z", 200),  # still the day before in Brussels
        ("2026-12-31T23:00:00Z", 401),
    ],
)
def test_token_opens_through_its_last_day_at_the_secretariat(client, time_machine, now, status):
    token = ApiTokenFactory(secret=SECRET, expires_on="2026-12-31")
    time_machine.move_to(now, tick=False)

    assert show(client, token).status_code == status


# What does not


def refusal(response) -> tuple[int, str]:
    """Status and sentence of a problem document."""
    assert response["Content-Type"] == "application/problem+json"
    assert "rbt_0" not in response.text
    content = json.loads(response.content)
    assert content["status"] == response.status_code
    return response.status_code, content["detail"]


@pytest.mark.parametrize(
    ("fields", "english", "french"),
    [
        (
            {"expires_on": "2026-11-21"},
            "This token has expired. Ask the secretariat for another one.",
            "Ce jeton a expiré. Demandez-en un autre au secrétariat.",
        ),
        (
            {"revoked_at": NOW},
            "This token was revoked. Ask the secretariat for another one.",
            "Ce jeton a été révoqué. Demandez-en un autre au secrétariat.",
        ),
        (
            {"secret": "t" * 43},
            "Nobody has this token. Send it as “Bearer rbt_…”, in full.",
            "Personne n’a ce jeton. "
            "Envoyez-le en entier, sous la forme «\u00a0Bearer rbt_…\u00a0».",
        ),
    ],
)
def test_token_that_is_not_in_force_is_refused_in_words(client, fields, english, french):
    token = ApiTokenFactory(**{"secret": SECRET, **fields})

    responses = [show(client, token, language=language) for language in ("en", "fr")]

    assert [refusal(one) for one in responses] == [(401, english), (401, french)]
    assert responses[0]["WWW-Authenticate"] == 'Bearer realm="API", error="invalid_token"'


@pytest.mark.parametrize("scopes", ["", "write", "reading read-only"])
def test_token_that_does_not_allow_reading_is_refused(client, scopes):
    token = ApiTokenFactory(secret=SECRET, scopes=scopes)

    responses = [show(client, token, language=language) for language in ("en", "fr")]

    assert [refusal(one) for one in responses] == [
        (403, "This token does not allow reading."),
        (403, "Ce jeton ne permet pas la lecture."),
    ]
    assert responses[0]["WWW-Authenticate"] == (
        'Bearer realm="API", error="insufficient_scope", scope="read"'
    )


def test_token_with_several_scopes_reads(client):
    assert show(client, ApiTokenFactory(secret=SECRET, scopes="write read")).status_code == 200


@pytest.mark.parametrize(
    "rest",
    [
        "",
        " ",
        " rbt_",
        f" rbt_{'0' * 10}_{'s' * 43}",
        f" rbt_{'0' * 10}_{'s' * 42}",
        f" rbt_{'0' * 10}_{'s' * 44}",
        f" rbt_{'0' * 10}_{'s' * 42}\n",
        f" RBT_{'0' * 10}_{'s' * 43}",
        f" rbt_{'٣' * 10}_{'s' * 43}",
        f" rbt_{'0' * 10}_{'é' * 43}",
        f" rbt_{'0' * 10}_{'s' * 43}, Bearer rbt_{'0' * 10}_{'s' * 43}",
        " \x00",
        f" {'9' * 100_000}",
        " eyJhbGciOiJub25lIn0.e30.",
        " ' OR 1=1 --",
    ],
)
def test_what_is_no_token_is_refused(client, rest):
    response = ask(client, f"Bearer{rest}")

    assert refusal(response) == (401, "Nobody has this token. Send it as “Bearer rbt_…”, in full.")


def test_tokens_in_addresses_are_not_taken(client):
    token = ApiTokenFactory(secret=SECRET)

    response = client.get(API, {"token": text(token)})

    assert (response.status_code, text(token) in response.text) == (400, False)


def test_revoking_works_at_the_next_request(client):
    token = ApiTokenFactory(secret=SECRET)
    before = show(client, token).status_code
    ApiToken.objects.update(revoked_at=NOW)

    assert (before, show(client, token).status_code) == (200, 401)


def test_token_costs_one_query(client, django_assert_num_queries):
    token = ApiTokenFactory(secret=SECRET, last_used_at=NOW)

    with django_assert_num_queries(1):
        client.get("/api/v1/", headers={"authorization": f"Bearer {text(token)}"})


# What is at rest


def test_secrets_are_random_and_only_their_digest_is_kept():
    token, other = ApiToken(), ApiToken()

    texts = {token.give_secret(), other.give_secret()}

    assert len({*texts, token.prefix, other.prefix}) == 4
    assert all(len(one) == 58 for one in texts)
    assert len(token.secret_digest) == 64
    assert not any(token.secret_digest in one for one in texts)


def test_digest_is_in_no_history():
    token = ApiTokenFactory(secret=SECRET)
    token.revoked_at = NOW
    token.save()

    names = {field.name for field in ApiToken.history.model._meta.fields}
    assert names & {"secret_digest", "last_used_at"} == set()
    assert token.history.count() == 2


@pytest.mark.parametrize("fields", [{"holder": ""}, {"secret_digest": ""}, {"prefix": "0" * 10}])
def test_database_refuses_what_makes_no_token(fields):
    ApiTokenFactory(prefix="0" * 10)

    with pytest.raises(IntegrityError), transaction.atomic():
        ApiTokenFactory(**fields)


# When it was last used


def last_used():
    return ApiToken.objects.get().last_used_at


def test_use_is_noted_to_the_minute(client, time_machine, django_assert_num_queries):
    token = ApiTokenFactory(secret=SECRET)
    show(client, token)
    time_machine.shift(59)
    show(client, token)
    soon = last_used()
    time_machine.shift(1)
    show(client, token)

    assert (soon, last_used()) == (NOW, NOW + datetime.timedelta(minutes=1))
    assert token.history.count() == 1


@pytest.mark.parametrize("fields", [{"revoked_at": NOW}, {"expires_on": "2026-01-01"}])
def test_use_of_a_token_that_opens_nothing_is_not_noted(client, fields):
    show(client, ApiTokenFactory(secret=SECRET, **fields))

    assert last_used() is None


@pytest.mark.django_db(transaction=True)
def test_reading_neither_waits_nor_fails_while_somebody_writes(client, tmp_path):
    token = ApiTokenFactory(secret=SECRET)

    def write_and_read():
        """Reads while another connection has locked what the note is written to."""
        if connection.vendor == "sqlite":
            name = connection.settings_dict["NAME"]
            other = sqlite3.connect(name, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
        else:
            other = connection.copy()
            other.set_autocommit(False)
            with other.cursor() as cursor:
                cursor.execute("SELECT 1 FROM events_apitoken FOR UPDATE")
        try:
            return show(client, token).status_code, ApiToken.objects.get().last_used_at
        finally:
            other.rollback()
            other.close()

    def read():
        return show(client, token).status_code, ApiToken.objects.get().last_used_at

    assert at_once(tmp_path, write_and_read, after=read) == [(200, None), (200, NOW)]


def test_patience_of_the_database_is_as_before():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL passes over a row that is locked")

    def patience():
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA busy_timeout").fetchone()[0]

    before = patience()
    api_tokens.note_use(ApiTokenFactory(), timezone.now())

    assert patience() == before > 0
