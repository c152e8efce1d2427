"""What every screen of the administration shares."""

import re

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.options import flatten_fieldsets
from django.contrib.admin.widgets import (
    AdminIntegerFieldWidget,
    AdminTextareaWidget,
    AdminURLFieldWidget,
    RelatedFieldWidgetWrapper,
)
from django.contrib.auth import get_permission_codename
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from translated_fields.admin import TranslatedFieldAdmin

from actionplan.admin.autocomplete import KnownSelect, RecordForm
from actionplan.admin.conflict.edits import KeepsEdits
from actionplan.admin.deletion import DeletionSummary
from actionplan.admin.history import PartHistory
from actionplan.admin.search import WordSearch
from actionplan.admin.ticked import TickedRecords
from actionplan.admin.translation import STILL_HOLDS, ConfirmsTranslations, confirm_texts
from actionplan.collation import Alphabetical
from actionplan.staleness import remember_notes
from actionplan.translation import SOURCE_LANGUAGE, TARGETS, lacks

# "French", as soon as there is a third language "French, Arabic".
OTHER_LANGUAGES = format_lazy(
    ", ".join(["{}"] * len(TARGETS)), *(name for _code, name in settings.LANGUAGES[1:])
)
SPARE = 10  # parts that a form may claim beyond those it brings
LONG = 200  # from so many characters on a part's text gets a box instead of a line


class LinesField(forms.CharField):
    """A text whose line breaks are no edit: browsers send others than the record has."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class RecordFields:
    """How fields appear, on screens and in inlines. `related` names the relations whose records
    are printed, however deep, so that they are fetched with the rows."""

    form = RecordForm
    related = ()
    # What PostgreSQL can store, also on SQLite, which would take anything.
    formfield_overrides = {
        models.PositiveSmallIntegerField: {
            "widget": AdminIntegerFieldWidget,
            "max_value": 2**15 - 1,
        },
        models.PositiveIntegerField: {"widget": AdminIntegerFieldWidget, "max_value": 2**31 - 1},
        models.TextField: {
            "form_class": LinesField,
            "widget": AdminTextareaWidget(attrs={"rows": 5}),
        },
        models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
    }

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.related) if self.related else queryset

    def get_field_queryset(self, db, db_field, request):
        try:
            target = self.admin_site.get_model_admin(db_field.remote_field.model)
        except NotRegistered:
            return super().get_field_queryset(db, db_field, request)
        return target.get_queryset(request)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        language = getattr(db_field, "_translated_field_language_code", None)
        if field and language:
            field.widget.attrs["lang"] = language
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # Beside the choice: change it, add one. Nothing is deleted from another's form.
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class RecordAdmin(
    KeepsEdits,
    DeletionSummary,
    PartHistory,
    WordSearch,
    ConfirmsTranslations,
    RecordFields,
    TickedRecords,
    TranslatedFieldAdmin,
    admin.ModelAdmin,
):
    """A record with its history, labelled by language, found by words in both languages."""

    list_per_page = 50
    actions = ["confirm_translations", "delete_selected"]
    show_full_result_count = False
    # {"slug": ["title_en"]}: written along while a new record is typed, never afterwards.
    prefilled = {}

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prefilled

    def get_readonly_fields(self, request, obj=None):
        if obj and not self.has_change_permission(request, obj):
            return flatten_fieldsets(self.get_fieldsets(request, obj))
        return super().get_readonly_fields(request, obj)

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        """Kinds of parts of which there are none yet are closed, so that the form stays in view."""
        found = super().get_inline_formsets(request, formsets, inline_instances, obj)
        for inline in found:
            if not inline.formset.total_form_count():
                inline.classes = "collapse"
        return found

    def render_change_form(self, request, context, *args, **kwargs):
        """The texts of the record and of its parts know which of them are stale."""
        forms = [context["adminform"].form]
        for inline in context["inline_admin_formsets"]:
            forms += inline.formset.initial_forms
        remember_notes(form.instance for form in forms)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        forms = [form, *(one for formset in formsets for one in formset.initial_forms)]
        confirm_texts(forms, set(request.POST.getlist(STILL_HOLDS)))

    def get_ordering(self, request):
        """By name as the reader's language has it where `ordering` states the source language."""
        suffix = f"_{SOURCE_LANGUAGE}"
        return [
            Alphabetical(name.removesuffix(suffix)).asc() if name.endswith(suffix) else name
            for name in self.ordering
        ]

    def lookup_allowed(self, lookup, value, request=None):
        """Never from a record to what hangs on it, which the reader may not be allowed to see,
        except through the filters that the page has; and nothing that a database chokes on."""
        if "\0" in value or lookup.endswith("regex"):
            return False
        path = lookup.split("__")
        backwards = {field.name for field in self.opts.get_fields() if not field.concrete}
        stated = [item[0] if isinstance(item, tuple) else item for item in self.list_filter]
        if path[0] in backwards and "__".join(path[:2]) not in stated:
            return False
        return super().lookup_allowed(lookup, value, request)

    @admin.display(boolean=True, description=OTHER_LANGUAGES)
    def is_translated(self, obj):
        return not any(lacks(obj, language) for language in TARGETS)


class PartFormSet(forms.BaseInlineFormSet):
    """Checks the constraints that name the owner too. Django leaves them out, and the database
    would answer with an error page. Says no to more parts than were sent: however many a forged
    form claims, the page with its errors would show them all."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            part = re.compile(rf"{re.escape(self.prefix)}-(\d+)-")
            sent = {found[1] for name in self.data if (found := part.match(name))}
            self.absolute_max = min(self.absolute_max, len(sent) + SPARE)

    def clean(self):
        super().clean()
        for form in self.forms:
            if form.has_changed() and form.is_valid() and not self._should_delete_form(form):
                try:
                    form.instance.validate_constraints()
                except ValidationError as error:
                    form.add_error(None, error.messages)


class OneLineField(forms.CharField):
    """A text without line breaks, although it is typed in a box that shows all of it."""

    def to_python(self, value):
        return re.sub(r"\s*[\r\n]+\s*", " ", super().to_python(value))


class PartFields(RecordFields):
    """The parts of a record, edited with it by those who may change the record itself. `section`
    is the heading of the fieldset that they stand below; `hint` is a sentence above them."""

    template = "admin/edit_inline/parts.html"
    section = ""
    hint = ""
    extra = 0
    formset = PartFormSet
    view_on_site = False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if type(db_field) is models.CharField and db_field.max_length >= LONG:
            box = AdminTextareaWidget(attrs={"rows": 2})
            kwargs |= {"form_class": OneLineField, "widget": box}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request, obj):
        return super().has_add_permission(request, obj) and self.owner_is_open(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.owner_is_open(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.owner_is_open(request, obj)

    def owner_is_open(self, request, obj) -> bool:
        """Whether the reader may add the record, or change it once it exists."""
        opts = self.parent_model._meta
        codename = get_permission_codename("change" if obj else "add", opts)
        return request.user.has_perm(f"{opts.app_label}.{codename}")


class PartTable(PartFields, admin.StackedInline):
    """Parts that are entered here and now: what they refer to is changed elsewhere."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = False
        return field


class PartForms(PartFields, admin.StackedInline):
    """Parts beside which what they refer to can be changed as well."""
