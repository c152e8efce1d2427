"""What is marked on the board with one click: a word with a number, such as "attended-12"."""

import re

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from actionplan.together import together
from events.admin.delegations.exceptions import note_exceptions
from events.admin.delegations.states import Line
from events.models import Delegation, Meeting, Participation
from events.models.seating import lock_delegation_of

MARK = re.compile(r"(delegation|person)-([a-z]+)-(\d{1,18})", re.ASCII)


def register(one: Participation):
    one.registered_on = one.registered_on or timezone.localdate()


def attend(one: Participation):
    one.attended = True


def miss(one: Participation):
    one.attended = False


def cancel(one: Participation):
    one.withdrawn_on = timezone.localdate()
    one.attended = None


def come_back(one: Participation):
    one.withdrawn_on = None


DEEDS = {
    "registered": register,
    "attended": attend,
    "absent": miss,
    "cancelled": cancel,
    "back": come_back,
}


def mark(request, meeting: Meeting, text: str) -> tuple[str, str]:
    """Do what a button says; return what was done in words, and the place on the board.

    Raises a ValidationError where the record forbids it, Http404 for what is no such button."""
    found = MARK.fullmatch(text)
    if not found:
        raise Http404
    kind, word, key = found[1], found[2], int(found[3])
    with together():
        return (_mark_delegation if kind == "delegation" else _mark_person)(
            request, meeting, word, key
        )


def _mark_delegation(request, meeting, word, key) -> tuple[str, str]:
    if not request.user.has_perm("events.change_delegation"):
        raise PermissionDenied
    rows = Delegation.objects.select_related("partner", "meeting").select_for_update(of=["self"])
    delegation = rows.filter(meeting=meeting, pk=key).first()
    if delegation is None or word not in Delegation.Status.values:
        raise Http404
    delegation.status = Delegation.Status(word)
    delegation.full_clean()
    delegation.save()
    text = f"{delegation.partner}: {delegation.get_status_display()}"
    _log(request, delegation, delegation.get_status_display())
    return text, f"delegation-{key}"


def _mark_person(request, meeting, word, key) -> tuple[str, str]:
    if not request.user.has_perms(["events.change_participation", "events.view_person"]):
        raise PermissionDenied
    found = Participation.objects.filter(meeting=meeting, pk=key)
    lock_delegation_of(found)
    rows = found.select_related("person", "meeting", "delegation")
    one = rows.select_for_update(of=["self"]).first()
    if one is None or word not in [*DEEDS, "up"]:
        raise Http404
    if word == "up":
        one.move_up()
    else:
        DEEDS[word](one)
        one.full_clean()
        one.save()
    _log(request, one, Line(one).state)
    note_exceptions(request, [one])
    return f"{one.person}: {Line(one).state}", f"delegation-{one.delegation_id or 0}"


def in_words(error: ValidationError) -> str:
    return " ".join(error.messages)


def _log(request, obj, text: str):
    LogEntry.objects.log_actions(
        request.user.pk, [obj], CHANGE, change_message=text, single_object=True
    )
