"""What staff find meetings by, drafts included; the public never reads it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingWords(models.Model):
    """The titles, the address, the place and the years of a meeting in small letters without marks.

    A narrow table: going through all of it for a part of a word takes a fraction of the time that
    the meetings themselves would. `key` is the primary key of the meeting. Written by
    `events.search` and by nobody else.
    """

    # Computed from other rows: it has no history, no factory and no screen.
    computed: ClassVar[bool] = True

    key = models.BigIntegerField(primary_key=True)
    text = models.TextField()

    class Meta:
        verbose_name = _("words of a meeting")
        verbose_name_plural = _("words of meetings")
        ordering = ["key"]
        default_permissions = ()

    def __str__(self):
        return self.text
