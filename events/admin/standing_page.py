"""The standing pages. Their texts are changed; pages are neither added nor deleted here, because
every page of the site links to them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplan.admin.record import RecordAdmin
from actionplan.admin.translation import TranslationState
from actionplan.translation import columns
from events.admin.markdown_text import WritesMarkdown
from events.models import StandingPage


@admin.register(StandingPage)
class StandingPageAdmin(WritesMarkdown, RecordAdmin):
    markdown = ["body"]
    rows = 30  # for a whole page
    list_display = ["title", "key", "updated_at", "is_translated"]
    list_filter = [TranslationState]
    search_fields = [*columns("title"), *columns("body")]
    search_help_text = _("Title or text, in either language")
    ordering = ["key"]
    readonly_fields = ["key", "created_at", "updated_at"]
    fieldsets = [
        (_("Text"), {"fields": [*columns("title"), *columns("body")]}),
        (_("Use"), {"fields": ["key", "created_at", "updated_at"]}),
    ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
