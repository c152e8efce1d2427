"""Writing Markdown: boxes that say how, refuse HTML, and show what will become of the text."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseNotAllowed
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from actionplan.translation import translated_columns
from events.markdown import clean, first_tag, to_html

LONGEST = 60_000  # characters: rendered within a second
MARKS = _(
    "In Markdown: “## ” begins a heading, “- ” an item of a list, **words** are bold, *words* are "
    "in italics, and [words](address) is a link. What you paste from a page or a document is "
    "turned into it."
)


class MarkdownField(forms.CharField):
    """A text in Markdown. Signs that nobody sees are taken out; HTML is refused, since it would be
    printed as it was written; all else stays as it was typed."""

    def to_python(self, value):
        return clean(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if tag := first_tag(value):
            text = _("“%(tag)s” is HTML and would be printed as it stands: use Markdown instead.")
            raise ValidationError(text, params={"tag": tag[:60]})


class MarkdownWidget(AdminTextareaWidget):
    class Media:
        js = ["js/admin/markdown-preview.js", "js/admin/markdown-paste.js"]


class WritesMarkdown:
    """An admin whose texts named in `markdown` are written in Markdown."""

    markdown = ()
    rows = 6  # of the boxes

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        column = translated_columns(self.model).get(db_field.name)
        if column and column.name in self.markdown:
            attributes = {
                "class": "vLargeTextField markdown",
                "rows": self.rows,
                "data-preview": reverse_lazy(f"admin:{self._preview_name}"),
                "data-preview-words": _("Preview"),
            }
            kwargs |= {
                "form_class": MarkdownField,
                "max_length": LONGEST,
                "widget": MarkdownWidget(attrs=attributes),
                "help_text": db_field.help_text or MARKS,
            }
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @property
    def _preview_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_markdown"

    def get_urls(self):
        view = self.admin_site.admin_view(self.markdown_view)
        return [path("markdown/", view, name=self._preview_name), *super().get_urls()]

    def markdown_view(self, request):
        """POST `text`: what the public will read, as HTML without a frame, for those who may write
        it; or 400 and a sentence that says what is wrong with it."""
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        field = MarkdownField(required=False, max_length=LONGEST)
        try:
            return HttpResponse(to_html(field.clean(request.POST.get("text", ""))))
        except ValidationError as error:
            return HttpResponse(format_html("<p>{}</p>", error.messages[0]), status=400)
