"""The filters of the pages for the API, which refuses what they would ignore."""

from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError

PAGING = {"page", "page_size"}


def refuse_unknown(request, known: set[str]) -> None:
    """Raise ValidationError, which is 400, naming the parameters that are not known."""
    unknown = [name for name in request.query_params if name not in known]
    message = _("Unknown parameter. This address knows none.")
    if known:
        names = ", ".join(sorted(known))
        message = _("Unknown parameter. Known are: %(names)s.") % {"names": names}
    if unknown:
        raise ValidationError({name: [message] for name in unknown})


class StrictFilterBackend(DjangoFilterBackend):
    """An unknown parameter is 400 and named, like a bad value."""

    def filter_queryset(self, request, queryset, view):
        if view.detail:
            refuse_unknown(request, known=set())
            return queryset
        filterset_class = self.get_filterset_class(view, queryset)
        refuse_unknown(
            request, known=PAGING | set(filterset_class.base_filters if filterset_class else ())
        )
        return super().filter_queryset(request, queryset, view)

    def get_filterset_kwargs(self, request, queryset, view):
        kwargs = super().get_filterset_kwargs(request, queryset, view)
        more = view.filterset_kwargs() if hasattr(view, "filterset_kwargs") else {}
        return {**kwargs, **more}
