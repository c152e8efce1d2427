"""Sending what is in the outbox, each letter until it has left.

A letter is put off before it is tried: who dies while sending it leaves it due again, and nobody
else takes it meanwhile. So none is lost, and none is sent twice unless a process dies between the
mail server's yes and our note of it.
"""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from events.models.mail import TOKEN, Mail

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 12  # a day and a half; a mail server that is down is up again by then
FIRST_PAUSE, LONGEST_PAUSE = datetime.timedelta(minutes=5), datetime.timedelta(hours=6)
LONGEST_TURN = datetime.timedelta(seconds=30)  # after which other work has its turn


def pause_after(attempts: int) -> datetime.timedelta:
    """How long to wait after so many attempts: five minutes, ten, twenty … six hours. Longer than
    a mail server can take that dawdles at every line of a letter (`EMAIL_TIMEOUT` is for one), so
    that nobody tries a letter that is just being sent."""
    return min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)


def deliver_due() -> int:
    """Send the letters that are due, as long as a turn lasts; answers how many left."""
    sent, end = 0, timezone.now() + LONGEST_TURN
    while timezone.now() < end and (mail := _take()):
        sent += _send(mail)
    return sent


def _take() -> Mail | None:
    """The letter that waits longest, put off for everybody else."""
    due = Mail.objects.filter(sent_at=None, due_at__lte=timezone.now()).order_by("due_at", "pk")
    if not due.exists():  # without a lock, which would cost every reader something every moment
        return None
    with transaction.atomic():
        mail = due.select_for_update(skip_locked=True, of=("self",)).first()
        if mail is None:
            return None
        mail.attempts += 1
        last = mail.attempts >= MOST_ATTEMPTS
        mail.due_at = None if last else timezone.now() + pause_after(mail.attempts)
        mail.save(update_fields=["attempts", "due_at"])
    return mail


def _send(mail: Mail) -> bool:
    try:
        _letter(mail).send()
    except Exception as error:  # noqa: BLE001 whatever a mail server or backend comes up with
        logger.warning("Letter %d was not sent (attempt %d): %r", mail.pk, mail.attempts, error)
        Mail.objects.filter(pk=mail.pk).update(last_error=repr(error)[:1000])
        return False
    Mail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), due_at=None, last_error="")
    return True


def _letter(mail: Mail) -> EmailMessage:
    """As it is sent, with the secret of its link. The number lets receivers know a letter again
    that came twice; the rest asks robots not to answer (RFC 3834)."""
    body = mail.body.replace(TOKEN, mail.link.token) if mail.link else mail.body
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {
        "Message-ID": f"<{mail.created_at:%Y%m%d%H%M%S}.{mail.pk}@{host}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": mail.language,
    }
    reply_to = [settings.SECRETARIAT_EMAIL] if settings.SECRETARIAT_EMAIL else None
    return EmailMessage(
        mail.subject, body, None, [mail.recipient], headers=headers, reply_to=reply_to
    )
