"""Documents with their language versions."""

from django.contrib import admin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actionplan.admin.publication import PROVENANCE, PublishableAdmin
from actionplan.admin.record import PartTable
from actionplan.admin.translation import MissingText
from events.dates import one_date
from events.models import Document, DocumentVersion


class VersionTable(PartTable):
    model = DocumentVersion
    fields = ["language", "file", "url"]
    ordering = ["language", "pk"]
    related = ["document"]


@admin.register(Document)
class DocumentAdmin(PublishableAdmin):
    list_display = ["title", "kind", "day", "meeting", "publication", "french"]
    list_filter = [
        "publication",
        ("kind", admin.RelatedOnlyFieldListFilter),
        "versions__language",
        MissingText,
    ]
    date_hierarchy = "date"
    search_fields = ["title_en", "title_fr", "slug", "meeting__title_en", "meeting__title_fr"]
    search_help_text = _("Title of the document or its meeting, in either language")
    ordering = ["-date", "slug"]
    related = ["kind", "meeting", "chairmanship__partner", "plan"]
    autocomplete_fields = ["kind", "meeting", "chairmanship", "plan"]
    prefilled = {"slug": ["title_en"]}
    fieldsets = [
        (_("What"), {"fields": ["title_en", "title_fr", "kind", ("date", "date_precision")]}),
        (_("Belongs to"), {"fields": ["meeting", "chairmanship", "plan"]}),
        (_("Address and listing"), {"fields": ["slug", "short_title_en", "short_title_fr"]}),
        (_("Publication"), {"fields": ["publication", "confidence"]}),
        PROVENANCE,
    ]
    inlines = [VersionTable]

    @admin.display(description=_("date"), ordering="date", empty_value=_("not recorded"))
    def day(self, obj):
        return obj.date and one_date(obj.date, obj.date_precision, get_language())
