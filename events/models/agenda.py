"""What a meeting is about: its aims and its sessions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.translation import filled, translated
from events.models.meeting import Meeting


class MeetingAim(models.Model):
    """What a meeting set out to do."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="aims", verbose_name=_("meeting")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = translated(models.CharField(_("text"), max_length=400))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("aim")
        verbose_name_plural = _("aims")
        ordering = ["meeting_id", "order", "pk"]
        constraints = [filled("text", "meetingaim_text_filled")]

    def __str__(self):
        return self.text


class Session(models.Model):
    """A session, panel or working group."""

    class Kind(models.TextChoices):
        SESSION = "session", _("Session")
        PANEL = "panel", _("Panel")
        WORKING_GROUP = "working_group", _("Working group")
        ROUND_TABLE = "round_table", _("Round table")

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="sessions", verbose_name=_("meeting")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.SESSION)
    title = translated(models.CharField(_("title"), max_length=250))
    sources = models.TextField(_("sources"), blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["meeting_id", "order", "pk"]
        constraints = [filled("title", "session_title_filled")]

    def __str__(self):
        return self.title
