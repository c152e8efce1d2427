"""Version 1 of the API: every resource of both apps, read-only."""

from django.urls import path
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

from events.api.chairmanships import ChairmanshipViewSet
from events.api.changes import Changes
from events.api.coverage import Coverage
from events.api.documents import DocumentViewSet
from events.api.meetings import MeetingViewSet
from events.api.package import Package
from events.api.parameters import refuse_ignored
from events.api.partners import PartnerViewSet
from events.api.plan_items import ActionViewSet, AreaViewSet, ObjectiveViewSet
from events.api.plans import ActionPlanViewSet
from events.api.recommendations import RecommendationViewSet
from events.api.search import Search
from events.api.standing_pages import StandingPageViewSet
from events.api.vocabulary import DocumentKindViewSet, MeetingTypeViewSet, OutcomeKindViewSet
from events.caching.answers import ALL, cached
from rabat.api.description.views import OpenAPI

app_name = "api"

RESOURCES = {
    "meetings": ("meeting", MeetingViewSet),
    "meeting-types": ("meeting-type", MeetingTypeViewSet),
    "outcome-kinds": ("outcome-kind", OutcomeKindViewSet),
    "partners": ("partner", PartnerViewSet),
    "chairmanships": ("chairmanship", ChairmanshipViewSet),
    "action-plans": ("action-plan", ActionPlanViewSet),
    "areas": ("area", AreaViewSet),
    "objectives": ("objective", ObjectiveViewSet),
    "actions": ("action", ActionViewSet),
    "recommendations": ("recommendation", RecommendationViewSet),
    "documents": ("document", DocumentViewSet),
    "document-kinds": ("document-kind", DocumentKindViewSet),
    "pages": ("page", StandingPageViewSet),
}
# Plans come as their items, which fit into lines; words and pages are few.
TABLES = ["meetings", "partners", "chairmanships", "areas", "objectives", "actions"]
TABLES += ["recommendations", "documents"]
# What is no list of objects.
QUESTIONS = {"coverage": Coverage, "search": Search, "changes": Changes}

router = SimpleRouter()
for prefix, (basename, viewset) in RESOURCES.items():
    router.register(prefix, viewset, basename=basename)


class Root(APIView):
    """The resources of the API with their addresses."""

    def get(self, request):
        refuse_ignored(request, known={})
        names = {prefix: f"{basename}-list" for prefix, (basename, _viewset) in RESOURCES.items()}
        names |= {name: name for name in QUESTIONS}
        return Response(
            {prefix: reverse(f"api:{name}", request=request) for prefix, name in names.items()}
        )


def file_of(prefix: str, ending: str, action: str):
    """The list of a resource as a file: an address of its own, so that programs know by its ending
    what they get."""
    basename, viewset = RESOURCES[prefix]
    view = viewset.as_view({"get": action}, detail=False, basename=basename)
    return path(f"{prefix}.{ending}", view, name=f"{basename}-{action}")


urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("data-package.zip", Package.as_view(), name="data-package"),
    path("openapi.json", cached(OpenAPI.as_view(), ALL), name="openapi"),
    *(path(f"{name}/", cached(view.as_view(), ALL), name=name) for name, view in QUESTIONS.items()),
    *(file_of(prefix, "csv", "table") for prefix in TABLES),
    file_of("meetings", "ics", "calendar"),
    file_of("meetings", "geojson", "places"),
    path(
        "meetings/<slug:slug>.ics",
        MeetingViewSet.as_view({"get": "entry"}, detail=True, basename="meeting"),
        name="meeting-entry",
    ),
    *router.urls,
]
