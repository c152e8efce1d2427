"""What hangs on a meeting and is edited with it, in the order in which it becomes known."""

from django.utils.translation import gettext_lazy as _

from actionplan.admin.record import PartTable
from actionplan.translation import columns
from events import models
from events.admin.delegations.tied import DelegationFormSet


class PartnerTable(PartTable):
    model = models.MeetingPartner
    section = _("Who")
    verbose_name = _("host or co-chair")
    verbose_name_plural = _("hosts, chairs and co-chairs")
    fields = ["role", "partner", "order"]
    autocomplete_fields = ["partner"]
    related = ["partner"]
    ordering = ["role", "order", "pk"]


class DelegationTable(PartTable):
    model = models.Delegation
    section = _("Who")
    fields = ["partner", "status", "principal_seats", "accompanying_seats", "head_count"]
    autocomplete_fields = ["partner"]
    related = ["partner", "meeting"]
    ordering = ["partner__kind", "partner__code"]
    formset = DelegationFormSet

    def get_formset(self, request, obj=None, **kwargs):
        made = super().get_formset(request, obj, **kwargs)
        made.request = request
        return made


class AimTable(PartTable):
    model = models.MeetingAim
    section = _("Programme and plan")
    fields = ["order", *columns("text")]
    ordering = ["order", "pk"]


class SessionTable(PartTable):
    model = models.Session
    section = _("Programme and plan")
    fields = ["order", "kind", *columns("title"), "sources"]
    ordering = ["order", "pk"]


class OutcomeTable(PartTable):
    model = models.Outcome
    section = _("Results")
    fields = ["order", "count", "kind", *columns("text")]
    autocomplete_fields = ["kind"]
    related = ["kind"]
    ordering = ["order", "pk"]


class RecommendationTable(PartTable):
    model = models.Recommendation
    section = _("Results")
    fields = ["number", *columns("text"), "follow_up"]
    ordering = ["number"]
    show_change_link = True


class PlanLinkTable(PartTable):
    """What is stated is typed in a line of its own (`plan_text`); here is what was inferred."""

    model = models.PlanLink
    section = _("Programme and plan")
    verbose_name_plural = _("links to the plan inferred from the topic")
    fields = ["area", "objective", "action", "basis"]
    autocomplete_fields = ["area", "objective", "action"]
    related = ["area__plan", "objective__plan", "action__plan"]
    ordering = ["pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(basis=models.PlanLink.Basis.INFERRED)


class MeetingLinkTable(PartTable):
    model = models.MeetingLink
    section = _("What")
    fk_name = "from_meeting"
    fields = ["kind", "to_meeting"]
    autocomplete_fields = ["to_meeting"]
    related = ["to_meeting"]
    ordering = ["kind", "pk"]


class IntentionTable(PartTable):
    model = models.Intention
    section = _("Results")
    fk_name = "meeting"
    fields = [
        "order",
        *columns("text"),
        "due_date",
        "due_precision",
        "fulfilled_by",
        "sources",
    ]
    autocomplete_fields = ["fulfilled_by"]
    related = ["fulfilled_by"]
    ordering = ["order", "pk"]


class ReportedCountTable(PartTable):
    model = models.ReportedCount
    section = _("Numbers")
    fields = ["order", "qualifier", "value", *columns("label"), "words"]
    ordering = ["order", "pk"]


class DocumentTable(PartTable):
    """A document belongs to itself: here it is only entered; the rest is on its own page."""

    model = models.Document
    section = _("Results")
    fields = [*columns("title"), "slug", "kind", "date", "date_precision", "publication"]
    readonly_fields = ["publication"]
    prepopulated_fields = {"slug": ["title_en"]}
    autocomplete_fields = ["kind"]
    related = ["kind"]
    ordering = ["-date", "slug"]
    can_delete = False
    show_change_link = True


class StatusChangeTable(PartTable):
    model = models.StatusChange
    section = _("Status")
    fields = ["status_before", "status", "changed_on", *columns("reason"), "recorded_at"]
    readonly_fields = ["recorded_at"]
    ordering = ["recorded_at", "pk"]


class DateChangeTable(PartTable):
    model = models.DateChange
    section = _("When")
    fields = [
        "start_date",
        "end_date",
        "date_precision",
        "changed_on",
        *columns("reason"),
        "recorded_at",
    ]
    readonly_fields = ["recorded_at"]
    ordering = ["recorded_at", "pk"]


class PlanAdoptionTable(PartTable):
    model = models.PlanAdoption
    section = _("Results")
    fields = ["plan"]
    autocomplete_fields = ["plan"]
    related = ["plan"]
    ordering = ["pk"]


class FormerSlugTable(PartTable):
    """Kept by the platform itself; an address once given is never taken back."""

    model = models.FormerSlug
    section = _("Publication")
    fields = ["slug"]
    readonly_fields = ["slug"]
    ordering = ["slug"]
    can_delete = False

    def has_add_permission(self, request, obj):
        return False


MEETING_PARTS = [
    PartnerTable,
    DelegationTable,
    AimTable,
    SessionTable,
    OutcomeTable,
    RecommendationTable,
    PlanLinkTable,
    MeetingLinkTable,
    IntentionTable,
    ReportedCountTable,
    DocumentTable,
    StatusChangeTable,
    DateChangeTable,
    PlanAdoptionTable,
    FormerSlugTable,
]
