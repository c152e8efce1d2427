"""Public pages of standing texts: about, accessibility, privacy …"""

from django.views.generic import DetailView

from events.changes.times import last_changed
from events.models import StandingPage


class StandingPageDetail(DetailView):
    queryset = StandingPage.objects.annotate(changed_at=last_changed(StandingPage))
    slug_field = slug_url_kwarg = "key"
    template_name = "events/standing_page.html"
    context_object_name = "page"
