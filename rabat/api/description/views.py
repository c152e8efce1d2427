"""The description of the API: as a document, and as pages."""

from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.utils.translation import override
from django.views.generic import TemplateView
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.answers import origin_of
from events.api.parameters import refuse_ignored
from events.api.shape import FileQuery
from rabat.api.description.document import description
from rabat.api.description.examples import Examples
from rabat.api.description.reference import PAGES, Resource
from rabat.api.description.words import RESOURCES

# The first steps as files that run, by the name of the language they are in.
SNIPPETS = {"curl": "first_steps.sh", "Python": "first_steps.py", "R": "first_steps.R"}
FOLDER = Path(settings.BASE_DIR) / "examples"
SITE = "https://rabat.example"  # in these files


class OpenAPI(APIView):
    """The API as OpenAPI 3.1 describes it, in one language, with answers of today as examples."""

    def get(self, request):
        query = FileQuery(data=request.query_params)
        refuse_ignored(request, known=query.fields)
        query.is_valid(raise_exception=True)
        with override(query.validated_data["lang"]):
            found = description(origin_of(request))
        Examples(request).add_to(found)
        return Response(found)


class Start(TemplateView):
    """How to begin with the API, what holds for all of it, and what there is."""

    template_name = "api/start.html"

    def get_context_data(self, **kwargs):
        origin = origin_of(self.request)
        snippets = {
            name: (FOLDER / file).read_text(encoding="utf-8").replace(SITE, origin)
            for name, file in SNIPPETS.items()
        }
        resources = [(name, *RESOURCES[name]) for name in PAGES]
        more = {"snippets": snippets, "resources": resources}
        return super().get_context_data(**kwargs, **more)


class Reference(TemplateView):
    """A resource of the API, with an answer of today."""

    template_name = "api/resource.html"

    def get_context_data(self, resource: str, **kwargs):
        if resource not in PAGES:
            raise Http404
        origin = origin_of(self.request)
        shown = Resource(description(origin), resource)
        example = shown.example(Examples(self.request))
        return super().get_context_data(shown=shown, example=example, **kwargs)
