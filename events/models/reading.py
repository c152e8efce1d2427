"""Who read what about people: a line for every list of them that anybody was shown."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.meeting import Meeting

KEPT = datetime.timedelta(days=2 * 365)  # how long a line is kept: two years


class ReadingQuerySet(models.QuerySet):
    def expired(self, at: datetime.datetime):
        """The lines that need not be kept any longer."""
        return self.filter(read_at__lt=at - KEPT)


class PersonalDataReading(models.Model):
    """Somebody was shown, or took away, data about people. Lines are added by the platform
    itself, see `events.readings`; nobody changes or deletes them before their time."""

    # Written along the way: it has no history, and nobody enters it.
    computed: ClassVar[bool] = True

    class What(models.TextChoices):
        LIST = "list", _("List on the screen")
        BOARD = "board", _("Delegations of a meeting")
        SEARCH = "search", _("Names suggested while typing")
        SHEET = "sheet", _("List as a table (XLSX)")
        SIGN_IN = "sign_in", _("Sign-in sheet (PDF)")
        EXPORT = "export", _("Everything held about a person")

    read_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        verbose_name=_("account"),
    )
    username = models.CharField(_("who"), max_length=150)
    what = models.CharField(_("what"), max_length=10, choices=What)
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, related_name="+", null=True, verbose_name=_("meeting")
    )
    selection = models.CharField(_("selection"), max_length=200, blank=True, default="")
    people = models.PositiveIntegerField(_("how many people"))
    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of personal data")
        verbose_name_plural = _("readings of personal data")
        ordering = ["-read_at", "-pk"]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.username} – {self.get_what_display()} – {self.read_at:%Y-%m-%d %H:%M}"
