"""The meetings that there is something to do about: for the first page, and for the list."""

import datetime

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan.record import Publication
from events.models import Delegation, Intention, Meeting, MeetingPartner, Status
from events.models.roles import MeetingRole

AHEAD = datetime.timedelta(days=180)  # how early an announced follow-up is shown
BACK = datetime.timedelta(days=3 * 365)  # how long after a meeting its outcomes are waited for


def current() -> QuerySet:
    """Meetings that anybody still works on: not those withdrawn."""
    return Meeting.objects.exclude(publication=Publication.WITHDRAWN).select_related("type")


def to_prepare(now: datetime.datetime) -> QuerySet:
    """The next meetings, the next first."""
    return current().upcoming(now).exclude(status=Status.CANCELLED)


def to_mark(now: datetime.datetime) -> QuerySet:
    """Over, and nobody has said what has become of them."""
    return current().past(now).filter(status=Status.PLANNED)


def without_results(now: datetime.datetime) -> QuerySet:
    """Held in the last three years, and nothing came out of it as far as recorded."""
    held = current().past(now).filter(status=Status.HELD, start_date__gte=(now - BACK).date())
    return held.filter(outcomes=None, recommendations=None)


def due(today: datetime.date) -> QuerySet:
    """Announced follow-ups that are due, or will be in half a year."""
    return Intention.objects.filter(fulfilled_by=None, due_date__lte=today + AHEAD)


def promises(now: datetime.datetime) -> QuerySet:
    """Meetings at which a follow-up was announced that is due."""
    return current().filter(pk__in=due(now.date()).order_by().values("meeting"))


def attending() -> QuerySet:
    """Delegations of countries that were there."""
    return Delegation.objects.filter(status=Delegation.Status.ATTENDED, partner__kind="country")


def chairing() -> QuerySet:
    """Co-chairs from one of the sides."""
    return MeetingPartner.objects.filter(role=MeetingRole.CO_CHAIR).exclude(partner__side="")


def contradictions(now: datetime.datetime) -> QuerySet:
    """Meetings whose numbers, or co-chairs, do not agree with each other; never corrected."""
    reported = F("meeting__partner_countries")
    counted = (
        attending()
        .filter(meeting__partner_countries__isnull=False)
        .order_by()
        .values("meeting", total=reported)
        .annotate(present=Count("pk"))
        .exclude(present=F("total"))
    )
    sided = (
        chairing()
        .order_by()
        .values("meeting")
        # The first side and the last: to count the different ones, all would have to be sorted.
        .annotate(number=Count("partner"), first=Min("partner__side"), last=Max("partner__side"))
        .filter(number__gt=1, first=F("last"))
    )
    of_sides = F("european_countries") + F("african_countries")
    return current().filter(
        Q(partner_countries__isnull=False) & ~Q(partner_countries=of_sides)
        | Q(pk__in=counted.values("meeting"))
        | Q(pk__in=sided.values("meeting"))
    )


# By the key of the section on the first page.
TO_DO = {
    "to-prepare": (_("Next meetings"), to_prepare),
    "to-mark": (_("Over, but not marked as held"), to_mark),
    "without-results": (_("Held, without outcomes"), without_results),
    "promises": (_("Announced follow-ups falling due"), promises),
    "contradictions": (_("Numbers that contradict"), contradictions),
}


def selection(key: str) -> QuerySet | None:
    """The meetings of a section now; None if there is no such section."""
    return TO_DO[key][1](timezone.now()) if key in TO_DO else None
