"""Which texts of a record still lack a language."""

from django.conf import settings
from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from translated_fields import TranslatedField, to_attribute

from actionplan.translation import LANGUAGES, SOURCE_LANGUAGE


def translated_names(model) -> list[str]:
    """The translated fields of a model: title, summary …"""
    names = {
        name
        for cls in model.__mro__
        for name, value in vars(cls).items()
        if isinstance(value, TranslatedField)
    }
    return sorted(names)


def lacks(instance, language: str) -> bool:
    """Whether a text is there in the source language and not in this one."""
    return any(
        getattr(instance, to_attribute(name, SOURCE_LANGUAGE))
        and not getattr(instance, to_attribute(name, language))
        for name in translated_names(type(instance))
    )


class MissingText(admin.SimpleListFilter):
    """Records with a text that is not translated yet."""

    title = _("missing translation")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [(code, name) for code, name in settings.LANGUAGES if code != SOURCE_LANGUAGE]

    def queryset(self, request, queryset):
        if self.value() not in LANGUAGES[1:]:
            return queryset
        condition = Q()
        for name in translated_names(queryset.model):
            source, target = (to_attribute(name, code) for code in (SOURCE_LANGUAGE, self.value()))
            condition |= ~Q(**{source: ""}) & Q(**{target: ""})
        return queryset.filter(condition)
