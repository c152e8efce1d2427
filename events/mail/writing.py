"""Putting a letter into the outbox: a template, its first line the subject, in one language or in
all of them one below the other."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from actionplan.translation import LANGUAGES
from events.models.mail import BREAKS, Mail

BETWEEN = f"\n\n{'-' * 60}\n\n"
LONGEST_SUBJECT = Mail._meta.get_field("subject").max_length


def write(
    template: str, recipient: str, context: dict, languages: Iterable[str], link=None
) -> Mail:
    """Put `templates/mail/<template>.txt` into the outbox, in the order of `languages`. Of
    `addresses` by language in the context the template gets that of its own as `address`; a secret
    in it is written as `events.models.mail.TOKEN`."""
    languages = list(languages)
    parts = [_in_language(template, context, language) for language in languages]
    subject = " / ".join(dict.fromkeys(subject for subject, _body in parts))
    return Mail.objects.create(
        recipient=recipient,
        language=languages[0],
        subject=subject[:LONGEST_SUBJECT],
        body=BETWEEN.join(body for _subject, body in parts) + "\n",
        link=link,
    )


def every_language(first: str) -> list[str]:
    """All languages of the platform, one of them first."""
    return sorted(LANGUAGES, key=lambda language: language != first)


def _in_language(template: str, context: dict, language: str) -> tuple[str, str]:
    """The subject, in one line whatever the record says, and the text."""
    own = {
        "address": context.get("addresses", {}).get(language),
        "contact": settings.SECRETARIAT_EMAIL,
    }
    with override(language):
        text = render_to_string(f"mail/{template}.txt", context | own)
    subject, _newline, body = text.strip().partition("\n")
    return one_line(subject), body.strip()


def one_line(text: str) -> str:
    """The text without what could begin a header of its own; no-break spaces stay."""
    return re.sub(" {2,}", " ", BREAKS.sub(" ", text)).strip(" ")
