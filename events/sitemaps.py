"""What search engines are told of: every public page in every language (sitemaps.org, 0.9)."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from actionplan.models import Action, ActionPlan, Area, Objective, PlanItem
from actionplan.translation import languages_of
from events.changes.times import last_changed
from events.models import Chairmanship, Document, Meeting, Partner, StandingPage

LISTS = [
    "home",
    "meeting-list",
    "meeting-months",
    "action-plan-list",
    "partner-list",
    "chairmanship-list",
    "document-list",
]


class EveryLanguage(Sitemap):
    """Each page with its other languages, and its address without any, which leads to the one that
    the browser asks for."""

    i18n = True
    alternates = True
    x_default = True


class Lists(EveryLanguage):
    """The pages that are no record's."""

    def items(self) -> list[str]:
        return LISTS

    def location(self, item: str) -> str:
        return reverse(item)


class Records(EveryLanguage):
    """The pages of records, each with the day of its last change."""

    def __init__(self, rows: QuerySet):
        self.rows = rows

    @cached_property
    def found(self) -> list[Model]:
        """Asked for once per answer: Django goes through the items more than once."""
        rows = self.rows.annotate(changed_at=last_changed(self.rows.model))
        return list(rows.order_by("pk"))

    def items(self) -> list[Model]:
        return self.found

    def get_languages_for_item(self, item: Model) -> list[str]:
        """As on the page itself, which names no copy in a language that the record lacks."""
        return languages_of(item)

    def lastmod(self, item: Model):
        return item.changed_at


class PlanItems(EveryLanguage):
    """The pages of the areas, objectives and actions of published plans."""

    @cached_property
    def found(self) -> list[PlanItem]:
        plans = ActionPlan.objects.published()
        models = (Area, Objective, Action)
        rows = [model.objects.filter(plan__in=plans).select_related("plan") for model in models]
        return [item for found in rows for item in found]

    def items(self) -> list[PlanItem]:
        return self.found

    def get_languages_for_item(self, item: PlanItem) -> list[str]:
        return languages_of(item)

    def lastmod(self, item: PlanItem):
        """Items are entered with their plan and carry no time of their own."""
        return item.plan.updated_at


SITEMAPS = {
    "lists": Lists,
    "plan-items": PlanItems,
    "standing-pages": lambda: Records(StandingPage.objects.all()),
} | {
    model._meta.model_name: (lambda model=model: Records(model.objects.published()))
    for model in (Meeting, ActionPlan, Partner, Chairmanship, Document)
}
