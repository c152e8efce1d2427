"""Texts that wait for a translator, and drafts that wait for anybody."""

import datetime

from django.contrib.admin import AdminSite
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.admin.translation import STALE, TranslationState, untranslated
from actionplan.record import Publication, Publishable
from actionplan.translation import TARGETS
from events.admin.worklist.tasks import Count, listed

OLD = datetime.timedelta(days=30)


def translations(site: AdminSite, request) -> list[Count]:
    """Per kind of record how many have texts that are missing, or stale, in another language."""
    found = []
    for model, screen in site._registry.items():
        if TranslationState not in screen.list_filter or not screen.has_view_permission(request):
            continue
        name = capfirst(model._meta.verbose_name_plural)
        for language in TARGETS:
            for suffix in ("", STALE):
                rows = untranslated(
                    model.objects.all(), screen.inlines, language, stale=bool(suffix)
                )
                found.append(_count(name, rows, language, suffix))
    return [count for count in found if count.number]


def _count(name: str, rows: QuerySet, language: str, suffix: str) -> Count:
    words = _("older than its source") if suffix else _("missing")
    address = listed(rows.model, f"{TranslationState.parameter_name}={language}{suffix}")
    return Count(name, rows.count(), f"{language.upper()} {words}", address)


def old_drafts(site: AdminSite, request, now: datetime.datetime) -> list[Count]:
    """Per kind of record how many drafts nobody has touched for a month."""
    found = []
    for model, screen in site._registry.items():
        if issubclass(model, Publishable) and screen.has_view_permission(request):
            drafts = model.objects.filter(publication=Publication.DRAFT, updated_at__lt=now - OLD)
            number = drafts.count()
            words = ngettext("draft untouched for a month", "drafts untouched for a month", number)
            name = capfirst(model._meta.verbose_name_plural)
            found.append(Count(name, number, words, listed(model, "publication__exact=draft")))
    return [count for count in found if count.number]
