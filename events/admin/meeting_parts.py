"""What hangs on a meeting and is edited with it, in the order in which it becomes known."""

from actionplan.admin.record import PartTable
from actionplan.translation import columns
from events import models


class PartnerTable(PartTable):
    model = models.MeetingPartner
    fields = ["role", "partner", "order"]
    autocomplete_fields = ["partner"]
    related = ["partner"]
    ordering = ["role", "order", "pk"]


class DelegationTable(PartTable):
    model = models.Delegation
    fields = ["partner", "status", "principal_seats", "accompanying_seats", "head_count"]
    autocomplete_fields = ["partner"]
    related = ["partner", "meeting"]
    ordering = ["partner__kind", "partner__code"]


class AimTable(PartTable):
    model = models.MeetingAim
    fields = ["order", *columns("text")]
    ordering = ["order", "pk"]


class SessionTable(PartTable):
    model = models.Session
    fields = ["order", "kind", *columns("title"), "sources"]
    ordering = ["order", "pk"]


class OutcomeTable(PartTable):
    model = models.Outcome
    fields = ["order", "count", "kind", *columns("text")]
    autocomplete_fields = ["kind"]
    related = ["kind"]
    ordering = ["order", "pk"]


class RecommendationTable(PartTable):
    model = models.Recommendation
    fields = ["number", *columns("text"), "follow_up"]
    ordering = ["number"]
    show_change_link = True


class PlanLinkTable(PartTable):
    model = models.PlanLink
    fields = ["area", "objective", "action", "basis"]
    autocomplete_fields = ["area", "objective", "action"]
    related = ["area__plan", "objective__plan", "action__plan"]
    ordering = ["pk"]


class MeetingLinkTable(PartTable):
    model = models.MeetingLink
    fk_name = "from_meeting"
    fields = ["kind", "to_meeting"]
    autocomplete_fields = ["to_meeting"]
    related = ["to_meeting"]
    ordering = ["kind", "pk"]


class IntentionTable(PartTable):
    model = models.Intention
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
    fields = ["order", "qualifier", "value", *columns("label"), "words"]
    ordering = ["order", "pk"]


class DocumentTable(PartTable):
    """A document belongs to itself: here it is only entered; the rest is on its own page."""

    model = models.Document
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
    fields = ["status_before", "status", "changed_on", *columns("reason"), "recorded_at"]
    readonly_fields = ["recorded_at"]
    ordering = ["recorded_at", "pk"]


class DateChangeTable(PartTable):
    model = models.DateChange
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
    fields = ["plan"]
    autocomplete_fields = ["plan"]
    related = ["plan"]
    ordering = ["pk"]


class FormerSlugTable(PartTable):
    """Kept by the platform itself; an address once given is never taken back."""

    model = models.FormerSlug
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
