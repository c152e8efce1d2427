"""Moments as the clocks of the secretariat show them, on the pages for staff."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone


def clock_of_staff(get_response):
    """A middleware: in the administration times are the secretariat's, and so is today. Elsewhere
    they are UTC, the same for every visitor."""

    def answer(request):
        if not request.path.startswith(reverse("admin:index")):
            return get_response(request)
        with timezone.override(settings.SECRETARIAT_TIME_ZONE):
            return get_response(request)

    return answer
