"""What nominations hold about one person: who was named, and to whom links were sent."""

from django.db.models import Q

from events.models import NominationLink, Nominee


def nominees_about(number: int, addresses: set[str]) -> set[int]:
    """Numbers of those nominees that are, or ever were, linked to the person with this number, or
    have one of the addresses."""
    theirs = Q(person_id=number) | matching("email__iexact", addresses)
    managers = (Nominee.objects, Nominee.history)
    return {pk for one in managers for pk in one.filter(theirs).values_list("id", flat=True)}


def links_to(addresses: set[str]) -> set[int]:
    """Numbers of the links that were ever sent to one of the addresses, or to a longer one."""
    theirs = matching("recipients__icontains", addresses)
    managers = (NominationLink.objects, NominationLink.history)
    return {pk for one in managers for pk in one.filter(theirs).values_list("id", flat=True)}


def matching(lookup: str, values: set[str]) -> Q:
    """Any of the values; nothing if there is none."""
    conditions = [Q(**{lookup: value}) for value in sorted(values)]
    return Q.create(conditions, connector=Q.OR) if conditions else Q(pk__in=[])


def with_recipients(text: str, *, only: set[str] = frozenset(), without: set[str] = frozenset()):
    """The lines of recipients that are among some addresses, or not among them; of any case."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    only, without = ({one.lower() for one in some} for some in (only, without))
    kept = [
        one for one in lines if one.lower() not in without and (not only or one.lower() in only)
    ]
    return "\n".join(kept)
