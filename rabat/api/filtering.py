"""The filters of the pages for the API, which refuses what they would ignore."""

from django_filters.rest_framework import DjangoFilterBackend

from events.api.parameters import refuse_ignored


class StrictFilterBackend(DjangoFilterBackend):
    """An unknown parameter is 400 and named, like a bad value."""

    def filter_queryset(self, request, queryset, view):
        known = {**view.shaping.fields}
        if view.detail:
            refuse_ignored(request, known=known)
            return queryset
        filterset_class = self.get_filterset_class(view, queryset)
        filters = filterset_class.base_filters if filterset_class else {}
        known |= view.paginator.parameters if view.action == "list" else {}
        refuse_ignored(request, known=known | filters)
        if filters.keys().isdisjoint(request.query_params):
            return queryset
        return super().filter_queryset(request, queryset, view)

    def get_filterset(self, request, queryset, view):
        """With the filters that are asked for: no form is shown that would need the others, and
        their choices cost more than an answer."""
        filterset = super().get_filterset(request, queryset, view)
        asked = request.query_params.keys()
        filterset.filters = {
            name: filterset.filters[name] for name in filterset.filters if name in asked
        }
        return filterset

    def get_filterset_kwargs(self, request, queryset, view):
        kwargs = super().get_filterset_kwargs(request, queryset, view)
        more = view.filterset_kwargs() if hasattr(view, "filterset_kwargs") else {}
        return {**kwargs, **more}
