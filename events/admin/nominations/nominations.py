"""What came through links: the names as typed, and what was decided about them."""

from functools import partial

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from actionplan.admin.record import PartForms, RecordAdmin
from actionplan.translation import columns
from events.admin.nominations.decision import decision
from events.models import Nomination, Nominee
from events.nominations.form import FIELDS
from events.readings import What, note_reading


class NomineeForms(PartForms):
    """The names, as they were typed."""

    model = Nominee
    fields = ["seat", *FIELDS, "person"]
    readonly_fields = fields
    related = ["person"]
    ordering = ["order", "pk"]
    can_delete = False

    def has_add_permission(self, request, obj):
        return False


@admin.register(Nomination)
class NominationAdmin(RecordAdmin):
    list_display = ["partner", "meeting", "submitted_at", "state", "decided_by", "to_do"]
    list_filter = ["state"]
    search_fields = [
        *columns("link__delegation__partner__name"),
        *columns("link__delegation__meeting__title"),
        "nominees__family_name",
        "nominees__given_name",
    ]
    search_help_text = _("Partner, meeting or name")
    ordering = ["-submitted_at", "-pk"]
    related = ["link__delegation__partner", "link__delegation__meeting", "decided_by"]
    reverts = False
    fieldsets = [
        (None, {"fields": ["link", "submitted_at", "language", "remark"]}),
        (_("Decision"), {"fields": ["state", "decided_by", "decided_at", "note"]}),
    ]
    readonly_fields = ["link", "submitted_at", "language", "remark", "state"]
    readonly_fields += ["decided_by", "decided_at", "note"]
    inlines = [NomineeForms]

    def get_urls(self):
        view = self.admin_site.admin_view(partial(decision, self))
        own = path("<int:nomination_id>/decide/", view, name="events_nomination_decide")
        return [own, *super().get_urls()]

    def get_formsets_with_inlines(self, request, obj=None):
        """Whoever is shown the names is noted down."""
        if obj:
            note_reading(request, What.LIST, obj.nominees.count(), selection=f"nomination {obj.pk}")
        return super().get_formsets_with_inlines(request, obj)

    def has_add_permission(self, request):
        """They come through links only."""
        return False

    @admin.display(description=_("partner"))
    def partner(self, obj):
        return obj.link.delegation.partner

    @admin.display(description=_("meeting"))
    def meeting(self, obj):
        return obj.link.delegation.meeting

    @admin.display(description=_("Decision"))
    def to_do(self, obj):
        if obj.state != Nomination.State.PENDING:
            return ""
        address = reverse("admin:events_nomination_decide", args=[obj.pk])
        return format_html('<a href="{}">{}</a>', address, _("Decide"))
