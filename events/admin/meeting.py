"""Meetings."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplan.admin.publication import PROVENANCE, PUBLICATION, PublishableAdmin
from actionplan.translation import columns
from events.admin.checks import checkable_meetings, of_meeting
from events.admin.delegations.pages import DelegationPages
from events.admin.exchange import Exchanges
from events.admin.markdown_text import WritesMarkdown
from events.admin.meeting_copies import CopiesAdmin
from events.admin.meeting_list import MeetingList
from events.admin.meeting_parts import MEETING_PARTS, FormerSlugTable
from events.admin.meeting_status import StatusAdmin
from events.admin.plan_text import PLAN_TEXT, PlanTextAdmin, PlanTextForm
from events.exchange.meetings import MeetingResource
from events.models import Meeting


class MeetingForm(PlanTextForm):
    """Most meetings last a day: then it is typed once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if last := self.fields.get("end_date"):
            last.required = False
            last.help_text = _("Empty if it is the first.")

    def clean_end_date(self):
        return self.cleaned_data["end_date"] or self.cleaned_data.get("start_date")


@admin.register(Meeting)
class MeetingAdmin(
    DelegationPages,
    Exchanges,
    MeetingList,
    CopiesAdmin,
    StatusAdmin,
    PlanTextAdmin,
    WritesMarkdown,
    PublishableAdmin,
):
    exchanges = [MeetingResource]
    form = MeetingForm
    markdown = ["summary"]
    search_fields = columns("title")  # which words are found, `MeetingList` says
    search_help_text = _("Title or place, in either language, and year")
    ordering = ["-start_date", "-pk"]
    related = ["type", "city__country", "country", "chairmanship__partner"]
    related += ["handover_to__partner", "part_of"]
    autocomplete_fields = ["type", "part_of", "city", "country", "chairmanship", "handover_to"]
    prefilled = {"slug": ["title_en"]}
    fieldsets = [
        (
            _("What"),
            {
                "fields": [
                    *columns("title"),
                    ("type", "slug"),
                    ("part_of", "part_kind"),
                    *columns("summary"),
                ]
            },
        ),
        (
            _("When"),
            {
                "fields": [
                    ("start_date", "end_date", "date_precision"),
                    ("start_time", "end_time", "time_zone"),
                    ("stated_time_zone", "stated_utc_offset"),
                    *columns("original_plan"),
                ]
            },
        ),
        (_("Where"), {"fields": ["mode", ("city", "country"), *columns("venue")]}),
        (
            _("Who"),
            {
                "fields": [
                    ("participation", "principal_seats", "accompanying_seats", "seat_unit"),
                    "seats_as_printed",
                ]
            },
        ),
        (_("Chairmanship"), {"fields": [("chairmanship", "handover_to")]}),
        PLAN_TEXT,
        (_("Results"), {"fields": []}),
        (
            _("Numbers"),
            {
                "fields": [
                    ("participants_qualifier", "participants_total", "participants_words"),
                    ("partner_countries", "european_countries", "african_countries"),
                ]
            },
        ),
        (_("Status"), {"fields": [("status", "status_basis", "confidence")]}),
        PUBLICATION,
        PROVENANCE,
    ]
    inlines = MEETING_PARTS
    belongings = ["documents"]

    def get_inlines(self, request, obj):
        """A new meeting has no former addresses, and nobody enters them."""
        return self.inlines if obj else [one for one in self.inlines if one is not FormerSlugTable]

    def checkable(self, queryset):
        return checkable_meetings(super().checkable(queryset))

    def advice(self, obj, at):
        return of_meeting(obj, at)
