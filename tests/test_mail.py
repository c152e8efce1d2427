"""The outbox: letters are sent once, tried again, and never lost."""

import datetime
import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from events.mail.delivery import MOST_ATTEMPTS, deliver_due, pause_after
from events.mail.writing import one_line, write
from events.models import Mail
from tests.factories import MailFactory, MeetingFactory, NominationLinkFactory, PartnerFactory
from tests.personas import log_in

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


class BrokenBackend(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, letters):
        raise ConnectionRefusedError("no mail server here")


@pytest.fixture
def broken(settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"


def test_a_letter_that_is_due_is_sent_and_marked():
    letter = MailFactory(recipient="one@example.org", subject="Hello", body="Text")

    assert deliver_due() == 1

    letter.refresh_from_db()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["one@example.org"], "Hello", "Text")
    assert (letter.sent_at is not None, letter.due_at, letter.attempts) == (True, None, 1)


def test_a_letter_is_sent_once():
    MailFactory()

    assert [deliver_due(), deliver_due(), len(mail.outbox)] == [1, 0, 1]


def test_letters_that_are_not_due_yet_wait():
    MailFactory(due_at=timezone.now() + MINUTE)

    assert deliver_due() == 0


def test_letters_are_sent_in_the_order_in_which_they_are_due():
    now = timezone.now()
    MailFactory(subject="second", due_at=now - MINUTE)
    MailFactory(subject="first", due_at=now - 2 * MINUTE)

    deliver_due()

    assert [one.subject for one in mail.outbox] == ["first", "second"]


def test_a_letter_that_fails_is_tried_again_later(broken, settings, time_machine):
    time_machine.move_to("2026-01-01 12:00Z", tick=False)
    letter = MailFactory()
    assert deliver_due() == 0
    letter.refresh_from_db()
    assert letter.last_error == "ConnectionRefusedError('no mail server here')"
    assert letter.due_at == timezone.now() + 5 * MINUTE

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver_due() == 0
    time_machine.shift(301)

    assert deliver_due() == 1
    letter.refresh_from_db()
    assert (letter.attempts, letter.last_error) == (2, "")


def test_one_letter_that_fails_keeps_no_other_back(settings):
    MailFactory(recipient="broken")  # no address at all: the backend refuses it
    MailFactory(recipient="good@example.org")
    settings.EMAIL_BACKEND = f"{__name__}.PickyBackend"

    assert deliver_due() == 1
    assert [one.to for one in mail.outbox] == [["good@example.org"]]


def test_a_mail_server_that_does_not_answer_leaves_others_their_turn(settings, time_machine):
    SlowBackend.clock = time_machine
    time_machine.move_to("2026-01-01 12:00Z", tick=False)
    MailFactory.create_batch(5)
    settings.EMAIL_BACKEND = f"{__name__}.SlowBackend"

    assert deliver_due() == 0
    assert Mail.objects.filter(attempts=1).count() == 2


class SlowBackend(EmailBackend):
    """A mail server that never says a word: each letter waits as long as we are patient."""

    def send_messages(self, letters):
        self.clock.shift(20)
        raise TimeoutError


class PickyBackend(EmailBackend):
    """A mail server that refuses what is no address."""

    def send_messages(self, letters):
        if "@" not in letters[0].to[0]:
            raise ValueError("not an address")
        return super().send_messages(letters)


def test_pauses_grow_to_six_hours():
    pauses = [pause_after(number).total_seconds() / 60 for number in range(1, MOST_ATTEMPTS)]

    assert pauses[:4] == [5, 10, 20, 40]
    assert max(pauses) == 360
    assert 24 < sum(pauses) / 60 < 48


def test_a_letter_is_given_up_after_the_last_attempt(broken, time_machine):
    letter = MailFactory(attempts=MOST_ATTEMPTS - 1)

    deliver_due()

    letter.refresh_from_db()
    assert letter.is_given_up


def test_staff_try_again_what_was_given_up(client):
    letter = MailFactory(attempts=MOST_ATTEMPTS, due_at=None, last_error="no")
    log_in(client, "registrar")

    data = {"action": "send_again", "_selected_action": [letter.pk]}
    response = client.post("/admin/events/mail/", data)

    assert (response.status_code, deliver_due()) == (302, 1)


class DyingBackend(EmailBackend):
    """The process ends while the mail server is listening."""

    def send_messages(self, letters):
        raise SystemExit


def test_a_letter_survives_the_process_that_was_sending_it(settings, time_machine):
    time_machine.move_to("2026-01-01 12:00Z", tick=False)
    MailFactory()
    settings.EMAIL_BACKEND = f"{__name__}.DyingBackend"
    with pytest.raises(SystemExit):
        deliver_due()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    too_early = deliver_due()
    time_machine.shift(301)

    assert (too_early, deliver_due()) == (0, 1)


# What is written


PAYLOADS = [
    "Title\r\nBcc: everybody@example.org",
    "Title\nBcc: everybody@example.org",
    "Title\rBcc: everybody@example.org",
    "Title\x0bBcc: everybody@example.org",
    "Title\x85Bcc: everybody@example.org",
    "Title\u2028Bcc: everybody@example.org",
    "Title\x00Bcc: everybody@example.org",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_title_begins_no_header(payload):
    meeting = MeetingFactory.build(title_en=payload, city=None)
    link = NominationLinkFactory.build(
        delegation__meeting=meeting, delegation__partner=PartnerFactory.build()
    )
    write("nomination_arrived", "a@example.org", {"link": link, "count": 1, "desk": ""}, ["en"])
    deliver_due()

    headers = mail.outbox[0].message().as_string().partition("\n\n")[0]
    assert not re.search(r"^bcc", headers, re.MULTILINE | re.IGNORECASE)
    assert mail.outbox[0].recipients() == ["a@example.org"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_second_line_in_the_outbox_itself_never_leaves(payload):
    """Had it come there some other way: it is refused, or one line to the mail server."""
    MailFactory(subject=payload.replace("\0", "\n"))  # PostgreSQL stores no NUL

    deliver_due()

    for letter in mail.outbox:
        headers = letter.message().as_string().partition("\n\n")[0]
        assert not re.search(r"^bcc", headers, re.MULTILINE | re.IGNORECASE)


def test_one_line_keeps_words_apart():
    assert one_line(" Réunion\r\n\tà  Dakar\u202e ") == "Réunion à Dakar"


def test_a_letter_has_both_languages_the_asked_for_one_first():
    link = NominationLinkFactory(
        delegation__meeting__title_en="Meeting in Rabat",
        delegation__meeting__title_fr="Réunion à Rabat",
    )
    addresses = {"en": "https://x/en/{token}/", "fr": "https://x/fr/{token}/"}

    write(
        "nomination_invitation",
        "a@example.org",
        {"link": link, "addresses": addresses},
        ["fr", "en"],
        link,
    )
    deliver_due()

    (letter,) = mail.outbox
    assert letter.subject == "Désignations\u00a0: Réunion à Rabat / Nominations: Meeting in Rabat"
    french, english = letter.body.split("-" * 60)
    assert f"https://x/fr/{link.token}/" in french
    assert f"https://x/en/{link.token}/" in english
    assert "Chère collègue" in french
    assert "Dear colleague" in english


def test_the_secret_of_a_link_is_not_at_rest():
    link = NominationLinkFactory()

    letter = write(
        "nomination_invitation",
        "a@example.org",
        {"link": link, "addresses": {"en": "https://x/{token}/"}},
        ["en"],
        link,
    )

    assert link.token not in letter.body
    assert link.token not in str(Mail.objects.values().get())


def test_letters_ask_robots_not_to_answer_and_are_answered_to_the_secretariat(settings):
    settings.SECRETARIAT_EMAIL = "secretariat@example.org"
    MailFactory()

    deliver_due()

    headers = mail.outbox[0].message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Reply-To"] == "secretariat@example.org"


def test_work_deletes_sessions_and_uploads_that_are_over(client, time_machine):
    cache.clear()  # of what tests that commit have left
    time_machine.move_to("2026-01-01 12:00Z", tick=False)
    log_in(client, "registrar")
    cache.set("exchange-people", "x", 60 * 60)
    cache.set("kept", "y", 60 * 60 * 24)

    time_machine.shift(60 * 60 * 13)
    call_command("work", "--once")

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        assert cursor.fetchall() == [(":1:kept",)]
    assert Session.objects.count() == 0


def test_work_does_what_is_due_once_and_ends():
    MailFactory()

    call_command("work", "--once")

    assert len(mail.outbox) == 1
