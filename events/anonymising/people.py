"""Taking people out of the record while what is counted stays: whom they represented, and where.

Reaches the row, all its former versions, nominations and letters, and the words of the log.
What was published about somebody as a fact of a meeting is not personal data kept here and stays.
"""

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from events.anonymising.nominations import awaited, clear_nominations
from events.anonymising.traces import (
    clear_contacts,
    clear_log_of,
    clear_words,
    delete_letters,
)
from events.models import Mail, Participation, Person
from events.models.person import NOBODY
from events.nominations.about import matching

BLANK = {
    "given_name": "",
    "family_name": NOBODY,
    "email": "",
    "phone": "",
    "position": "",
    "institution": "",
    "language": "",
    "notes": "",
}


def due_people(today) -> list[int]:
    """Numbers of those to be anonymised: whose time is over, and who were deleted but are still in
    the tables of history. Whoever is named for a meeting to come has to be decided about first."""
    versions = Person.history.exclude(family_name=NOBODY)
    deleted = versions.exclude(id__in=Person.objects.values("pk"))
    over = Person.objects.due(today).annotate(address=Lower("email"))
    over = over.exclude(address__in=awaited(today)).values_list("pk", flat=True)
    return sorted({*over, *deleted.values_list("id", flat=True).order_by().distinct()})


@transaction.atomic
def anonymise(number: int) -> bool:
    """Anonymise the person with this number; False if nothing was left to be done."""
    person = Person.objects.select_for_update().filter(pk=number).first()
    words = words_for(number)
    if not words:
        return False
    addresses = own_addresses(number, words, deleted=person is None)
    words |= clear_nominations(number, addresses)
    if person:
        for name, value in BLANK.items():
            setattr(person, name, value)
        person.anonymised_at = timezone.now()
        person.save()
    Person.history.filter(id=number).update(**BLANK, history_change_reason=None)
    clear_parts(number)
    clear_log_of(Person, [number])
    delete_letters(Mail.objects.filter(matching("recipient__iexact", addresses)))
    clear_contacts(addresses)
    clear_words(words)
    return True


def own_addresses(number: int, words: set[str], *, deleted: bool) -> set[str]:
    """The addresses among the words that are nobody else's by now. Who was deleted may have been
    named anew, which is nothing to be taken back."""
    addresses = {word.lower() for word in words if "@" in word}
    others = Person.objects.exclude(pk=number).annotate(address=Lower("email"))
    taken = set(others.filter(address__in=addresses).values_list("address", flat=True))
    return addresses - taken - (awaited(timezone.localdate()) if deleted else set())


def words_for(number: int) -> set[str]:
    """Every name, address and telephone number that the person had in any version."""
    fields = ("given_name", "family_name", "email", "phone")
    versions = Person.history.filter(id=number).exclude(family_name=NOBODY)
    current = Person.objects.filter(pk=number).exclude(family_name=NOBODY)
    rows = {*versions.values_list(*fields), *current.values_list(*fields)}
    words = set()
    for given, family, email, phone in rows:
        words |= {f"{given} {family}".strip(), family, email, phone}
    return words - {""}


def clear_parts(number: int):
    """Reasons for exceptions are about the person; that there was one stays. The log names them."""
    for manager in (Participation.objects, Participation.history):
        manager.filter(person_id=number).exclude(exception_reason="").update(
            exception_reason=NOBODY
        )
    parts = Participation.history.filter(person_id=number)
    clear_log_of(Participation, parts.values_list("id", flat=True))
