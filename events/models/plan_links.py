"""How meetings bear on action plans: what they addressed of them, which they adopted."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.models import Action, ActionPlan, Area, Objective
from events.models.meeting import Meeting
from events.plan_link_querysets import PlanLinkQuerySet


class PlanItemReference(models.Model):
    """Points to one item of a plan: an area, an objective or an action."""

    area = models.ForeignKey(
        Area,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("area"),
    )
    objective = models.ForeignKey(
        Objective,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("objective"),
    )
    action = models.ForeignKey(
        Action,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("action"),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.item or "")

    def clean(self):
        super().clean()
        if sum(bool(item) for item in (self.area_id, self.objective_id, self.action_id)) != 1:
            raise ValidationError(_("Name one item: an area, an objective or an action."))

    @property
    def item(self) -> Area | Objective | Action | None:
        return self.area or self.objective or self.action


def reference_constraints(name: str, owner: str) -> list:
    """One item each, and each item once, for a model called `name` with a foreign key `owner`."""
    one = Q()
    for level in ("area", "objective", "action"):
        others = {f"{other}": None for other in ("area", "objective", "action") if other != level}
        one |= Q(**{f"{level}__isnull": False}, **others)
    return [
        models.CheckConstraint(
            name=f"{name}_one_item",
            condition=one,
            violation_error_message=_("Name one item: an area, an objective or an action."),
        ),
        *(
            models.UniqueConstraint(
                fields=[owner, level],
                name=f"{name}_{level}_once",
                violation_error_message=_("This item is linked already."),
            )
            for level in ("area", "objective", "action")
        ),
    ]


class PlanLink(PlanItemReference):
    """A meeting addressed an item of the plan, at whatever level is known."""

    class Basis(models.TextChoices):
        STATED = "stated", _("Stated")
        INFERRED = "inferred", _("Inferred")

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="plan_links", verbose_name=_("meeting")
    )
    basis = models.CharField(
        _("basis"),
        max_length=10,
        choices=Basis,
        default=Basis.STATED,
        help_text=_("Inferred links are shown, but not counted."),
    )
    history = HistoricalRecords()
    objects = PlanLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to the plan")
        verbose_name_plural = _("links to the plan")
        ordering = ["meeting_id", "pk"]
        constraints = reference_constraints("planlink", "meeting")


class PlanAdoption(models.Model):
    """An action plan was adopted at a meeting."""

    plan = models.OneToOneField(
        ActionPlan, models.CASCADE, related_name="adoption", verbose_name=_("action plan")
    )
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="adoptions", verbose_name=_("meeting")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("adopted plan")
        verbose_name_plural = _("adopted plans")
        ordering = ["meeting_id", "plan_id"]

    def __str__(self):
        return str(self.plan)
