"""The addresses of the site and some that fail, to see how it answers then."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path
from rest_framework.views import APIView

from rabat import urls

ERRORS = {400: SuspiciousOperation, 403: PermissionDenied, 404: Http404, 500: RuntimeError}
CANARY = "what only we should know"

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def fail(request, status):
    raise ERRORS[status](CANARY)


class FailingAPI(APIView):
    """Fails where the API's own views would."""

    def get(self, request, status):
        raise ERRORS[status](CANARY)


urlpatterns = [
    path("api/fail/<int:status>/", fail),
    path("api/v1/fail/<int:status>/", FailingAPI.as_view()),
    *i18n_patterns(path("fail/<int:status>/", fail, name="fail")),
    *urls.urlpatterns,
]
