"""Names that came through links and wait to be accepted, for those who may see people."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from events.admin.worklist.tasks import MOST, Gap, Section, Task, listed
from events.models import Nomination


@dataclass(frozen=True)
class Decision(Task):
    """A meeting, with the delegation whose names wait; leads to where they are decided about."""

    nomination: int = 0

    @property
    def address(self) -> str:
        return reverse("admin:events_nomination_decide", args=[self.nomination])


def to_accept() -> Section:
    """The nominations that wait, the oldest first."""
    waiting = Nomination.objects.filter(state=Nomination.State.PENDING)
    related = ["link__delegation__partner", "link__delegation__meeting"]
    found = waiting.select_related(*related).order_by("submitted_at", "pk")
    tasks = [
        Decision(
            one.link.delegation.meeting,
            [Gap(one.link.delegation.partner.name, "content")],
            nomination=one.pk,
        )
        for one in found[:MOST]
    ]
    everything = listed(Nomination, "state__exact=pending")
    return Section("to-accept", _("Nominations to accept"), tasks, waiting.count(), everything)
