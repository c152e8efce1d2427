"""The page on which staff accept names, or do not."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from events.admin.delegations.exceptions import note_exceptions
from events.admin.nominations.decision_form import (
    LEAVE,
    WAIT,
    NomineeDecision,
    NoteForm,
    candidates,
)
from events.models import Nomination, Participation
from events.nominations.deciding import Verdict, VerdictError, decide
from events.readings import What, note_reading
from events.seats import seats_of

PERMISSIONS = ["add_person", "change_person", "add_participation", "change_participation"]


def may_decide(request) -> bool:
    """Whoever decides makes people and their parts in the meeting."""
    needed = ["change_nomination", *PERMISSIONS]
    return request.user.has_perms([f"events.{one}" for one in needed])


def decision(model_admin, request, nomination_id: int):
    """The names beside those who are known; what is sent is done at once or not at all."""
    if not may_decide(request):
        raise PermissionDenied
    related = ["link__delegation__partner", "link__delegation__meeting"]
    people = Participation.objects.select_related("person").order_by("seat", "seat_number", "pk")
    found = Nomination.objects.select_related(*related).prefetch_related(
        "nominees", Prefetch("link__delegation__participations", queryset=people)
    )
    nomination = get_object_or_404(found, pk=nomination_id)
    names = list(nomination.nominees.all())
    known = candidates(names, nomination.link.delegation.partner)
    make = partial(forms_of, names, known)
    forms, note = make(request.POST) if request.method == "POST" else make(None)
    valid = request.method == "POST" and all(one.is_valid() for one in [*forms, note])
    if valid and carry_out(model_admin, request, nomination, forms, note):
        return redirect("admin:events_nomination_changelist")
    return page(model_admin, request, nomination, forms, note)


def forms_of(names, known, data) -> tuple[list[NomineeDecision], NoteForm]:
    return [NomineeDecision(one, known[one.pk], data=data) for one in names], NoteForm(data)


def carry_out(model_admin, request, nomination, forms, note) -> bool:
    """Whether it was done; else the forms say why not."""
    verdicts = [verdict(one, refuse="refuse" in request.POST) for one in forms]
    try:
        decided, parts = decide(nomination, verdicts, note.cleaned_data["note"], request.user)
    except VerdictError as refusal:
        form = next(one for one in forms if one.nominee == refusal.nominee)
        for message in refusal.messages:
            form.add_error(None, message)
        return False
    except ValidationError as error:
        note.add_error(None, error)
        return False
    model_admin.log_change(request, decided, str(decided.get_state_display()))
    note_exceptions(request, parts)
    words = _("%(partner)s: decided. The focal point is told by e-mail.")
    messages.success(request, words % {"partner": decided.link.delegation.partner})
    return True


def verdict(form: NomineeDecision, *, refuse: bool) -> Verdict:
    data = form.cleaned_data
    return Verdict(
        form.nominee,
        form.chosen,
        accepted=not refuse and data["decision"] != LEAVE,
        waits=data["decision"] == WAIT,
        exception_reason=data["exception_reason"],
    )


def page(model_admin, request, nomination, forms, note):
    delegation = nomination.link.delegation
    read = f"nomination {nomination.pk}"
    note_reading(request, What.LIST, len(forms), meeting=delegation.meeting, selection=read)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Accept nominations"),
        "subtitle": None,
        "opts": model_admin.opts,
        "nomination": nomination,
        "delegation": delegation,
        "seats": seats_of(delegation),
        "present": delegation.participations.all(),
        "forms": forms,
        "note": note,
        "is_pending": nomination.state == Nomination.State.PENDING,
        "media": model_admin.media,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/nominations/decision.html", context)
