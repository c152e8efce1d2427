"""The standing pages: one per key."""

import factory

from events.models import StandingPage
from tests.factories.base import RowFactory


class StandingPageFactory(RowFactory):
    key = factory.LazyFunction(lambda: free_key())
    title_en = factory.LazyAttribute(lambda o: f"Page {o.key}")
    title_fr = factory.LazyAttribute(lambda o: f"Page {o.key} en français")
    body_en = "What *this* is."
    body_fr = "Ce que *c’est*."

    class Meta:
        model = StandingPage


def free_key() -> str:
    """The first of the keys whose page is not there yet: "about", unless told otherwise."""
    taken = set(StandingPage.objects.values_list("key", flat=True))
    return next(key for key in StandingPage.Key.values if key not in taken)


def every_standing_page() -> list[StandingPage]:
    return [StandingPageFactory(key=key) for key in StandingPage.Key.values]
