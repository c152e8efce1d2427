"""How links to action plans are read, of meetings and of recommendations; and these themselves."""

from django.db import models
from django.db.models import Prefetch, Q


def shown_plan_links(model: type[models.Model]):
    """The links of a model to items of published plans, with these."""
    links = model._meta.get_field("plan_links").related_model.objects.all()
    published = (
        Q(area__plan__publication="published")
        | Q(objective__plan__publication="published")
        | Q(action__plan__publication="published")
    )
    return links.filter(published).select_related(
        "area__plan", "objective__plan", "objective__area", "action__plan", "action__objective"
    )


class RecommendationQuerySet(models.QuerySet):
    def published(self):
        """Those of published meetings: a recommendation has no publication of its own."""
        return self.filter(meeting__publication="published")

    def in_order(self):
        """Those of the latest meeting first, each meeting's in its order."""
        return self.order_by("-meeting__start_date", "-meeting_id", "number")

    def for_detail(self):
        """With meeting and items of published plans."""
        links = Prefetch("plan_links", queryset=shown_plan_links(self.model))
        return self.select_related("meeting").prefetch_related(links)


class PlanLinkQuerySet(models.QuerySet):
    def of_plan(self, plan):
        """Links to any item of one plan."""
        return self.filter(Q(area__plan=plan) | Q(objective__plan=plan) | Q(action__plan=plan))
