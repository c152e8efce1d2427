"""Action plans. A plan knows nothing of how it is used."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.querysets import ActionPlanQuerySet
from actionplan.record import Provenance, Publishable, scheduled_before_publication
from actionplan.translation import filled, translated

YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]


class ActionPlan(Publishable, Provenance):
    """A multi-annual action plan or cooperation programme."""

    class FirstLevel(models.TextChoices):
        AREA = "area", _("Area")
        DOMAIN = "domain", _("Domain")
        PILLAR = "pillar", _("Pillar")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = translated(models.CharField(_("name"), max_length=200))
    first_level = models.CharField(
        _("name of the first level"), max_length=10, choices=FirstLevel, default=FirstLevel.AREA
    )
    start_year = models.PositiveSmallIntegerField(_("first year"), validators=YEARS)
    end_year = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, validators=YEARS
    )
    applied_until_year = models.PositiveSmallIntegerField(
        _("applied until"),
        null=True,
        blank=True,
        validators=YEARS,
        help_text=_("If the plan was applied beyond its last year."),
    )
    stated_areas = models.PositiveSmallIntegerField(_("areas, as stated"), null=True, blank=True)
    stated_objectives = models.PositiveSmallIntegerField(
        _("objectives, as stated"), null=True, blank=True
    )
    stated_actions = models.PositiveSmallIntegerField(
        _("actions, as stated"), null=True, blank=True
    )
    history = HistoricalRecords()
    objects = ActionPlanQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = ["-start_year", "slug"]
        constraints = [
            filled("name", "actionplan_name_filled"),
            scheduled_before_publication("actionplan_scheduled_unpublished"),
            models.CheckConstraint(
                name="actionplan_years_ordered",
                condition=models.Q(end_year=None) | models.Q(end_year__gte=models.F("start_year")),
                violation_error_message=_("The last year is before the first."),
            ),
            models.CheckConstraint(
                name="actionplan_applied_after_end",
                condition=models.Q(applied_until_year=None)
                | models.Q(applied_until_year__gte=models.F("start_year"))
                # A comparison with no year at all would hold.
                & (
                    models.Q(end_year=None) | models.Q(applied_until_year__gte=models.F("end_year"))
                ),
                violation_error_message=_("The plan is applied at least until its last year."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("action-plan-detail", args=[self.slug])

    def obstacles(self, at):
        """A plan of which neither an item nor a number of items is recorded says nothing."""
        parts = (self.areas, self.objectives, self.actions, self.roadmap_priorities)
        stated = (self.stated_areas, self.stated_objectives, self.stated_actions)
        if any(stated) or any(len(part.all()) for part in parts):
            return {}
        return {"areas": _("Nothing of the plan is recorded yet: no area, objective or action.")}

    @property
    def last_year(self) -> int | None:
        """The last year in which the plan was applied."""
        return self.applied_until_year or self.end_year


class RoadmapPriority(models.Model):
    """A priority of the roadmap that carried out an older plan; the order is the source's."""

    plan = models.ForeignKey(
        ActionPlan, models.CASCADE, related_name="roadmap_priorities", verbose_name=_("action plan")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    title = translated(models.CharField(_("title"), max_length=200))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("roadmap priority")
        verbose_name_plural = _("roadmap priorities")
        ordering = ["plan_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="roadmap_order_unique"),
            filled("title", "roadmap_title_filled"),
        ]

    def __str__(self):
        return f"{self.order}. {self.title}"
