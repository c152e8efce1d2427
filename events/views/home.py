"""The first page, and the way to it in the visitor's language."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.views.generic import TemplateView, View

from actionplan.models import ActionPlan
from events.coverage import plan_coverage
from events.models import Chairmanship, Document, Meeting


class LanguageRedirect(View):
    """From / to the language the browser asks for."""

    def get(self, request):
        with override(get_language_from_request(request)):
            response = HttpResponseRedirect(reverse("home"))
        patch_vary_headers(response, ["Accept-Language"])
        return response


class Home(TemplateView):
    template_name = "events/home.html"

    def get_context_data(self, **kwargs):
        now, today = timezone.now(), timezone.localdate()
        meetings = Meeting.objects.published()
        plan = ActionPlan.objects.published().in_force(today.year).first()
        return super().get_context_data(
            upcoming=meetings.upcoming(now).for_list()[:3],
            past=meetings.past(now).for_list()[:5],
            chairmanship=Chairmanship.objects.published().for_list().serving(today),
            coverage=plan and plan_coverage(plan, Meeting.objects.all(), today),
            documents=Document.objects.published().for_list().exclude(date=None)[:5],
            **kwargs,
        )
