"""What came out of a meeting: outcomes, recommendations, promises."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.translation import filled, translated
from events.models.meeting import Meeting
from events.models.period import BoundPrecision
from events.models.plan_links import PlanItemReference, reference_constraints
from events.models.vocabulary import OutcomeKind
from events.plan_link_querysets import RecommendationQuerySet


class Outcome(models.Model):
    """What came out, always countable without texts: "20 recommendations"."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="outcomes", verbose_name=_("meeting")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.ForeignKey(
        OutcomeKind, models.RESTRICT, related_name="outcomes", verbose_name=_("kind")
    )
    count = models.PositiveSmallIntegerField(
        _("how many"), null=True, blank=True, help_text=_("Empty if not recorded.")
    )
    text = translated(models.CharField(_("text"), max_length=400), required=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["meeting_id", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="outcome_count_or_text",
                condition=Q(count__isnull=False) | ~Q(text_en=""),
                violation_error_message=_("Give a number or a text."),
            )
        ]

    def __str__(self):
        return self.text if self.count is None else self.counted

    @property
    def counted(self) -> str:
        """20 recommendations; 1 declaration."""
        return f"{self.count} {self.kind.name if self.count == 1 else self.kind.name_plural}"


class Recommendation(models.Model):
    """A single recommendation, registered with its text and what became of it."""

    class FollowUp(models.TextChoices):
        RECORDED = "recorded", _("Recorded")
        TAKEN_UP = "taken_up", _("Taken up")
        ACTED_ON = "acted_on", _("Acted on")
        CLOSED = "closed", _("Closed")

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="recommendations", verbose_name=_("meeting")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    text = translated(models.TextField(_("text")))
    follow_up = models.CharField(
        _("follow-up"), max_length=10, choices=FollowUp, default=FollowUp.RECORDED
    )
    evidence = translated(
        models.TextField(_("evidence"), help_text=_("What the follow-up rests on.")),
        required=False,
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    history = HistoricalRecords()
    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["meeting_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="recommendation_number_unique"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="recommendation_number"),
            filled("text", "recommendation_text_filled"),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"

    def get_absolute_url(self):
        return f"{self.meeting.get_absolute_url()}#{self.anchor}"

    @property
    def full_number(self) -> str:
        """What names it among those of all meetings in addresses: som-dakar-2023.3."""
        return f"{self.meeting.slug}.{self.number}"

    @property
    def anchor(self) -> str:
        """What it is called on the page of its meeting: recommendation-3."""
        return f"recommendation-{self.number}"


class RecommendationLink(PlanItemReference):
    """A recommendation concerns an item of the plan."""

    recommendation = models.ForeignKey(
        Recommendation,
        models.CASCADE,
        related_name="plan_links",
        verbose_name=_("recommendation"),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("link to the plan")
        verbose_name_plural = _("links to the plan")
        ordering = ["recommendation_id", "pk"]
        constraints = reference_constraints("recommendationlink", "recommendation")


class Intention(models.Model):
    """A follow-up announced at a meeting, and the meeting that kept the promise."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="intentions", verbose_name=_("meeting")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = translated(models.CharField(_("text"), max_length=400))
    due_date = models.DateField(_("due"), null=True, blank=True)
    due_precision = models.CharField(
        _("precision"),
        max_length=10,
        choices=BoundPrecision,
        default=BoundPrecision.UNKNOWN,
    )
    fulfilled_by = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        related_name="fulfilled_intentions",
        null=True,
        blank=True,
        verbose_name=_("fulfilled by"),
    )
    sources = models.TextField(_("sources"), blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("announced follow-up")
        verbose_name_plural = _("announced follow-ups")
        ordering = ["meeting_id", "order", "pk"]
        constraints = [
            filled("text", "intention_text_filled"),
            models.CheckConstraint(
                name="intention_due_precision",
                condition=Q(due_date=None, due_precision="unknown")
                | Q(due_date__isnull=False) & ~Q(due_precision="unknown"),
                violation_error_message=_("The due date and its precision contradict each other."),
            ),
            models.CheckConstraint(
                name="intention_not_fulfilled_by_itself",
                condition=Q(fulfilled_by=None) | ~Q(fulfilled_by=models.F("meeting")),
                violation_error_message=_("A meeting does not fulfil its own announcement."),
            ),
        ]

    def __str__(self):
        return self.text
