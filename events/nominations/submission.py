"""Receiving what was sent through a link: once, however often it is sent."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from events.mail.writing import every_language, write
from events.models import Nomination, NominationLink, Nominee
from events.nominations.form import NominationForm

State = Nomination.State


@transaction.atomic
def receive(link: NominationLink, form: NominationForm, desk: str) -> Nomination | None:
    """The nomination that a valid form makes; that which is there already if the same was sent
    before; None if the link was revoked meanwhile. `desk` is the address of the staff's list of
    nominations."""
    # One at a time, and not while it is revoked and what came through it is handed over.
    if NominationLink.objects.select_for_update().get(pk=link.pk).revoked_at:
        return None
    # Whoever is deciding about one that waits ends first, and then it waits no more.
    waiting = list(link.nominations.filter(state=State.PENDING).select_for_update())
    latest = link.nominations.first()
    if latest and latest.digest == form.digest and latest.state in (State.PENDING, State.ACCEPTED):
        return latest
    for old in waiting:
        old.state = State.REPLACED
        old.save()
    nomination = Nomination.objects.create(
        link=link, language=get_language(), remark=form.remark_text, digest=form.digest
    )
    for nominee in form.nominees:
        nominee.nomination = nomination
        nominee.save()
    _tell(link, nomination, len(form.nominees), desk)
    return nomination


def _tell(link: NominationLink, nomination: Nomination, count: int, desk: str) -> None:
    """A letter to the secretariat and a receipt to those who were sent the link, who learn of it if
    somebody else has it. Neither names anybody: letters are read on the way."""
    context = {"link": link, "nomination": nomination, "count": count, "desk": desk}
    if settings.SECRETARIAT_EMAIL:
        languages = [settings.LANGUAGE_CODE]
        write("nomination_arrived", settings.SECRETARIAT_EMAIL, context, languages)
    for recipient in link.recipient_list():
        write("nomination_received", recipient, context, every_language(nomination.language))


def summary(link: NominationLink) -> dict:
    """What the bearer of the link is told of what came through it: when and how many, no names."""
    latest = link.nominations.exclude(state=State.REPLACED).first()
    count = Nominee.objects.filter(nomination=latest).count() if latest else 0
    return {"latest": latest, "latest_count": count}
