"""The links of a meeting, delegation by delegation: who was asked, who has answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplan.collation import alphabetical
from events.admin.nominations.board_deeds import carry_out
from events.admin.nominations.board_form import BoardForm, field_name, last_recipients
from events.models import Meeting, Nomination, NominationLink
from events.nominations import links

MOST = 300  # delegations; there are 87 partners
SENDING = ["events.add_nominationlink", "events.change_nominationlink"]
State = Nomination.State


def board(model_admin, request, meeting_id: int):
    """The page; what is sent to it is done once, then it is shown anew."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    meeting = get_object_or_404(Meeting, pk=meeting_id)
    now = timezone.now()
    delegations = rows(meeting, now)
    may_send = request.user.has_perms(SENDING)
    data = request.POST if request.method == "POST" else None
    form = BoardForm(meeting, delegations, meeting.local_date(now), data=data)
    if request.method == "POST":
        if not may_send:
            raise PermissionDenied
        if form.is_valid():
            messages.success(request, carry_out(model_admin, request, form.cleaned_data, now))
            return redirect(request.path)
    for one in delegations:
        one.field = form[field_name(one)]
        one.is_ticked = str(one.pk) in request.POST.getlist("delegations")
        one.addresses = links.addresses(request, one.link) if one.is_open else {}
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Links for nominations"),
        "subtitle": str(meeting),
        "opts": model_admin.opts,
        "meeting": meeting,
        "delegations": delegations,
        "form": form,
        "media": model_admin.media + form.media,
        "is_over": meeting.is_past(now) or meeting.status in ("held", "cancelled"),
        "may_send": may_send,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/nominations/board.html", context)


def rows(meeting: Meeting, now) -> list:
    """The delegations by name, each with its link, what came through it, and in which state that
    is, in a fixed number of queries."""
    newest = NominationLink.objects.annotate(
        pending=Count("nominations", filter=Q(nominations__state=State.PENDING)),
        accepted=Count("nominations", filter=Q(nominations__state=State.ACCEPTED)),
        received=Count("nominations"),
    ).order_by("-issued_at", "-pk")
    found = meeting.delegations.select_related("partner").prefetch_related(
        Prefetch("nomination_links", queryset=newest, to_attr="links")
    )
    delegations = sorted(
        found[:MOST], key=lambda one: (one.partner.kind, alphabetical(one.partner.name))
    )
    suggested = last_recipients([one.partner_id for one in delegations])
    for one in delegations:
        one.link = next(iter(one.links), None)
        if one.link:
            one.link.delegation = one
            one.meeting = meeting
        one.is_open = bool(one.link and one.link.is_open(now))
        one.suggested = (one.link.recipients if one.link else "") or suggested.get(
            one.partner_id, ""
        )
        one.state = state_of(one)
    return delegations


def state_of(one) -> tuple[str, str]:
    """How far it is: a key for the looks, and words."""
    link = one.link
    if link is None:
        return "none", _("Not asked yet")
    if link.pending:
        return "pending", _("Names to be accepted")
    if link.accepted:
        return "accepted", _("Names accepted")
    if link.revoked_at:
        return "closed", _("Revoked")
    if not one.is_open:
        return "closed", _("Expired")
    return "open", _("Names received") if link.received else _("Waiting for names")
