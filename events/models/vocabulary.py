"""Words that staff may extend. A word no longer used is retired, never deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.translation import filled, translated


class Vocabulary(models.Model):
    """A word with a permanent slug, a place in the list and perhaps an end."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    name = translated(models.CharField(_("name"), max_length=80))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    retired_on = models.DateField(
        _("retired on"),
        null=True,
        blank=True,
        help_text=_("From this day on it is not offered for new records."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class MeetingType(Vocabulary):
    """What kind of meeting it is: ministerial conference, webinar …"""

    class Category(models.TextChoices):
        POLITICAL = "political", _("Political")
        TECHNICAL = "technical", _("Technical")
        OTHER = "other", _("Other")

    name_plural = translated(models.CharField(_("plural"), max_length=80))
    category = models.CharField(
        _("category"), max_length=10, choices=Category, default=Category.OTHER
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("meeting type")
        verbose_name_plural = _("meeting types")
        ordering = ["order", "slug"]
        constraints = [filled("name", "meetingtype_name_filled")]


class OutcomeKind(Vocabulary):
    """What came out, as a counted noun: recommendation, recommendations."""

    name_plural = translated(models.CharField(_("plural"), max_length=80))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kind of outcome")
        verbose_name_plural = _("kinds of outcome")
        ordering = ["order", "slug"]
        constraints = [filled("name", "outcomekind_name_filled")]


class DocumentKind(Vocabulary):
    """What a document is: declaration, report, video …"""

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kind of document")
        verbose_name_plural = _("kinds of document")
        ordering = ["order", "slug"]
        constraints = [filled("name", "documentkind_name_filled")]
