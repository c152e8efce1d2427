"""The filters of recommendations."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet, MultipleChoiceFilter

from events.filter_form import FilterForm
from events.filter_kinds import CodeFilter, published
from events.filter_widgets import CheckBoxes
from events.filters import PlanItemFilter
from events.models import Meeting, Recommendation, RecommendationLink, Resource
from events.search.query import of_kind, search
from events.search.words import query_words


class RecommendationFilterSet(FilterSet):
    """Filters of recommendations: words, the slug of a meeting, an item of a plan that they
    concern or something below it, what became of them. Several filters must all hold."""

    q = CharFilter(method="filter_words", label=_("Words"))
    meeting = CodeFilter(queryset=published(Meeting), to_field_name="slug", label=_("Meeting"))
    item = PlanItemFilter(
        links=RecommendationLink, owner="recommendation", label=_("Item of the action plan")
    )
    follow_up = MultipleChoiceFilter(
        choices=Recommendation.FollowUp,
        distinct=False,
        label=_("Follow-up"),
        widget=CheckBoxes,
    )

    class Meta:
        model = Recommendation
        fields = []  # no filters but those above
        form = FilterForm

    def filter_words(self, queryset, name, value):
        """Those that search finds, which knows them by meeting and number."""
        if not query_words(value):
            return queryset
        found = of_kind(search(value), Resource.RECOMMENDATION).order_by()
        here = found.filter(owner_id=OuterRef("meeting_id"), position=OuterRef("number"))
        return queryset.filter(Exists(here))
