"""How plans are read."""

from django.db import models
from django.db.models import Prefetch
from django.db.models.functions import Coalesce


class RelatedMixin:
    """Names related models by the name of their relation, so that no model is imported here."""

    def rows(self, relation: str) -> models.QuerySet:
        """All rows at the other end of `relation`."""
        return self.model._meta.get_field(relation).related_model.objects.all()


class PublishableQuerySet(RelatedMixin, models.QuerySet):
    """Rows with a publication state; `published()` is the only door to the public."""

    def published(self):
        return self.filter(publication="published")


class PlanItemQuerySet(models.QuerySet):
    def published(self):
        """Those of published plans: an item has no publication of its own."""
        return self.filter(plan__publication="published")

    def in_order(self):
        """As they stand in their plans, the newest plan first."""
        parts = ["part"] if hasattr(self.model, "part") else []
        return self.order_by("-plan__start_year", "plan__slug", "number", *parts)


class ActionPlanQuerySet(PublishableQuerySet):
    def in_force(self, year: int):
        """Plans applied in `year`, the newest first."""
        last_year = Coalesce("applied_until_year", "end_year", models.Value(9999))
        return (
            self.alias(last_year=last_year)
            .filter(start_year__lte=year, last_year__gte=year)
            .order_by("-start_year", "slug")
        )

    def for_detail(self):
        """With what a plan has besides its items."""
        return self.prefetch_related("roadmap_priorities")

    def nested(self):
        """With areas, their objectives, their actions, and what has no recorded parent."""
        return self.prefetch_related(
            "areas__objectives__actions",
            "roadmap_priorities",
            Prefetch(
                "objectives",
                queryset=self.rows("objectives").filter(area=None).prefetch_related("actions"),
                to_attr="shown_objectives",
            ),
            Prefetch(
                "actions",
                queryset=self.rows("actions").filter(objective=None),
                to_attr="shown_actions",
            ),
        )
