"""Links for nominations: a list of all, and the board of those of a meeting."""

from functools import partial

from django.contrib import admin
from django.db.models import Count
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan.admin.record import RecordAdmin
from actionplan.translation import columns
from events.admin.nominations.board import board
from events.models import Meeting, NominationLink, Status

MOST_COMING = 20


@admin.register(NominationLink)
class NominationLinkAdmin(RecordAdmin):
    """Read here; links are issued, extended and revoked on the board of their meeting."""

    list_display = ["delegation", "recipients", "issued_at", "expires_on", "revoked_at"]
    search_fields = [
        *columns("delegation__partner__name"),
        *columns("delegation__meeting__title"),
        "recipients",
    ]
    search_help_text = _("Partner, meeting or address")
    ordering = ["-issued_at", "-pk"]
    related = ["delegation__partner", "delegation__meeting", "issued_by"]
    reverts = False
    fieldsets = [
        (_("Link"), {"fields": ["delegation", "recipients", "language", "expires_on"]}),
        (_("So far"), {"fields": ["issued_by", "issued_at", "reminded_at", "revoked_at"]}),
    ]
    readonly_fields = ["delegation", "recipients", "language", "expires_on"]
    readonly_fields += ["issued_by", "issued_at", "reminded_at", "revoked_at"]

    def get_urls(self):
        view = self.admin_site.admin_view(partial(board, self))
        own = path("meeting/<int:meeting_id>/", view, name="events_nominationlink_meeting")
        return [own, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """With the ways to the boards of the next meetings."""
        coming = Meeting.objects.upcoming(timezone.now()).exclude(status=Status.CANCELLED)
        coming = coming.annotate(delegation_count=Count("delegations"))[:MOST_COMING]
        return super().changelist_view(request, {"coming": coming, **(extra_context or {})})

    def has_add_permission(self, request):
        """Nobody types a link; whoever holds the permission issues them on the board."""
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Nothing to save here."""
        context = {"show_save": False, "show_save_and_continue": False, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)
