"""The list of meetings: what stands in it, and how it stays quick among 100,000."""

import re
from functools import cached_property

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from actionplan.admin.found_once import MOST, found_once
from actionplan.admin.schedule import local_moment
from actionplan.admin.search import words_of
from actionplan.admin.translation import TranslationState
from actionplan.models import StaleText
from actionplan.translation import TARGETS, lacks
from events.admin.date_steps import date_steps
from events.admin.tags import tag
from events.admin.worklist.meetings import PARAMETER
from events.admin.worklist.selections import TO_DO, selection
from events.dates import date_range
from events.models import Meeting, MeetingPartner, MeetingWords, Outcome, Recommendation, Status
from events.models.roles import MeetingRole
from events.search.meeting_words import plain


class FewPages(Paginator):
    """Counts no further than anybody turns pages."""

    most = MOST

    @cached_property
    def counted(self) -> int:
        return self.object_list.order_by()[: self.most + 1].count()

    @property
    def count(self) -> int:
        return min(self.counted, self.most)

    @property
    def has_more(self) -> bool:
        return self.counted > self.most


class ToDo(admin.SimpleListFilter):
    """Meetings by what there is to do about them, as on the first page."""

    title = _("to do")
    parameter_name = PARAMETER

    def lookups(self, request, model_admin):
        return [(key, title) for key, (title, _select) in TO_DO.items()]

    def queryset(self, request, queryset):
        found = selection(self.value())
        if found is None:
            return queryset
        few = found_once(queryset, found.values_list("pk", flat=True))
        return queryset.filter(pk__in=found.order_by().values("pk")) if few is None else few


class YearFilter(admin.SimpleListFilter):
    """Meetings with a day in a year; one that crosses New Year is in both. None began before the
    year that precedes it: said so, few rows of the index have to be looked at."""

    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        return [(str(year), str(year)) for year in years()]

    def queryset(self, request, queryset):
        year = self.value() or ""
        if not re.fullmatch(r"(19|20|21)\d\d", year, re.ASCII):
            return queryset
        begun = {"start_date__year__gte": int(year) - 1, "start_date__year__lte": int(year)}
        return queryset.filter(**begun, end_date__year__gte=int(year))


def years() -> list[int]:
    """From the year of the last meeting to that of the first: two looks into an index."""
    days = Meeting.objects.values_list("start_date", flat=True)
    ends = [*days.order_by("-start_date")[:1], *days.order_by("start_date")[:1]]
    return list(range(ends[0].year, ends[1].year - 1, -1)) if ends else []


class MeetingChangeList(ChangeList):
    """Fetches what the columns say of the meetings of one page, and of no others."""

    def get_results(self, request):
        super().get_results(request)
        self.date_back, self.date_steps = date_steps(self, "start_date", years())
        self.result_list = list(self.result_list)
        co_chairs = MeetingPartner.objects.filter(role=MeetingRole.CO_CHAIR)
        prefetch_related_objects(
            self.result_list,
            Prefetch(
                "partner_parts",
                co_chairs.select_related("partner").order_by("order", "pk"),
                to_attr="listed_co_chairs",
            ),
            Prefetch("outcomes", Outcome.objects.select_related("kind"), to_attr="listed_outcomes"),
            Prefetch(
                "recommendations",
                Recommendation.objects.only("pk", "meeting_id"),
                to_attr="listed_recommendations",
            ),
        )
        keys = [meeting.pk for meeting in self.result_list]
        notes = StaleText.objects.filter(model=Meeting._meta.label_lower, key__in=keys)
        stale = set(notes.values_list("key", "column"))
        for meeting in self.result_list:
            meeting.stale = {column[-2:] for key, column in stale if key == meeting.pk}


class MeetingList:
    """A screen of meetings with these columns and filters, found by parts of words."""

    list_display = ["title", "dates", "place", "co_chairs", "state", "published", "languages"]
    list_display += ["results"]
    list_filter = [
        ToDo,
        "publication",
        "status",
        YearFilter,
        "type",
        "type__category",
        "mode",
        "confidence",
        TranslationState,
    ]
    sortable_by = ["dates"]  # by anything else all meetings would have to be sorted
    paginator = FewPages
    show_facets = admin.ShowFacets.NEVER
    date_hierarchy = "start_date"

    def get_changelist(self, request, **kwargs):
        return MeetingChangeList

    def get_search_results(self, request, queryset, search_term):
        words = words_of(search_term)
        if not words:
            return queryset, False
        found = MeetingWords.objects.all()
        for word in words:
            found = found.filter(text__contains=plain(word))
        few = found_once(queryset, found.values_list("key", flat=True))
        if few is None:
            few = queryset.filter(Exists(found.filter(key=OuterRef("pk"))))
        return few, False

    @admin.display(description=_("dates"), ordering="start_date")
    def dates(self, obj):
        return date_range(obj.start_date, obj.end_date, obj.date_precision, get_language())

    @admin.display(description=_("place"), empty_value="–")
    def place(self, obj):
        return obj.city or obj.country or (obj.get_mode_display() if obj.is_online else None)

    @admin.display(description=_("co-chairs"), empty_value="–")
    def co_chairs(self, obj):
        return ", ".join(part.partner.name for part in obj.listed_co_chairs) or None

    @admin.display(description=_("status"))
    def state(self, obj):
        return tag(obj.status, obj.get_status_display())

    @admin.display(description=_("publication"))
    def published(self, obj):
        state = tag(obj.publication, obj.get_publication_display())
        address = reverse("admin:events_meeting_publication", args=[obj.pk])
        moment = local_moment(obj.publish_at) if obj.publish_at else ""
        return format_html('<a href="{}">{}</a> {}', address, state, moment)

    @admin.display(description=_("languages"))
    def languages(self, obj):
        for code in TARGETS:
            if lacks(obj, code):
                return tag("missing", _("%(language)s missing") % {"language": code.upper()})
            if code in obj.stale:
                return tag("stale", _("%(language)s outdated") % {"language": code.upper()})
        return tag("complete", _("complete"))

    @admin.display(description=_("outcomes"), empty_value="–")
    def results(self, obj):
        texts = [str(outcome.kind) for outcome in obj.listed_outcomes if outcome.count is None]
        texts += [outcome.counted for outcome in obj.listed_outcomes if outcome.count is not None]
        if texts or obj.listed_recommendations:
            number = len(obj.listed_recommendations)
            words = ngettext("%(number)d recorded", "%(number)d recorded", number)
            return ", ".join(texts) or tag("complete", words % {"number": number})
        return tag("missing", _("missing")) if obj.status == Status.HELD else None
