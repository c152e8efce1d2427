"""Lists of records by the state of their translations, those of their parts included."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms.models import _get_foreign_key
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from actionplan.admin.found_once import found_once
from actionplan.staleness import has_stale, notes_on
from actionplan.translation import TARGETS, lacking, translated_columns, translated_names

STALE = "-stale"
STILL_HOLDS = "still_holds"  # the boxes beside stale texts, each with the name of its field


def translated_parts(model, inlines) -> Iterator[tuple]:
    """The parts of a record that have texts, as (model, name of the field that leads to their
    owner); `inlines` are the classes that show the parts."""
    for inline in inlines:
        if translated_names(inline.model):
            owner = _get_foreign_key(model, inline.model, fk_name=inline.fk_name)
            yield inline.model, owner.name


def confirm_texts(forms: Iterable, ticked: set[str]):
    """Take the notes away from the texts whose boxes, named like their fields, were ticked."""
    for form in forms:
        rows = type(form.instance)._base_manager.filter(pk=form.instance.pk)
        names = [
            column
            for column in translated_columns(type(form.instance))
            if form.add_prefix(column) in ticked
        ]
        if names:
            notes_on(rows).filter(column__in=names).delete()


class ConfirmsTranslations:
    """An admin in which staff say that translations still hold although their source was edited."""

    @admin.action(permissions=["change"], description=_("The translations still hold"))
    def confirm_translations(self, request, queryset):
        with transaction.atomic():
            notes_on(queryset).delete()
            for part, owner in translated_parts(self.model, self.inlines):
                notes_on(part.objects.filter(**{f"{owner}__in": queryset.order_by()})).delete()
        self.message_user(request, _("Their translations count as up to date."), messages.SUCCESS)

    def get_actions(self, request):
        """Offered where there are texts to translate."""
        actions = super().get_actions(request)
        if not translated_names(self.model) and not [*translated_parts(self.model, self.inlines)]:
            actions.pop("confirm_translations", None)
        return actions


def untranslated(queryset: QuerySet, inlines, language: str, *, stale: bool = False) -> QuerySet:
    """Records with a text, of their own or of a part, that lacks a language; or, if `stale`, whose
    text in it is older than its source. `inlines` are the classes that show the parts."""

    def condition(model):
        return has_stale(model, language) if stale else lacking(model, language)

    found = condition(queryset.model)
    for part, owner in translated_parts(queryset.model, inlines):
        # By the keys of the owners, which are found once, not anew for each of 100,000 records.
        found |= Q(pk__in=part.objects.filter(condition(part)).order_by().values(owner))
    return queryset.filter(found)


class TranslationState(admin.SimpleListFilter):
    """Records with a text that is not translated yet, or not since it was edited."""

    title = _("translation")
    parameter_name = "translation"

    def __init__(self, request, params, model, model_admin):
        self.inlines = model_admin.inlines
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        names = dict(settings.LANGUAGES)
        for code in TARGETS:
            yield code, format_lazy(_("{language} missing"), language=names[code])
            yield (
                code + STALE,
                format_lazy(_("{language} older than its source"), language=names[code]),
            )

    def queryset(self, request, queryset):
        state = self.value() or ""
        language = state.removesuffix(STALE)
        if language not in TARGETS:
            return queryset
        rows = queryset.model._default_manager.all()
        found = untranslated(rows, self.inlines, language, stale=state.endswith(STALE))
        few = found_once(queryset, found.values_list("pk", flat=True))
        return queryset.filter(pk__in=found.order_by().values("pk")) if few is None else few
