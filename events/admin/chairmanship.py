"""Chairmanships with their priorities."""

from django.contrib import admin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actionplan.admin.publication import PROVENANCE, PublishableAdmin
from actionplan.admin.record import PartTable
from actionplan.admin.translation import TranslationState
from actionplan.translation import columns
from events.dates import one_date
from events.models import Chairmanship, ChairmanshipPriority


class PriorityTable(PartTable):
    model = ChairmanshipPriority
    fields = ["order", *columns("text")]
    ordering = ["order", "pk"]


@admin.register(Chairmanship)
class ChairmanshipAdmin(PublishableAdmin):
    list_display = ["partner", "start", "end", "slogan", "publication", "is_translated"]
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
        (_("Publication"), {"fields": ["publication", "confidence"]}),
        PROVENANCE,
    ]
    inlines = [PriorityTable]

    @admin.display(description=_("start"), ordering="start_date", empty_value=_("not recorded"))
    def start(self, obj):
        return obj.start_date and one_date(obj.start_date, obj.start_precision, get_language())

    @admin.display(description=_("end"), ordering="end_date", empty_value=_("not recorded"))
    def end(self, obj):
        if obj.is_open:
            return "…"
        return obj.end_date and one_date(obj.end_date, obj.end_precision, get_language())
