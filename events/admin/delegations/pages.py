"""The pages about the delegations to a meeting, below its address in the administration."""

from functools import partial

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.admin.delegations.board import board_of
from events.admin.delegations.counts import STATUSES
from events.admin.delegations.inviting import circles_of, invite
from events.admin.delegations.lists import participants, participants_xlsx, sign_in
from events.admin.delegations.marking import in_words, mark
from events.admin.delegations.page import SEES_PEOPLE, page, the_meeting
from events.models import Delegation, Meeting
from events.readings import What, note_reading

# What a delegation is marked as with one click.
MARKS = [Delegation.Status.REGISTERED, Delegation.Status.ATTENDED, Delegation.Status.DECLINED]


def board(site, request, key):
    """All delegations, with the names of people for those who may see them."""
    meeting = the_meeting(request, key, "events.view_delegation")
    named = request.user.has_perms(SEES_PEOPLE)
    shown = board_of(meeting, named=named)
    if named:
        note_reading(request, What.BOARD, shown.people, meeting=meeting)
    return page(
        site,
        request,
        "board",
        meeting,
        _("Delegations"),
        board=shown,
        named=named,
        statuses=STATUSES,
        marks=[(status.value, status.label) for status in MARKS],
        may_change=request.user.has_perm("events.change_delegation"),
        may_invite=request.user.has_perm("events.add_delegation"),
        may_mark=named and request.user.has_perm("events.change_participation"),
        may_add=named and request.user.has_perm("events.add_participation"),
    )


def mark_one(site, request, key):
    """One click on the board."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    meeting = the_meeting(request, key, "events.view_delegation")
    place = ""
    try:
        done, place = mark(request, meeting, request.POST.get("mark", ""))
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, in_words(error))
    address = reverse("admin:events_meeting_delegations", args=[meeting.pk])
    return redirect(f"{address}#{place}" if place else address)


def invite_all(site, request, key):
    """First whom it would invite, then, when that is posted, the invitations."""
    meeting = the_meeting(request, key, "events.view_delegation", "events.add_delegation")
    if request.method == "POST":
        invited = invite(meeting, request.POST.get("who", ""), request.user)
        if invited is None:
            raise Http404
        if invited:
            names = ", ".join(str(partner) for partner in invited)
            log(request, meeting, _("Invited: %(names)s") % {"names": names})
        text = ngettext(
            "%(count)d delegation was invited.", "%(count)d delegations were invited.", len(invited)
        )
        messages.success(request, text % {"count": len(invited)})
        return redirect("admin:events_meeting_delegations", meeting.pk)
    circles = circles_of(meeting)
    chosen = next((one for one in circles if one.key == request.GET.get("who")), None)
    title = _("Invite partners")
    return page(site, request, "invite", meeting, title, circles=circles, chosen=chosen)


def log(request, meeting: Meeting, text: str):
    LogEntry.objects.log_actions(
        request.user.pk, [meeting], CHANGE, change_message=text, single_object=True
    )


# By the last part of their names: what stands below the address of a meeting, and the page.
PAGES = {
    "delegations": ("", board),
    "mark": ("mark/", mark_one),
    "invite": ("invite/", invite_all),
    "participants": ("participants/", participants),
    "participants_xlsx": ("participants.xlsx", participants_xlsx),
    "sign_in": ("sign-in.pdf", sign_in),
}


class DelegationPages:
    """The admin of meetings, with the pages about their delegations."""

    def get_urls(self):
        own = [
            path(
                f"<int:key>/delegations/{below}",
                self.admin_site.admin_view(partial(view, self.admin_site)),
                name=f"events_meeting_{name}",
            )
            for name, (below, view) in PAGES.items()
        ]
        return own + super().get_urls()
