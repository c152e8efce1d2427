"""Deciding about a nomination: people, their seats, and the letter to the focal point, all of it or
nothing."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplan.together import together
from events.mail.writing import every_language, write
from events.models import Nomination, Nominee, Participation, Person
from events.models.seating import locked

State = Nomination.State
OF_PERSON = ["given_name", "family_name", "email", "phone", "position", "institution", "language"]


@dataclass(frozen=True)
class Verdict:
    """What becomes of a name: the person it is (None for a new one), whether accepted, whether on
    the waiting list, and the reason for a seat beyond those there are."""

    nominee: Nominee
    person: Person | None = None
    accepted: bool = True
    waits: bool = False
    exception_reason: str = ""


class VerdictError(Exception):
    """A verdict cannot be carried out; `nominee` says whose, `messages` why."""

    def __init__(self, nominee: Nominee, error: ValidationError):
        super().__init__(str(error))
        self.nominee, self.messages = nominee, error.messages


@together()
def decide(
    nomination: Nomination, verdicts: list[Verdict], note: str, user
) -> tuple[Nomination, list[Participation]]:
    """Carry out the verdicts and tell the focal point; answers the nomination as decided, and the
    parts in the meeting of those accepted. Raises VerdictError, with nothing done, if
    one cannot be, and ValidationError if somebody else has decided meanwhile."""
    people = _people(verdicts)
    locked(nomination.link.delegation_id)  # first, as where a link takes the place of another
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if nomination.state != State.PENDING:
        raise ValidationError(_("This was decided meanwhile, or replaced by a later one."))
    accepted, parts = [one for one in verdicts if one.accepted], []
    for verdict in accepted:
        try:
            parts.append(_seat(nomination, verdict, people))
        except ValidationError as error:
            raise VerdictError(verdict.nominee, error) from error
    nomination.state = State.ACCEPTED if accepted else State.REFUSED
    nomination.decided_by, nomination.decided_at, nomination.note = user, timezone.now(), note
    nomination.full_clean()
    nomination.save()
    waiting = len([one for one in accepted if one.waits])
    _tell(nomination, len(accepted) - waiting, waiting)
    return nomination, parts


def _people(verdicts: list[Verdict]) -> dict[int, Person]:
    """The people who are known already, by number, as they are by now: somebody may have changed
    them since the page was opened, or taken their data out. Nobody does so meanwhile."""
    keys = [one.person.pk for one in verdicts if one.accepted and one.person]
    rows = Person.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {person.pk: person for person in rows}


def _seat(nomination: Nomination, verdict: Verdict, people: dict[int, Person]) -> Participation:
    """The person as named, with a part in the meeting."""
    nominee, delegation = verdict.nominee, nomination.link.delegation
    person = Person(partner=delegation.partner)
    if verdict.person:
        person = people.get(verdict.person.pk)
        if person is None:
            raise ValidationError(_("This record has been deleted"))
    for name in OF_PERSON:
        # What was left empty says nothing about what is known already.
        setattr(person, name, getattr(nominee, name) or getattr(person, name))
    person.full_clean()
    person.save()
    part = Participation.objects.filter(meeting=delegation.meeting, person=person).first()
    part = part or Participation(meeting=delegation.meeting, person=person)
    part.delegation, part.seat, part.function = delegation, nominee.seat, nominee.function
    part.waiting_since = timezone.now() if verdict.waits else None
    part.exception_reason = verdict.exception_reason or part.exception_reason
    part.withdrawn_on = None
    part.registered_on = part.registered_on or timezone.localdate()
    part.full_clean()
    part.save()
    nominee.person = person
    nominee.save(update_fields=["person"])
    return part


def _tell(nomination: Nomination, taken: int, waiting: int) -> None:
    link = nomination.link
    context = {"nomination": nomination, "link": link, "taken": taken, "waiting": waiting}
    for recipient in link.recipient_list():
        write("nomination_decided", recipient, context, every_language(nomination.language))
