"""The standing pages. Their texts are changed; pages are neither added nor deleted here, because
every page of the site links to them."""

from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplan.admin.record import RecordAdmin
from actionplan.admin.translation import TranslationState
from actionplan.translation import columns
from events.models import StandingPage

ROWS = 30  # of the box in which a whole page is written


@admin.register(StandingPage)
class StandingPageAdmin(RecordAdmin):
    list_display = ["title", "key", "updated_at", "is_translated"]
    list_filter = [TranslationState]
    search_fields = [*columns("title"), *columns("body")]
    search_help_text = _("Title or text, in either language")
    ordering = ["key"]
    readonly_fields = ["key", "created_at", "updated_at"]
    fieldsets = [
        *(
            (name, {"fields": [f"title_{code}", f"body_{code}"]})
            for code, name in settings.LANGUAGES
        ),
        (_("Use"), {"fields": ["key", "created_at", "updated_at"]}),
    ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in columns("body"):
            field.widget.attrs["rows"] = ROWS
        return field
