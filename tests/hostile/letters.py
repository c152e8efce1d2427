"""Every letter there is, about the poisoned record, as it leaves."""

from pathlib import Path

from django.conf import settings
from django.core import mail
from django.test import override_settings

from events.mail.delivery import deliver_due
from events.mail.writing import every_language, write
from events.models import Mail
from tests.payloads import HEADERS

FOLDER = Path(settings.BASE_DIR) / "templates" / "mail"
RECIPIENT = "focal-point@example.org"


def templates() -> list[str]:
    """Those that are letters, and no pieces of one: their first line is the subject."""
    return sorted(one.stem for one in FOLDER.glob("*.txt") if "First line" in one.read_text())


def all_letters(world) -> dict[str, bytes]:
    """By template; the letters that were in the outbox already count as one more each."""
    nomination = world.nomination
    nomination.note = "\n".join(HEADERS)
    context = {
        "link": nomination.link,
        "nomination": nomination,
        "count": 1,
        "taken": 1,
        "waiting": 1,
        "desk": "http://testserver/",
        "addresses": dict.fromkeys(dict(settings.LANGUAGES), "http://testserver/{token}/"),
    }
    names = [f"written before {one.pk}" for one in Mail.objects.filter(sent_at=None)]
    for template in templates():
        write(template, RECIPIENT, context, every_language("en"), link=nomination.link)
        names.append(template)
    mail.outbox = []
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        deliver_due()
    return dict(zip(names, [one.message().as_bytes() for one in mail.outbox], strict=True))
