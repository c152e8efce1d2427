"""Words that staff may extend. A retired one stays with its records, but is offered no more."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan.admin.record import RecordAdmin
from actionplan.admin.translation import TranslationState
from actionplan.translation import columns
from events.models import DocumentKind, MeetingType, OutcomeKind


class VocabularyAdmin(RecordAdmin):
    """A word of a list."""

    list_display = ["name", "slug", "order", "retired_on", "is_translated"]
    list_filter = [("retired_on", admin.EmptyFieldListFilter), TranslationState]
    search_fields = [*columns("name"), "slug"]
    search_help_text = _("Name, in either language")
    ordering = ["order", "slug"]
    prefilled = {"slug": ["name_en"]}
    readonly_fields = ["created_at", "updated_at"]

    def get_search_results(self, request, queryset, search_term):
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            today = timezone.localdate()
            queryset = queryset.filter(Q(retired_on=None) | Q(retired_on__gt=today))
        return super().get_search_results(request, queryset, search_term)


PLACE = (
    _("Use"),
    {"fields": ["slug", "order", "retired_on", "created_at", "updated_at"]},
)
NAMES = (_("Name"), {"fields": [tuple(columns("name"))]})
COUNTED_NAMES = (
    _("Name"),
    {"fields": [tuple(columns("name")), tuple(columns("name_plural"))]},
)


@admin.register(MeetingType)
class MeetingTypeAdmin(VocabularyAdmin):
    list_display = ["name", "slug", "category", "order", "retired_on", "is_translated"]
    list_filter = ["category", *VocabularyAdmin.list_filter]
    fieldsets = [COUNTED_NAMES, (_("Category"), {"fields": ["category"]}), PLACE]


@admin.register(OutcomeKind)
class OutcomeKindAdmin(VocabularyAdmin):
    fieldsets = [COUNTED_NAMES, PLACE]


@admin.register(DocumentKind)
class DocumentKindAdmin(VocabularyAdmin):
    fieldsets = [NAMES, PLACE]
