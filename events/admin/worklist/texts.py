"""Texts that wait for a translator, and drafts that wait for anybody."""

import datetime

from django.contrib.admin import AdminSite
from django.db.models import Count, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from actionplan.admin.drafts import OVERDUE, UNTOUCHED, Waiting, waiting
from actionplan.admin.translation import STALE, TranslationState, untranslated
from actionplan.record import Publishable
from actionplan.translation import TARGETS
from events.admin.worklist.tasks import Tally, listed


def translations(site: AdminSite, request) -> list[Tally]:
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


def _count(name: str, rows: QuerySet, language: str, suffix: str) -> Tally:
    if suffix:
        words = pgettext("after a number of records", "%(language)s older than its source")
    else:
        words = pgettext("after a number of records", "%(language)s missing")
    address = listed(rows.model, f"{TranslationState.parameter_name}={language}{suffix}")
    return Tally(name, rows.count(), words % {"language": language.upper()}, address)


def drafts(site: AdminSite, request, now: datetime.datetime) -> list[Tally]:
    """Per kind of record how many could not be published as scheduled, and how many drafts nobody
    has touched for a month. One query each."""
    late, old = waiting(OVERDUE, now), waiting(UNTOUCHED, now)
    found = []
    for model, screen in site._registry.items():
        if not (issubclass(model, Publishable) and screen.has_view_permission(request)):
            continue
        numbers = model.objects.filter(late | old).aggregate(
            overdue=Count("pk", filter=late), untouched=Count("pk", filter=old)
        )
        name = capfirst(model._meta.verbose_name_plural)
        for how, number in numbers.items():
            address = listed(model, f"{Waiting.parameter_name}={how}")
            found.append(Tally(name, number, _drafts_in_words(how, number), address))
    return [one for one in found if one.number]


def _drafts_in_words(how: str, number: int) -> str:
    if how == OVERDUE:
        return _("not published as scheduled")
    return ngettext("draft untouched for a month", "drafts untouched for a month", number)
