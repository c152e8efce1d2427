"""The filters of chairmanships."""

from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet

from events.as_of import DayField
from events.filter_form import FilterForm
from events.filter_kinds import CodeFilter
from events.filters import published_partners
from events.models import Chairmanship


class ServingFilter(Filter):
    """Who was in the chair on a day: one, or none."""

    field_class = DayField

    def filter(self, queryset, value):
        if value is None:
            return queryset
        serving = queryset.model.objects.published().serving(value)
        return queryset.filter(pk=serving.pk if serving else None)


class ChairmanshipFilterSet(FilterSet):
    """Filters of chairmanships: the code of the partner, and a day on which it was in the chair."""

    partner = CodeFilter(queryset=published_partners, to_field_name="code", label=_("Partner"))
    as_of = ServingFilter(label=_("As of"))

    class Meta:
        model = Chairmanship
        fields = []  # no filters but those above
        form = FilterForm
