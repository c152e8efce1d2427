"""Chairmanships with their priorities."""

from django.contrib import admin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actionplan.admin.publication import PROVENANCE, PublishableAdmin
from actionplan.admin.record import PartTable
from actionplan.admin.translation import TranslationState
from actionplan.translation import columns
from events.admin.checks import of_chairmanship
from events.admin.markdown_text import WritesMarkdown
from events.dates import one_date
from events.models import Chairmanship, ChairmanshipPriority


class PriorityTable(PartTable):
    model = ChairmanshipPriority
    fields = ["order", *columns("text")]
    ordering = ["order", "pk"]


@admin.register(Chairmanship)
class ChairmanshipAdmin(WritesMarkdown, PublishableAdmin):
    markdown = ["programme"]
    list_display = ["partner", "start", "end", "slogan", "publication_state", "is_translated"]
    list_filter = ["publication", "confidence", TranslationState]
    search_fields = [*columns("partner__name"), "slug", *columns("slogan")]
    search_help_text = _("Partner or slogan, in either language, or year")
    ordering = ["-start_date", "slug"]
    related = ["partner"]
    autocomplete_fields = ["partner"]
    fieldsets = [
        (_("Who"), {"fields": ["partner", "slug"]}),
        (
            _("When"),
            {"fields": [("start_date", "start_precision"), ("end_date", "end_precision")]},
        ),
        (
            _("Programme"),
            {"fields": [*columns("slogan"), *columns("programme")]},
        ),
        (_("Publication"), {"fields": ["publication_state", "confidence"]}),
        PROVENANCE,
    ]
    inlines = [PriorityTable]
    belongings = ["documents"]

    def checkable(self, queryset):
        return super().checkable(queryset).prefetch_related("priorities")

    def advice(self, obj, at):
        return of_chairmanship(obj, at)

    @admin.display(description=_("start"), ordering="start_date", empty_value=_("not recorded"))
    def start(self, obj):
        return obj.start_date and one_date(obj.start_date, obj.start_precision, get_language())

    @admin.display(description=_("end"), ordering="end_date", empty_value=_("not recorded"))
    def end(self, obj):
        if obj.is_open:
            return "…"
        return obj.end_date and one_date(obj.end_date, obj.end_precision, get_language())
