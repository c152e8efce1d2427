"""How plans are read."""

from django.db import models
from django.db.models.functions import Coalesce


class PublishableQuerySet(models.QuerySet):
    """Rows with a publication state; `published()` is the only door to the public."""

    def published(self):
        return self.filter(publication="published")


class ActionPlanQuerySet(PublishableQuerySet):
    def in_force(self, year: int):
        """Plans applied in `year`, the newest first."""
        last_year = Coalesce("applied_until_year", "end_year", models.Value(9999))
        return (
            self.alias(last_year=last_year)
            .filter(start_year__lte=year, last_year__gte=year)
            .order_by("-start_year", "slug")
        )

    def with_structure(self):
        """Everything a plan consists of, in a fixed number of queries."""
        return self.prefetch_related("areas", "objectives", "actions", "roadmap_priorities")
