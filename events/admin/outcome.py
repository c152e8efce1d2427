"""Recommendations, each with the items of the plan it concerns."""

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from actionplan.admin.record import PartTable, RecordAdmin
from actionplan.admin.translation import TranslationState
from actionplan.translation import columns
from events.models import Recommendation, RecommendationLink


class RecommendationLinkTable(PartTable):
    model = RecommendationLink
    fields = ["area", "objective", "action"]
    autocomplete_fields = ["area", "objective", "action"]
    related = ["area__plan", "objective__plan", "action__plan"]
    ordering = ["pk"]


@admin.register(Recommendation)
class RecommendationAdmin(RecordAdmin):
    list_display = ["short_text", "meeting", "follow_up", "is_translated"]
    list_filter = ["follow_up", TranslationState]
    search_fields = [*columns("text"), *columns("meeting__title")]
    search_help_text = _("Words of the recommendation or of its meeting’s title")
    ordering = ["-meeting__start_date", "meeting", "number"]
    related = ["meeting"]
    autocomplete_fields = ["meeting"]
    fieldsets = [
        (_("Recommendation"), {"fields": ["meeting", "number", *columns("text")]}),
        (_("Follow-up"), {"fields": ["follow_up", *columns("evidence")]}),
    ]
    inlines = [RecommendationLinkTable]

    @admin.display(description=_("recommendation"), ordering="number")
    def short_text(self, obj):
        return Truncator(str(obj)).words(20)
