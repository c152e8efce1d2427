"""Lists of people leave a line of audit, and those who may read the lines."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from actionplan.admin.read_only import ReadOnly
from events.models import PersonalDataReading
from events.readings import What, in_words, note_reading

MOST_SUGGESTED = 10
LEAST_TYPED = 3


class WatchedAdmin:
    """An admin of personal data: every list of it is noted, and it suggests ten at most, from
    three characters on."""

    least_typed = LEAST_TYPED

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None) or {}
        if isinstance(context.get("cl"), ChangeList):
            shown = len(context["cl"].result_list)
        else:  # a page that asks before something is done to several
            shown = len(request.POST.getlist("_selected_action")) if context else 0
        selection = f"{self.opts.model_name}: {in_words(request.GET)}"
        note_reading(request, What.LIST, shown, selection=selection)
        return response

    def get_search_results(self, request, queryset, search_term):
        if is_suggesting(request) and len(search_term.strip()) < LEAST_TYPED:
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def get_paginator(self, request, queryset, per_page, *args, **kwargs):
        if not is_suggesting(request):
            return super().get_paginator(request, queryset, per_page, *args, **kwargs)
        found = list(queryset[:MOST_SUGGESTED])
        note_reading(request, What.SEARCH, len(found), selection=self.opts.model_name)
        return Paginator(found, MOST_SUGGESTED)


def is_suggesting(request) -> bool:
    """Whether a request is for the names that a form suggests."""
    return bool(request.resolver_match) and request.resolver_match.url_name == "autocomplete"


@admin.register(PersonalDataReading)
class PersonalDataReadingAdmin(ReadOnly, admin.ModelAdmin):
    """To be read only: nobody adds, changes or deletes a line."""

    list_display = ["read_at", "username", "what", "meeting", "selection", "people"]
    list_filter = ["what", "read_at"]
    list_per_page = 50
    search_fields = ["username", "selection"]
    search_help_text = _("Account or selection")
    ordering = ["-read_at", "-pk"]
    list_select_related = ["meeting"]
    show_full_result_count = False
    fieldsets = [
        (
            _("Reading"),
            {
                "fields": ["read_at", "username", "what", "meeting", "selection", "people"],
                "description": _("Lines are kept for two years."),
            },
        )
    ]
