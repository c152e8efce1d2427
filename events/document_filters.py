"""The filters of documents: one set for the library and the API."""

import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, Filter, FilterSet

from events.filter_form import FilterForm
from events.filters import CheckBoxes, CodeFilter, CodesFilter, YearField, published
from events.models import Document, DocumentKind, DocumentVersion, Meeting, Resource
from events.models.document import SEVERAL
from events.search.query import of_kind, search
from events.search.words import query_words

NOT_STATED = "und"  # ISO 639-2 for a language that is not known


class DateYearFilter(Filter):
    """The year of a date, however precise it is."""

    field_class = YearField

    def filter(self, queryset, value):
        if value is None:
            return queryset
        year = datetime.date(value, 1, 1), datetime.date(value, 12, 31)
        return queryset.filter(date__range=year)


class DocumentFilterSet(FilterSet):
    """Filters of documents. Values are slugs and codes; several filters must all hold.

    `language` is that of a version: a code of two letters, which a version in several languages
    fits too, `mul` for these alone, or `und` where none is stated."""

    q = CharFilter(method="filter_words", label=_("Words"))
    type = CodesFilter(
        field_name="kind__slug",
        distinct=False,
        queryset=DocumentKind.objects.all(),
        to_field_name="slug",
        label=_("Type of document"),
        widget=CheckBoxes,
    )
    year = DateYearFilter(label=_("Year"))
    language = ChoiceFilter(
        choices=[
            *settings.LANGUAGES,
            *DocumentVersion.OTHER_LANGUAGES,
            (NOT_STATED, _("Not stated")),
        ],
        method="filter_language",
        label=_("Language"),
        empty_label=_("All languages"),
    )
    meeting = CodeFilter(
        queryset=published(Meeting), to_field_name="slug", label=_("Meeting"), widget=HiddenInput
    )

    class Meta:
        model = Document
        fields = []  # no filters but those above
        form = FilterForm

    def filter_words(self, queryset, name, query):
        """Those that search finds; where there is nothing to look for, all."""
        if not query_words(query):
            return queryset
        found = of_kind(search(query), Resource.DOCUMENT).order_by()
        return queryset.filter(pk__in=found.values("owner_id"))

    def filter_language(self, queryset, name, value):
        """Documents with a version in a language; one in several languages is in each of them."""
        languages = {NOT_STATED: [""]}.get(value, {value, SEVERAL})
        versions = DocumentVersion.objects.filter(document=OuterRef("pk"), language__in=languages)
        return queryset.filter(Exists(versions))
