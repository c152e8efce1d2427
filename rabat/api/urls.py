"""Version 1 of the API: every resource of both apps, read-only."""

from django.urls import path
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

from events.api.chairmanships import ChairmanshipViewSet
from events.api.changes import Changes
from events.api.documents import DocumentKindViewSet, DocumentViewSet
from events.api.meetings import MeetingTypeViewSet, MeetingViewSet, OutcomeKindViewSet
from events.api.parameters import refuse_unknown
from events.api.partners import PartnerViewSet
from events.api.plans import ActionPlanViewSet
from events.api.standing_pages import StandingPageViewSet

app_name = "api"

RESOURCES = {
    "meetings": ("meeting", MeetingViewSet),
    "meeting-types": ("meeting-type", MeetingTypeViewSet),
    "outcome-kinds": ("outcome-kind", OutcomeKindViewSet),
    "partners": ("partner", PartnerViewSet),
    "chairmanships": ("chairmanship", ChairmanshipViewSet),
    "action-plans": ("action-plan", ActionPlanViewSet),
    "documents": ("document", DocumentViewSet),
    "document-kinds": ("document-kind", DocumentKindViewSet),
    "pages": ("page", StandingPageViewSet),
}

router = SimpleRouter()
for prefix, (basename, viewset) in RESOURCES.items():
    router.register(prefix, viewset, basename=basename)


class Root(APIView):
    """The resources of the API with their addresses."""

    def get(self, request):
        refuse_unknown(request, known=set())
        return Response(
            {
                prefix: reverse(f"api:{basename}-list", request=request)
                for prefix, (basename, _viewset) in RESOURCES.items()
            }
            | {"changes": reverse("api:changes", request=request)}
        )


urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("changes/", Changes.as_view(), name="changes"),
    *router.urls,
]
