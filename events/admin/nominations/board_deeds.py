"""What the board of links does with the delegations that are ticked."""

import datetime
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import ngettext

from events.admin.nominations.board_form import ACTIONS, field_name
from events.models import Delegation, NominationLink
from events.nominations import issuing
from events.nominations.issuing import Issued
from events.nominations.links import address_pattern


@dataclass(frozen=True)
class Order:
    """What was asked for: the data of a valid form, by whom and when. Each method does it for
    one delegation, and answers with the link it was done to; None if there was nothing to do."""

    request: HttpRequest
    data: dict
    now: datetime.datetime
    addresses: dict[str, str]
    issued: list[Issued] = field(default_factory=list)  # what became of each that was sent

    def send(self, one: Delegation) -> NominationLink | None:
        issued = issuing.issue(
            one,
            self.data[field_name(one)],
            self.data["language"],
            self.data["expires_on"],
            self.request.user,
            self.addresses,
        )
        self.issued.append(issued)
        return issued.link if issued.letters else None

    def remind(self, one: Delegation) -> NominationLink | None:
        """Only those who have not answered."""
        link = valid(one)
        if link is None or link.nominations.exists() or not link.is_open(self.now):
            return None
        return link if issuing.remind(link, self.now, self.addresses) else None

    def extend(self, one: Delegation) -> NominationLink | None:
        link = valid(one)
        return link if link and issuing.extend(link, self.data["expires_on"]) else None

    def revoke(self, one: Delegation) -> NominationLink | None:
        link = valid(one)
        return link if link and issuing.revoke(link, self.now) else None


def valid(one: Delegation) -> NominationLink | None:
    """The link of a delegation that is not revoked."""
    links = one.nomination_links.select_related("delegation__partner", "delegation__meeting")
    return links.filter(revoked_at=None).first()


def carry_out(model_admin, request: HttpRequest, data: dict, now: datetime.datetime) -> str:
    """Do what was asked for with each delegation; answers in words how often it was done."""
    order = Order(request, data, now, address_pattern(request))
    done = [getattr(order, data["action"])(one) for one in data["delegations"]]
    what = str(dict(ACTIONS)[data["action"]])
    for link in filter(None, done):
        model_admin.log_change(request, link, what)
    count = len([link for link in done if link])
    words = ngettext("%(what)s: %(n)d delegation.", "%(what)s: %(n)d delegations.", count)
    said = [words % {"what": what, "n": count}, *about_letters(order.issued)]
    for link, other in beside(order.issued):
        model_admin.log_change(request, link, str(dict(ACTIONS)[other]))
    return " ".join(said)


def beside(issued: list[Issued]) -> list[tuple[NominationLink, str]]:
    """Links to which something else was done than sending them, and what."""
    kept = [(one.link, "extend") for one in issued if not one.letters]
    return kept + [(one.replaced, "revoke") for one in issued if one.replaced]


def about_letters(issued: list[Issued]) -> list[str]:
    """In sentences how many letters were written, and what was done beside."""
    letters = sum(one.letters for one in issued)
    kept = len([one for one in issued if not one.letters])
    replaced = len([one for one in issued if one.replaced])
    sentences = [
        (ngettext("%(n)d letter was written.", "%(n)d letters were written.", letters), letters),
        (
            ngettext(
                "%(n)d link had been sent to all of them before: only its last day was set.",
                "%(n)d links had been sent to all of them before: only their last day was set.",
                kept,
            ),
            kept,
        ),
        (
            ngettext(
                "A recipient was taken out: %(n)d former link opens nothing any more, a new one "
                "was sent to all who are left.",
                "Recipients were taken out: %(n)d former links open nothing any more, new ones "
                "were sent to all who are left.",
                replaced,
            ),
            replaced,
        ),
    ]
    return [words % {"n": number} for words, number in sentences if number]
