"""What a meeting is tied to: partners in their roles, items of the plan, other meetings."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.models import Action, Area, Objective
from events.models.meeting import Meeting
from events.models.partner import Partner
from events.models.roles import MeetingRole
from events.querysets import PlanLinkQuerySet


class MeetingPartner(models.Model):
    """A partner's part in a meeting. A host is not for that reason a co-chair."""

    Role = MeetingRole

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="partner_parts", verbose_name=_("meeting")
    )
    partner = models.ForeignKey(
        Partner, models.RESTRICT, related_name="meeting_parts", verbose_name=_("partner")
    )
    role = models.CharField(_("part"), max_length=10, choices=MeetingRole)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("part in the meeting")
        verbose_name_plural = _("parts in the meeting")
        ordering = ["meeting_id", "role", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "partner", "role"],
                name="meetingpartner_unique",
                violation_error_message=_("This partner has this part already."),
            )
        ]
        indexes = [models.Index(fields=["partner", "role"], name="meetingpartner_by_partner")]

    def __str__(self):
        return f"{self.get_role_display()}: {self.partner}"


class PlanItemReference(models.Model):
    """Points to one item of a plan: an area, an objective or an action."""

    area = models.ForeignKey(
        Area, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("area")
    )
    objective = models.ForeignKey(
        Objective,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("objective"),
    )
    action = models.ForeignKey(
        Action, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("action")
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


class MeetingLink(models.Model):
    """How a meeting relates to an earlier one: follows it up, continues or replaces it, or was
    held jointly with it."""

    class Kind(models.TextChoices):
        FOLLOWS_UP = "follows_up", _("follows up")
        CONTINUES = "continues", _("continues")
        REPLACES = "replaces", _("replaces")
        JOINT_WITH = "joint_with", _("held jointly with")

    from_meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="links_to", verbose_name=_("meeting")
    )
    to_meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="links_from", verbose_name=_("other meeting")
    )
    kind = models.CharField(_("relation"), max_length=15, choices=Kind)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("link to another meeting")
        verbose_name_plural = _("links to other meetings")
        ordering = ["from_meeting_id", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_meeting", "to_meeting", "kind"],
                name="meetinglink_unique",
                violation_error_message=_("These meetings are linked so already."),
            ),
            models.CheckConstraint(
                name="meetinglink_not_to_itself",
                condition=~Q(from_meeting=F("to_meeting")),
                violation_error_message=_("A meeting is not linked to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.to_meeting}"

    @property
    def inverse_label(self) -> str:
        """The relation as seen from the other meeting."""
        return INVERSE[self.kind]

    def clean(self):
        super().clean()
        if self.from_meeting_id and self._reaches(self.from_meeting_id):
            raise ValidationError({"to_meeting": _("This would make a circle.")})

    def _reaches(self, goal: int) -> bool:
        """Whether links of this kind lead from the other meeting back to `goal`."""
        seen, reached = set(), {self.to_meeting_id}
        while reached:
            if goal in reached:
                return True
            seen |= reached
            links = MeetingLink.objects.filter(kind=self.kind, from_meeting__in=reached)
            reached = set(links.values_list("to_meeting_id", flat=True)) - seen
        return False


INVERSE = {
    MeetingLink.Kind.FOLLOWS_UP: _("Followed up by"),
    MeetingLink.Kind.CONTINUES: _("Continued by"),
    MeetingLink.Kind.REPLACES: _("Replaced by"),
    MeetingLink.Kind.JOINT_WITH: _("Held jointly with"),
}
