"""Taking people out of nominations, and out of their history: those who became a person together
with that person, everybody once the time after the meeting is over. That there were names stays."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.db.models.functions import Lower

from events.anonymising.traces import clear_log_of, clear_words
from events.models import Nomination, NominationLink, Nominee, Person
from events.models.person import NOBODY, years_later
from events.nominations.about import links_to, nominees_about, with_recipients

BLANK: dict[type[Model], dict[str, str]] = {
    Nominee: {
        "given_name": "",
        "family_name": NOBODY,
        "position": "",
        "institution": "",
        "email": "nobody@nowhere.invalid",  # a nominee has one; this can be nobody's (RFC 2606)
        "phone": "",
        "language": "",
    },
    # The digest is of the names too, and could be made anew of names that are guessed.
    Nomination: {"remark": "", "note": "", "digest": NOBODY},
    NominationLink: {"recipients": ""},
}
ENDS = {  # of the meeting
    Nominee: "nomination__link__delegation__meeting__end_date",
    Nomination: "link__delegation__meeting__end_date",
    NominationLink: "delegation__meeting__end_date",
}


def awaited(today: datetime.date) -> set[str]:
    """Addresses, in small letters, of those who are named for a meeting to come and wait."""
    waiting = Nominee.objects.filter(
        nomination__state=Nomination.State.PENDING, **{f"{ENDS[Nominee]}__gte": today}
    )
    return set(waiting.values_list(Lower("email"), flat=True))


def due_rows(today: datetime.date) -> dict[type[Model], set[int]]:
    """Numbers of what is to be blanked: long after the meeting, or deleted and still in history."""
    limit = years_later(today, -settings.PERSONAL_DATA_YEARS)
    found = {}
    for model, blank in BLANK.items():
        over = model.objects.filter(**{f"{ENDS[model]}__lt": limit}).exclude(**blank)
        gone = model.history.exclude(id__in=model.objects.values("pk")).exclude(**blank)
        found[model] = {*over.values_list("pk", flat=True), *gone.values_list("id", flat=True)}
    return found


@transaction.atomic
def blank_rows(rows: dict[type[Model], set[int]]) -> int:
    """Blank records with their history, and what the log says of them and of strangers in them;
    answers how many."""
    if not any(rows.values()):
        return 0
    words = words_of(rows.get(Nominee, set()), but_known=True)
    for model, numbers in rows.items():
        model.objects.filter(pk__in=numbers).update(**BLANK[model])
        model.history.filter(id__in=numbers).update(**BLANK[model], history_change_reason=None)
        clear_log_of(model, numbers)
    clear_words(words)
    return sum(map(len, rows.values()))


def words_of(nominees: set[int], *, but_known: bool = False) -> set[str]:
    """Names, addresses and telephone numbers in any version of some nominees; `but_known` leaves
    out those with an address of a person in the record, which keeps to a time of its own."""
    fields = ("given_name", "family_name", "email", "phone")
    words = set()
    for manager in (Nominee.objects, Nominee.history):
        found = manager.filter(id__in=nominees).exclude(family_name=NOBODY)
        if but_known:
            known = Person.objects.exclude(email="").values(address=Lower("email"))
            found = found.annotate(address=Lower("email")).exclude(address__in=known)
        for given, family, email, phone in found.values_list(*fields):
            words |= {f"{given} {family}".strip(), family, email, phone}
    return words - {""}


def clear_nominations(number: int, addresses: set[str]) -> set[str]:
    """Blank the nominees that are the person, with the remarks on them; take the addresses off the
    links. Answers the words that stood there."""
    nominees = nominees_about(number, addresses)
    words = words_of(nominees)
    managers = (Nominee.objects, Nominee.history)
    nominations = {
        pk
        for one in managers
        for pk in one.filter(id__in=nominees).values_list("nomination_id", flat=True)
    }
    blank_rows({Nominee: nominees, Nomination: nominations})
    for manager in (NominationLink.objects, NominationLink.history):
        for link in manager.filter(id__in=links_to(addresses)):
            recipients = with_recipients(link.recipients, without=addresses)
            manager.filter(pk=link.pk).update(recipients=recipients)
    return words
