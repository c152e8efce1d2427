"""How long a session lasts, and what becomes of a form that is sent too late."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from events.models import City
from tests.personas import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22T08:00:00Z", tick=False)]
MINUTE, HOUR = 60, 3600
ADD = "/admin/events/city/add/"
OURS = {"Origin": "http://testserver"}
TYPED = {"name_en": "Rabat & <Salé>", "country": ""}


def open_after(client, time_machine, seconds):
    time_machine.shift(seconds)
    return client.get("/admin/events/meeting/")


@pytest.mark.parametrize(("seconds", "status"), [(29 * MINUTE, 200), (30 * MINUTE, 302)])
def test_session_ends_after_half_an_hour_without_a_request(client, time_machine, seconds, status):
    log_in(client, "editor")

    assert open_after(client, time_machine, seconds).status_code == status


def test_session_lasts_while_somebody_works(client, time_machine):
    log_in(client, "editor")

    answers = [open_after(client, time_machine, 20 * MINUTE).status_code for _time in range(35)]

    assert answers == [200] * 35  # 11 hours and 40 minutes


def test_session_ends_after_twelve_hours_of_work(client, time_machine):
    log_in(client, "editor")

    answers = [open_after(client, time_machine, 20 * MINUTE).status_code for _time in range(36)]

    assert answers == [200] * 35 + [302]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([30 * MINUTE], "Your session ended after 30 minutes without activity."),
        ([20 * MINUTE] * 36, "Your session ended after 12 hours."),
    ],
)
def test_page_to_log_in_says_why_and_leads_back(client, time_machine, steps, words):
    log_in(client, "editor")
    for step in steps[:-1]:
        open_after(client, time_machine, step)

    time_machine.shift(steps[-1])
    response = client.get("/admin/events/meeting/", follow=True)

    assert [str(message) for message in response.context["messages"]] == [words]
    assert response.redirect_chain == [("/admin/login/?next=/admin/events/meeting/", 302)]


def test_session_that_ended_is_gone_from_the_server(client, time_machine):
    log_in(client, "editor")
    copied = client.cookies["sessionid"].value
    open_after(client, time_machine, 30 * MINUTE)

    client.cookies["sessionid"] = copied

    assert client.get("/admin/").status_code == 302
    assert Session.objects.filter(session_key=copied).exists() is False


def test_public_pages_know_nothing_of_sessions(client):
    response = client.get("/en/")

    assert (response.cookies, "Cookie" in response.get("Vary", "")) == ({}, False)


@pytest.mark.parametrize("origin", ["http://sub.testserver", "null", None])
def test_form_of_another_site_is_not_kept_for_a_session_that_ended(client, time_machine, origin):
    log_in(client, "publisher")
    time_machine.shift(HOUR)

    response = client.post(ADD, TYPED, headers={"Origin": origin} if origin else {})

    assert b"Sal\xc3\xa9" not in response.content


def test_form_that_is_sent_too_late_is_kept(client, time_machine):
    log_in(client, "publisher")
    time_machine.shift(HOUR)

    response = client.post(ADD, TYPED, headers=OURS)

    assert (response.status_code, City.objects.count()) == (401, 0)
    assert response.context["typed"] == list(TYPED.items())
    assert b'value="Rabat &amp; &lt;Sal\xc3\xa9&gt;"' in response.content


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/admin/login/", {"login": "editor", "password": "secret word"}),
        ("/admin/password_change/", {"old_password": "secret word", "new_password1": "x"}),
    ],
)
def test_password_is_never_kept_in_a_page(client, time_machine, address, data):
    log_in(client, "editor")
    time_machine.shift(HOUR)

    response = client.post(address, data, follow=True)

    assert b"secret word" not in response.content


@pytest.mark.parametrize(
    ("origin", "kept"), [("http://testserver", True), ("https://evil.example", False)]
)
def test_form_from_before_the_log_in_is_kept_if_it_is_ours(origin, kept):
    client = Client(enforce_csrf_checks=True)
    log_in(client, "publisher")

    response = client.post(ADD, TYPED, headers={"Origin": origin})

    assert response.status_code == 403
    assert (b"Sal\xc3\xa9" in response.content) is kept
