"""Version 1 of the API: every resource of both apps, read-only."""

from django.urls import path
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

from actionplan.api import ActionPlanViewSet
from events.api.chairmanships import ChairmanshipViewSet
from events.api.documents import DocumentViewSet
from events.api.meetings import MeetingTypeViewSet, MeetingViewSet
from events.api.partners import PartnerViewSet
from rabat.api.filtering import refuse_unknown

app_name = "api"

RESOURCES = {
    "meetings": ("meeting", MeetingViewSet),
    "meeting-types": ("meeting-type", MeetingTypeViewSet),
    "partners": ("partner", PartnerViewSet),
    "chairmanships": ("chairmanship", ChairmanshipViewSet),
    "action-plans": ("action-plan", ActionPlanViewSet),
    "documents": ("document", DocumentViewSet),
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
        )


urlpatterns = [path("", Root.as_view(), name="root"), *router.urls]
