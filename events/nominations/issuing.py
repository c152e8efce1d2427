"""Links for nominations: issued and sent, reminded of, extended, revoked."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from events.mail.writing import every_language, write
from events.models import Delegation, NominationLink


@dataclass(frozen=True)
class Issued:
    """The link of a delegation, how many letters with it were written, and the link that it took
    the place of, if one did."""

    link: NominationLink
    letters: int
    replaced: NominationLink | None = None


@transaction.atomic
def issue(
    delegation: Delegation,
    recipients: list[str],
    language: str,
    expires_on: datetime.date,
    user,
    addresses: dict[str, str],
) -> Issued:
    """Give a delegation a link. One that is not revoked is kept, with these recipients and this
    last day, and goes to those who have not got it: doing this twice does no harm. If somebody who
    has it is no longer among them, it is revoked, and all get another. `addresses` are the
    addresses of the form by language, with a placeholder for the token."""
    Delegation.objects.select_for_update().get(pk=delegation.pk)  # one at a time
    link = delegation.nomination_links.select_for_update().filter(revoked_at=None).first()
    knows, old = _in_small_letters(link.recipient_list() if link else []), None
    if knows - _in_small_letters(recipients):
        old, link, knows = link, None, set()
        revoke(old, timezone.now())
    link = link or NominationLink(delegation=delegation, issued_by=user)
    link.recipients = "\n".join(recipients)
    link.language, link.expires_on = language, expires_on
    link.full_clean()
    link.save()
    if old:
        _hand_over(old, link)
    strangers = [one for one in recipients if one.lower() not in knows]
    _send(link, "nomination_invitation", strangers, addresses)
    return Issued(link, len(strangers), old)


def _hand_over(old: NominationLink, link: NominationLink) -> None:
    """What came through a link belongs to the one in its place: who has that one may replace what
    still waits, and is told what is decided."""
    for nomination in old.nominations.select_for_update():
        nomination.link = link
        nomination.save()


def _in_small_letters(addresses: list[str]) -> set[str]:
    return {one.lower() for one in addresses}


@transaction.atomic
def remind(link: NominationLink, at: datetime.datetime, addresses: dict[str, str]) -> bool:
    """Send the link once more, at most once a day; whether it was."""
    link = _as_it_is(link)
    if link.revoked_at or (link.reminded_at and at - link.reminded_at < datetime.timedelta(days=1)):
        return False
    link.reminded_at = at
    link.save()
    _send(link, "nomination_reminder", link.recipient_list(), addresses)
    return True


@transaction.atomic
def extend(link: NominationLink, expires_on: datetime.date) -> bool:
    """Change the last day; False if it was revoked meanwhile."""
    link = _as_it_is(link)
    if link.revoked_at:
        return False
    link.expires_on = expires_on
    link.save()
    return True


@transaction.atomic
def revoke(link: NominationLink, at: datetime.datetime) -> bool:
    """From now on it opens nothing, and letters that still wait are not sent; False if it was
    revoked before."""
    link = _as_it_is(link)
    if link.revoked_at:
        return False
    link.revoked_at = at
    link.save()
    link.mails.filter(sent_at=None).delete()
    return True


def _as_it_is(link: NominationLink) -> NominationLink:
    """The link as saved by now; nobody else changes it meanwhile."""
    return NominationLink.objects.select_for_update().get(pk=link.pk)


def _send(link: NominationLink, template: str, recipients: list[str], addresses: dict) -> None:
    context = {"link": link, "addresses": addresses}
    for recipient in recipients:
        write(template, recipient, context, every_language(link.language), link=link)
