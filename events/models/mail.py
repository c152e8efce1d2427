"""Letters that wait to be sent, or have been: written in the transaction of what they tell of."""

import datetime
import re
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TOKEN = "{token}"  # noqa: S105, stands in a text where the secret of a link goes
KEPT = datetime.timedelta(days=365)  # how long a letter is kept that waits no more: a year
# What ends a line for somebody, or turns the direction of what follows.
BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def validate_one_line(text: str) -> None:
    """Refuses what could begin a new header of a letter (RFC 5322)."""
    if BREAKS.search(text):
        raise ValidationError(_("This must be one line."))


class MailQuerySet(models.QuerySet):
    def expired(self, at: datetime.datetime):
        """The letters, sent or given up, that need not be kept any longer."""
        given_up = Q(sent_at=None, due_at=None, created_at__lt=at - KEPT)
        return self.filter(Q(sent_at__lt=at - KEPT) | given_up)


class Mail(models.Model):
    """A letter in the outbox. Due from `due_at` on; sent once `sent_at` is set; given up if neither
    is. Its text names the secret of a link only by a placeholder, which is filled in on the way."""

    # Written by the platform only, and its own columns say what became of it: no history.
    computed: ClassVar[bool] = True

    recipient = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=300, validators=[validate_one_line])
    body = models.TextField(_("text"))
    link = models.ForeignKey(
        "events.NominationLink",
        models.CASCADE,
        related_name="mails",
        null=True,
        blank=True,
        verbose_name=_("link"),
    )
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("next attempt"), null=True, blank=True, default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True, default="")
    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], name="mail_due", condition=Q(sent_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_sent_is_not_due", condition=Q(sent_at=None) | Q(due_at=None)
            ),
        ]

    def __str__(self):
        return f"{self.recipient}: {self.subject}"

    @property
    def is_given_up(self) -> bool:
        return self.sent_at is None and self.due_at is None
