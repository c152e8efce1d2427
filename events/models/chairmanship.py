"""Whose turn it is in the chair."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.record import Provenance, Publishable, scheduled_before_publication
from actionplan.translation import filled, translated
from events.chairmanship_querysets import ChairmanshipQuerySet
from events.models.partner import Partner
from events.models.period import Period, period_constraints


class Confidence(models.TextChoices):
    """How sure the editors are of a record."""

    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Chairmanship(Publishable, Provenance, Period):
    """A partner's turn in the chair, handover to handover. The handover day belongs to the
    outgoing chair."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    partner = models.ForeignKey(
        Partner, models.RESTRICT, related_name="chairmanships", verbose_name=_("partner")
    )
    slogan = translated(models.CharField(_("slogan"), max_length=250), required=False)
    programme = translated(models.TextField(_("programme")), required=False)
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence, default=Confidence.HIGH
    )
    history = HistoricalRecords()
    objects = ChairmanshipQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("chairmanship")
        verbose_name_plural = _("chairmanships")
        ordering = [models.F("start_date").desc(nulls_last=True), "slug"]
        constraints = [
            *period_constraints("chairmanship"),
            scheduled_before_publication("chairmanship_scheduled_unpublished"),
            models.UniqueConstraint(
                fields=["end_precision"],
                condition=Q(end_precision=""),
                name="chairmanship_one_at_a_time",
                violation_error_message=_("Another chairmanship has not ended yet."),
            ),
            models.UniqueConstraint(
                fields=["start_date"],
                name="chairmanship_one_start",
                violation_error_message=_("Another chairmanship starts on this day."),
            ),
        ]

    def __str__(self):
        return f"{self.partner} {self.years}".strip()

    def get_absolute_url(self):
        return reverse("chairmanship-detail", args=[self.slug])

    def clean(self):
        super().clean()
        for other in Chairmanship.objects.exclude(pk=self.pk).select_related("partner"):
            if self.overlaps(other):
                raise ValidationError(
                    _("The dates overlap with the chairmanship “%(other)s”."),
                    params={"other": other},
                )

    def obstacles(self, at):
        """Whoever reads of a chairmanship reads of the partner."""
        if self.partner.is_published:
            return {}
        return {"partner": _("The partner is not published, and without it nobody would see this.")}

    @property
    def years(self) -> str:
        """2022–2024; 2015; nothing if nothing is recorded."""
        years = sorted({str(day.year) for day in (self.start_date, self.end_date) if day})
        return "–".join(years)

    def overlaps(self, other: "Chairmanship") -> bool:
        """Whether both certainly sat in the chair on one day; a shared handover day is none."""
        if not self.start_date or not other.start_date:
            return False
        first, second = sorted([self, other], key=lambda chair: chair.start_date)
        last = first.last_known_day()
        return first.is_open or (last is not None and second.start_date < last)

    def serves_on(self, day: datetime.date) -> bool:
        """Whether it held the chair on `day`: from the day after its handover on."""
        after_handover = self.start_date is None or day > self.start_date
        first_of_all = self.start_date == day and self.start_precision != "day"
        return self.covers(day) and (after_handover or first_of_all)


class ChairmanshipPriority(models.Model):
    """What a chairmanship set out to do, in its order."""

    chairmanship = models.ForeignKey(
        Chairmanship, models.CASCADE, related_name="priorities", verbose_name=_("chairmanship")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = translated(models.CharField(_("text"), max_length=400))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        ordering = ["chairmanship_id", "order", "pk"]
        constraints = [filled("text", "chairmanshippriority_text_filled")]

    def __str__(self):
        return self.text
