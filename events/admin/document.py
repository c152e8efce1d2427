"""Documents with their language versions."""

from typing import NamedTuple

from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actionplan.admin.publication import PROVENANCE, PublishableAdmin
from actionplan.admin.record import PartTable
from actionplan.admin.translation import TranslationState
from actionplan.translation import columns
from events.admin.checks import of_document
from events.dates import one_date
from events.models import Document, DocumentVersion


class Download(NamedTuple):
    """A file as a link of a form: its name, and where staff get it."""

    name: str
    url: str

    def __str__(self):
        return self.name


def download_of(version: DocumentVersion) -> Download:
    """Where staff get a file, also a draft's; the public has its own address for the rest."""
    name = version.file.name.rpartition("/")[2]
    return Download(name, reverse("admin:events_documentversion_file", args=[version.pk]))


class FileWidget(AdminFileWidget):
    def format_value(self, value):
        return download_of(value.instance) if self.is_initial(value) else None


class VersionTable(PartTable):
    """Open and ready for the first file, which a document is about."""

    model = DocumentVersion
    section = _("What")
    readonly_fields = ["download"]
    ordering = ["language", "pk"]
    related = ["document"]
    formfield_overrides = PartTable.formfield_overrides | {models.FileField: {"widget": FileWidget}}

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj and obj.versions.exists() else 1

    def get_fields(self, request, obj=None):
        """Those who only look get the link alone."""
        file = "file" if self.has_change_permission(request, obj) else "download"
        return ["language", file, "url"]

    @admin.display(description=_("file"), empty_value="–")
    def download(self, obj):
        if not obj.file:
            return None
        link = download_of(obj)
        return format_html('<a href="{}">{}</a>', link.url, link.name)


@admin.register(Document)
class DocumentAdmin(PublishableAdmin):
    list_display = ["title", "kind", "day", "meeting", "publication_state", "is_translated"]
    list_filter = [
        "publication",
        ("kind", admin.RelatedOnlyFieldListFilter),
        "versions__language",
        TranslationState,
    ]
    date_hierarchy = "date"
    search_fields = [*columns("title"), "slug", *columns("meeting__title")]
    search_help_text = _("Title of the document or its meeting, in either language")
    ordering = ["-date", "slug"]
    related = ["kind", "meeting", "chairmanship__partner", "plan"]
    autocomplete_fields = ["kind", "meeting", "chairmanship", "plan"]
    prefilled = {"slug": ["title_en"]}
    fieldsets = [
        (_("What"), {"fields": [*columns("title"), "kind", ("date", "date_precision")]}),
        (_("Belongs to"), {"fields": ["meeting", "chairmanship", "plan"]}),
        (_("Address and listing"), {"fields": ["slug", *columns("short_title")]}),
        (_("Publication"), {"fields": ["publication_state", "confidence"]}),
        PROVENANCE,
    ]
    inlines = [VersionTable]

    def checkable(self, queryset):
        return super().checkable(queryset).prefetch_related("versions")

    def advice(self, obj, at):
        return of_document(obj, at)

    def get_urls(self):
        address = path(
            "version/<int:pk>/file/",
            self.admin_site.admin_view(self.file_view),
            name="events_documentversion_file",
        )
        return [address, *super().get_urls()]

    def file_view(self, request, pk):
        """The file of any version, for those who may see the document."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        file = get_object_or_404(DocumentVersion.objects.exclude(file=""), pk=pk).file
        try:
            return FileResponse(file.open(), as_attachment=True)
        except FileNotFoundError as error:
            raise Http404 from error

    @admin.display(description=_("date"), ordering="date", empty_value=_("not recorded"))
    def day(self, obj):
        return obj.date and one_date(obj.date, obj.date_precision, get_language())
