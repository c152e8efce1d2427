"""Meetings."""

import re

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actionplan.admin.publication import PROVENANCE, PublishableAdmin
from actionplan.admin.translation import TranslationState
from actionplan.collation import Alphabetical
from actionplan.translation import columns
from events.admin.meeting_parts import MEETING_PARTS, FormerSlugTable
from events.dates import date_range
from events.models import Meeting


class YearFilter(admin.SimpleListFilter):
    """Meetings with a day in a year; one that crosses New Year is in both."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = model_admin.get_queryset(request).dates("start_date", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in years]

    def queryset(self, request, queryset):
        year = self.value() or ""
        if not re.fullmatch(r"(19|20|21)\d\d", year, re.ASCII):
            return queryset
        return queryset.filter(start_date__year__lte=year, end_date__year__gte=year)


@admin.register(Meeting)
class MeetingAdmin(PublishableAdmin):
    list_display = ["title", "dates", "type", "place", "status", "publication", "is_translated"]
    list_filter = [
        "publication",
        "status",
        YearFilter,
        ("type", admin.RelatedOnlyFieldListFilter),
        "type__category",
        "mode",
        "confidence",
        TranslationState,
    ]
    date_hierarchy = "start_date"
    search_fields = [
        *columns("title"),
        "slug",
        *columns("city__name"),
        *columns("country__name"),
    ]
    search_help_text = _("Title or place, in either language, and year")
    ordering = ["-start_date", "-pk"]
    related = ["type", "city__country", "country", "chairmanship__partner"]
    related += ["handover_to__partner", "part_of"]
    autocomplete_fields = ["type", "part_of", "city", "country", "chairmanship", "handover_to"]
    prefilled = {"slug": ["title_en"]}
    fieldsets = [
        (
            _("What"),
            {"fields": [*columns("title"), "type", "slug", ("part_of", "part_kind")]},
        ),
        (
            _("When"),
            {
                "fields": [
                    ("start_date", "end_date", "date_precision"),
                    ("start_time", "end_time", "time_zone"),
                    ("stated_time_zone", "stated_utc_offset"),
                    tuple(columns("original_plan")),
                ]
            },
        ),
        (
            _("Where"),
            {"fields": ["mode", ("city", "country"), tuple(columns("venue"))]},
        ),
        (
            _("Who"),
            {
                "fields": [
                    ("participation", "principal_seats", "accompanying_seats", "seat_unit"),
                    "seats_as_printed",
                    ("participants_total", "participants_qualifier", "participants_words"),
                    ("partner_countries", "european_countries", "african_countries"),
                ]
            },
        ),
        (_("Chairmanship"), {"fields": [("chairmanship", "handover_to")]}),
        (_("Summary"), {"fields": [*columns("summary")]}),
        (
            _("Status and publication"),
            {"fields": [("status", "status_basis"), "publication", "confidence"]},
        ),
        PROVENANCE,
    ]
    inlines = MEETING_PARTS

    def get_inlines(self, request, obj):
        """A new meeting has no former addresses, and nobody enters them."""
        return self.inlines if obj else [one for one in self.inlines if one is not FormerSlugTable]

    def matching(self, word):
        condition = super().matching(word)
        if re.fullmatch(r"(19|20)\d\d", word, re.ASCII):
            condition |= Q(start_date__year=word) | Q(end_date__year=word)
        return condition

    @admin.display(description=_("dates"), ordering="start_date")
    def dates(self, obj):
        return date_range(obj.start_date, obj.end_date, obj.date_precision, get_language())

    @admin.display(description=_("place"), ordering=Alphabetical("city__name"), empty_value="–")
    def place(self, obj):
        return obj.city or obj.country or (obj.get_mode_display() if obj.is_online else None)
