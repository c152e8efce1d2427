"""Search in the API."""

from django.urls import reverse
from django.utils.translation import override
from rest_framework import serializers
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from actionplan.translation import LANGUAGES, texts
from events.api.answers import origin_of
from events.api.parameters import refuse_ignored
from events.api.shape import LanguageQuery, Shape
from events.caching.counted import results
from events.models import Resource, SearchEntry

# Where the object of what is found is, below /api/v1/.
OBJECTS = {
    Resource.PLAN: "action-plans/{key}/",
    Resource.AREA: "areas/{key}.{fragment}/",
    Resource.OBJECTIVE: "objectives/{key}.{fragment}/",
    Resource.ACTION: "actions/{key}.{fragment}/",
    Resource.PARTNER: "partners/{key}/",
    Resource.CHAIRMANSHIP: "chairmanships/{key}/",
    Resource.MEETING: "meetings/{key}/",
    Resource.DOCUMENT: "documents/{key}/",
    Resource.RECOMMENDATION: "recommendations/{key}.{position}/",
    Resource.STANDING_PAGE: "pages/{key}/",
}


class SearchQuery(LanguageQuery):
    """The words looked for, and of which kind what is found is to be."""

    q = serializers.CharField()
    kind = serializers.ChoiceField(choices=Resource, default="", allow_blank=True)


class Search(APIView):
    """What holds the words asked for, in either language, the best first. `kind` names one kind
    alone, as on the page. Each result has its title, the `url` of its page and, as `object`, the
    address of its object."""

    def get(self, request):
        pages = api_settings.DEFAULT_PAGINATION_CLASS()
        query = SearchQuery(data=request.query_params)
        refuse_ignored(request, known={**query.fields, **pages.parameters})
        query.is_valid(raise_exception=True)
        asked, origin = query.validated_data, origin_of(request)
        shape = Shape(lang=asked.get("lang"))
        found = pages.paginate_queryset(results(asked["q"], asked["kind"]), request, view=self)
        return pages.get_paginated_response([shape.of(_result(one, origin)) for one in found])


def _result(entry: SearchEntry, origin: str) -> dict:
    way = OBJECTS[entry.resource].format(**vars(entry))
    return {
        "kind": entry.resource,
        "title": texts(entry, "title"),
        "url": {language: origin + _page(entry, language) for language in LANGUAGES},
        "object": f"{origin}{reverse('api:root')}{way}",
    }


def _page(entry: SearchEntry, language: str) -> str:
    with override(language):
        return entry.get_absolute_url()
