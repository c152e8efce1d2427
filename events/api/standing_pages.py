"""Standing pages in the API."""

from events.api.objects import ObjectViewSet
from events.models import StandingPage


class StandingPageViewSet(ObjectViewSet):
    """The pages of text that every site has."""

    queryset = StandingPage.objects.all()
    lookup_field = "key"
    lookup_value_regex = "[a-z]+"
