"""The filters of the pages for the API, which refuses what they would ignore."""

from django_filters.rest_framework import DjangoFilterBackend

from events.api.parameters import refuse_unknown

PAGING = {"page", "page_size"}


class StrictFilterBackend(DjangoFilterBackend):
    """An unknown parameter is 400 and named, like a bad value."""

    def filter_queryset(self, request, queryset, view):
        known = {*view.shaping().get_fields()}
        if view.detail:
            refuse_unknown(request, known=known)
            return queryset
        filterset_class = self.get_filterset_class(view, queryset)
        known |= PAGING | {*(filterset_class.base_filters if filterset_class else ())}
        refuse_unknown(request, known=known)
        return super().filter_queryset(request, queryset, view)

    def get_filterset_kwargs(self, request, queryset, view):
        kwargs = super().get_filterset_kwargs(request, queryset, view)
        more = view.filterset_kwargs() if hasattr(view, "filterset_kwargs") else {}
        return {**kwargs, **more}
