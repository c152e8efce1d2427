"""The filters of the pages for the API, which refuses what they would ignore."""

from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError

PAGING = {"page", "page_size"}


class StrictFilterBackend(DjangoFilterBackend):
    """An unknown parameter is 400 and named, like a bad value."""

    def filter_queryset(self, request, queryset, view):
        filterset_class = self.get_filterset_class(view, queryset)
        known = PAGING | set(filterset_class.base_filters if filterset_class else ())
        unknown = [name for name in request.query_params if name not in known]
        if unknown:
            message = _("Unknown parameter. Known are: %(names)s.")
            names = ", ".join(sorted(known))
            raise ValidationError({name: [message % {"names": names}] for name in unknown})
        return super().filter_queryset(request, queryset, view)

    def get_filterset_kwargs(self, request, queryset, view):
        kwargs = super().get_filterset_kwargs(request, queryset, view)
        more = view.filterset_kwargs() if hasattr(view, "filterset_kwargs") else {}
        return {**kwargs, **more}
