"""What a plan consists of: areas, objectives, actions."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.models.plan import ActionPlan
from actionplan.querysets import PlanItemQuerySet
from actionplan.record import Provenance
from actionplan.translation import translated


class PlanItem(models.Model):
    """A numbered item of a plan. Numbers run through the plan; a title may be unknown."""

    title = translated(models.CharField(_("title"), max_length=400), required=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    objects = PlanItemQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        name = f"{self.label} – {self.title}" if self.title else self.label
        return f"{name} ({self.plan})"

    def get_absolute_url(self):
        return reverse("plan-item-detail", args=[self.plan.slug, self.code])

    @property
    def code(self) -> str:
        """What names the item within its plan: area-4, objective-5b, action-16."""
        return f"{self._meta.model_name}-{self.mark}"

    @property
    def full_code(self) -> str:
        """What names the item among those of all plans: cadiz-action-plan.objective-5b."""
        return f"{self.plan.slug}.{self.code}"

    @property
    def mark(self) -> str:
        """The number as printed: 4, 5b, 16."""
        return str(self.number)


class Area(PlanItem):
    """The first level of a plan, which may call it area, domain or pillar."""

    plan = models.ForeignKey(
        ActionPlan, models.CASCADE, related_name="areas", verbose_name=_("action plan")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["plan_id", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="area_number_unique"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="area_number_positive"),
        ]

    @property
    def label(self) -> str:
        return f"{self.plan.get_first_level_display()} {self.number}"


class Basis(models.TextChoices):
    """What a place in the plan, or a count, rests on."""

    STATED = "stated", _("Stated")
    INFERRED = "inferred", _("Inferred")
    UNKNOWN = "unknown", _("Unknown")


class Objective(PlanItem, Provenance):
    """The second level. An objective printed in parts (5a, 5b) has a row for the whole, with
    an empty part, and one for each part; it counts once, by its number."""

    plan = models.ForeignKey(
        ActionPlan, models.CASCADE, related_name="objectives", verbose_name=_("action plan")
    )
    area = models.ForeignKey(
        Area,
        models.RESTRICT,
        related_name="objectives",
        null=True,
        blank=True,
        verbose_name=_("area"),
        help_text=_("Empty if not recorded."),
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    part = models.CharField(
        _("part"), max_length=1, blank=True, default="", help_text=_("a, b … or empty.")
    )
    actions_count = models.PositiveSmallIntegerField(
        _("number of actions, as stated"), null=True, blank=True
    )
    actions_count_basis = models.CharField(
        _("basis of that number"), max_length=10, choices=Basis, default=Basis.UNKNOWN
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["plan_id", "number", "part", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number", "part"], name="objective_number_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="objective_number_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(part="") | models.Q(part__regex=r"^[a-z]$"),
                name="objective_part_letter",
                violation_error_message=_("A part is one small letter."),
            ),
        ]

    @property
    def mark(self) -> str:
        return f"{self.number}{self.part}"

    @property
    def label(self) -> str:
        return f"{_('Objective')} {self.mark}"

    def clean(self):
        if self.area_id and self.plan_id and self.area.plan_id != self.plan_id:
            raise ValidationError({"area": _("This area belongs to another plan.")})


class Action(PlanItem, Provenance):
    """The third level; the objective it belongs to may be unknown."""

    plan = models.ForeignKey(
        ActionPlan, models.CASCADE, related_name="actions", verbose_name=_("action plan")
    )
    objective = models.ForeignKey(
        Objective,
        models.RESTRICT,
        related_name="actions",
        null=True,
        blank=True,
        verbose_name=_("objective"),
        help_text=_("Empty if not recorded."),
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    objective_basis = models.CharField(
        _("basis of the objective"), max_length=10, choices=Basis, default=Basis.STATED
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["plan_id", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="action_number_unique"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="action_number_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(objective=None, objective_basis="unknown")
                | models.Q(objective__isnull=False) & ~models.Q(objective_basis="unknown"),
                name="action_objective_basis",
                violation_error_message=_(
                    "The basis is “unknown” exactly when the objective is not recorded."
                ),
            ),
        ]

    @property
    def label(self) -> str:
        return f"{_('Action')} {self.mark}"

    def clean(self):
        if self.objective_id and self.plan_id and self.objective.plan_id != self.plan_id:
            raise ValidationError({"objective": _("This objective belongs to another plan.")})
