"""The filters of documents: one set for the library and the API."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from actionplan.models import ActionPlan
from events.filter_form import FilterForm, RecordFilterSet
from events.filter_kinds import CodeFilter, CodesFilter, WordsFilter, YearFilter, published
from events.filter_widgets import CheckBoxes, List
from events.filters import published_chairmanships
from events.models import Document, DocumentKind, DocumentVersion, Meeting, Resource
from events.models.document import SEVERAL

NOT_STATED = "und"  # ISO 639-2 for a language that is not known


class DocumentFilterSet(RecordFilterSet):
    """Filters of documents. Values are slugs and codes; several filters must all hold.

    `language` is that of a version: a code of two letters, which a version in several languages
    fits too, `mul` for these alone, or `und` where none is stated."""

    q = WordsFilter(kind=Resource.DOCUMENT, label=_("Words"))
    type = CodesFilter(
        field_name="kind__slug",
        distinct=False,
        queryset=DocumentKind.objects.all(),
        to_field_name="slug",
        label=_("Type of document"),
        widget=CheckBoxes,
    )
    year = YearFilter(start="date", end="date", label=_("Year"))
    language = ChoiceFilter(
        choices=[
            *settings.LANGUAGES,
            *DocumentVersion.OTHER_LANGUAGES,
            (NOT_STATED, _("Not stated")),
        ],
        method="filter_language",
        label=_("Language"),
        empty_label=_("All languages"),
        widget=List,
    )
    meeting = CodeFilter(
        queryset=published(Meeting), to_field_name="slug", label=_("Meeting"), widget=HiddenInput
    )
    chairmanship = CodeFilter(
        queryset=published_chairmanships,
        to_field_name="slug",
        label=_("Chairmanship"),
        widget=HiddenInput,
    )
    plan = CodeFilter(
        queryset=published(ActionPlan),
        to_field_name="slug",
        label=_("Action plan"),
        widget=HiddenInput,
    )

    class Meta:
        model = Document
        fields = []  # no filters but those above
        form = FilterForm

    def filter_language(self, queryset, name, value):
        """Documents with a version in a language; one in several languages is in each of them."""
        languages = {NOT_STATED: [""]}.get(value, {value, SEVERAL})
        versions = DocumentVersion.objects.filter(document=OuterRef("pk"), language__in=languages)
        return queryset.filter(Exists(versions))
