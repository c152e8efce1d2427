"""The pages that every gate looks at: each kind of page of the real record, in both languages.

A new kind of page gets a line in `PAGES`; a test fails as long as an address has none.
"""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import override

from events.urls import STANDING_PAGES
from tests.browser.link import TOKEN

LANGUAGES = ["en", "fr"]


@dataclass(frozen=True)
class Address:
    """The name of an address with its arguments and query, and the status of its answer."""

    name: str
    args: tuple = ()
    query: str = ""
    status: int = 200

    def path(self, language: str) -> str:
        with override(language):
            path = reverse(self.name, args=self.args)
        return f"{path}?{self.query}".removesuffix("?")


@dataclass(frozen=True)
class Nowhere:
    """An address below a language where nothing is."""

    words: dict = field(default_factory=lambda: {"en": "nothing", "fr": "rien"}, hash=False)
    name: str = ""
    status: int = 404

    def path(self, language: str) -> str:
        return f"/{language}/{self.words[language]}/"


def meeting(slug: str) -> Address:
    return Address("meeting-detail", (slug,))


PAGES = {
    "home": Address("home"),
    "meetings": Address("meeting-list"),
    "meetings-filtered": Address("meeting-list", query="type=thematic-meeting&type=workshop"),
    "meetings-none": Address("meeting-list", query="year=1990"),
    "meetings-refused": Address("meeting-list", query="year=soon&country=XX", status=400),
    "embed": Address("meeting-embed"),
    "embed-filtered": Address("meeting-embed", query="type=webinar&upcoming=false&limit=20"),
    "embed-refused": Address("meeting-embed", query="limit=0&country=XX", status=400),
    "month": Address("meeting-month", ("2023", "10")),
    "month-filtered": Address("meeting-month", ("2023", "10"), "type=thematic-meeting"),
    "month-without": Address("meeting-month", ("2023", "08")),
    "meeting-with-results": meeting("circular-migration-rabat-2024"),
    "meeting-with-actions": meeting("youth-the-hague-2023"),
    "meeting-political": meeting("ministerial-conference-cadiz-2022"),
    "meeting-postponed": meeting("som-paris-2020"),
    "meeting-cancelled": meeting("scenario-exercise-drivers-2021"),
    "meeting-online": meeting("webinar-anti-trafficking-2020"),
    "meeting-with-family": meeting("som-abuja-2026"),
    "plans": Address("action-plan-list"),
    "plan": Address("action-plan-detail", ("cadiz-action-plan",)),
    "plan-without-items": Address("action-plan-detail", ("rabat-action-plan",)),
    "area": Address("plan-item-detail", ("cadiz-action-plan", "area-2")),
    "objective": Address("plan-item-detail", ("cadiz-action-plan", "objective-5b")),
    "action": Address("plan-item-detail", ("cadiz-action-plan", "action-29")),
    "coverage-by-meeting": Address("coverage", ("cadiz-action-plan",)),
    "coverage-by-year": Address("coverage", ("cadiz-action-plan",), "by=year"),
    "coverage-refused": Address("coverage", ("cadiz-action-plan",), "as_of=soon", status=400),
    "partners": Address("partner-list"),
    "partner-country": Address("partner-detail", ("MA",)),
    "partner-organisation": Address("partner-detail", ("ICMPD",)),
    "chairmanships": Address("chairmanship-list"),
    "chairmanship": Address("chairmanship-detail", ("morocco-2022",)),
    "documents": Address("document-list"),
    "documents-last": Address("document-list", query="page=2"),
    "document": Address("document-detail", ("leaflet-strategic-priorities-2018-2020",)),
    "search": Address("search"),
    "search-found": Address("search", query="q=migration"),
    "search-none": Address("search", query="q=xyzzy"),
    **{name: Address(name) for name in STANDING_PAGES},
    "api": Address("api-start"),
    "api-meetings": Address("api-resource", ("meetings",)),
    "api-action-plans": Address("api-resource", ("action-plans",)),
    "api-coverage": Address("api-resource", ("coverage",)),
    "nomination": Address("nomination-form", (TOKEN,)),
    "nomination-received": Address("nomination-received", (TOKEN,)),
    "not-found": Nowhere(),
}
# Public addresses that answer with something else than a page.
NO_PAGES = {
    "manifest",
    "meeting-months",  # leads to the nearest month with a meeting
    "meeting-feed",
    "meeting-news",
    "meeting-calendar",
    "coverage-csv",
    "coverage-json",
    "meeting-table",
    "preview",  # shows the pages above below a banner, by a link that ends
}
PATHS = {
    f"{kind}-{language}": page.path(language)
    for kind, page in PAGES.items()
    for language in LANGUAGES
}
