"""Tokens with which partners ask the API more often than the public may."""

import datetime
import hashlib
import re
import secrets
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

LIFETIME = datetime.timedelta(days=365)  # unless another last day is chosen
LONGEST = 2 * LIFETIME
KEPT = datetime.timedelta(days=2 * 365)  # how long a token is known of after its last day
# What a token looks like: rbt_4f9c02a1be_ and the 43 characters of 256 random bits.
FORM = re.compile(r"rbt_([0-9a-f]{10})_([A-Za-z0-9_-]{43})", re.ASCII)


def new_prefix() -> str:
    return secrets.token_hex(5)


def digest_of(secret: str) -> str:
    """SHA-256 in hexadecimal. A slow hash would add nothing: it makes up for what is guessable
    about passwords, and of 256 random bits nothing is."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiTokenQuerySet(models.QuerySet):
    def expired(self, at: datetime.datetime):
        """Those that need not be known of any longer."""
        day = (at - KEPT).date()
        return self.filter(Q(expires_on__lt=day) | Q(revoked_at__lt=at - KEPT))


class ApiToken(models.Model):
    """The right of a partner to a higher rate, until its last day or until it is revoked. The
    secret is shown once, to whoever issues it; what is at rest opens nothing."""

    class Scope(models.TextChoices):
        READ = "read", _("Reading")

    class State(models.TextChoices):
        IN_FORCE = "in-force", _("In force")
        EXPIRED = "expired", _("Expired")
        REVOKED = "revoked", _("Revoked")

    holder = models.CharField(
        _("holder"), max_length=200, help_text=_("Which partner, and what it is for.")
    )
    contact = models.EmailField(
        _("e-mail"),
        blank=True,
        default="",
        help_text=_("Whom to write to if something is wrong; best an address that several read."),
    )
    prefix = models.CharField(
        _("prefix"), max_length=10, unique=True, default=new_prefix, editable=False
    )
    secret_digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    # Words with blanks between them, as in OAuth (RFC 6749 section 3.3).
    scopes = models.CharField(
        _("scopes"), max_length=100, default=Scope.READ, blank=True, editable=False
    )
    expires_on = models.DateField(_("valid until"), help_text=_("The last day included."))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("issued by"),
    )
    issued_at = models.DateTimeField(_("issued"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    # To the minute only, and written beside the record: not a version of it.
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    objects = ApiTokenQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["secret_digest", "last_used_at"])

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-issued_at", "-pk"]
        default_permissions = ["add", "change", "view"]  # revoked, never deleted by hand
        constraints = [
            models.CheckConstraint(name="apitoken_has_a_holder", condition=~Q(holder="")),
            models.CheckConstraint(
                name="apitoken_has_a_digest",
                condition=~Q(secret_digest=""),
                violation_error_message=_("A token has a secret."),
            ),
        ]

    def __str__(self):
        return f"rbt_{self.prefix}… ({self.holder})"

    def give_secret(self) -> str:
        """Make a secret and keep its digest; answers the whole token, which nobody sees again."""
        secret = secrets.token_urlsafe(32)
        self.secret_digest = digest_of(secret)
        return f"rbt_{self.prefix}_{secret}"

    def is_opened_by(self, secret: str) -> bool:
        return secrets.compare_digest(self.secret_digest, digest_of(secret))

    def state(self, at: datetime.datetime) -> State:
        """What it is at a moment; days are those of the secretariat, who chose the last one."""
        if self.revoked_at is not None:
            return self.State.REVOKED
        today = at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE)).date()
        return self.State.IN_FORCE if today <= self.expires_on else self.State.EXPIRED

    def has_scope(self, scope: Scope) -> bool:
        return scope in self.scopes.split()
