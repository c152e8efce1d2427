"""Nominations: a link for the focal point of a delegation, and the names that come through it.
Personal data: for those who may see people only."""

import datetime
import secrets

from django.conf import settings
from django.core.signing import Signer
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from events.models.attendance import Delegation
from events.models.participation import Participation
from events.models.person import Person
from events.models.status import Status

# Signs what addresses hold of a link. A full stop keeps whole in a line of a letter.
SIGNER = Signer(sep=".", salt="events.nominations")


def new_key() -> str:
    return secrets.token_urlsafe(12)


def validate_recipients(text: str) -> None:
    """One e-mail address a line."""
    for line in text.splitlines():
        validate_email(line.strip())


class NominationLink(models.Model):
    """An address under which whoever has it names the delegates of one delegation, until it expires
    or is revoked. Only a signature with the server's secret makes an address of the key at rest."""

    delegation = models.ForeignKey(
        Delegation,
        models.CASCADE,
        related_name="nomination_links",
        verbose_name=_("delegation"),
    )
    key = models.CharField(_("key"), max_length=22, unique=True, default=new_key, editable=False)
    recipients = models.TextField(
        _("sent to"),
        validators=[validate_recipients],
        help_text=_("E-mail addresses, one per line."),
    )
    language = models.CharField(_("first language"), max_length=10, choices=settings.LANGUAGES)
    expires_on = models.DateField(_("open until"), help_text=_("The last day included."))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("issued by"),
    )
    issued_at = models.DateTimeField(_("issued"), auto_now_add=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("link for nominations")
        verbose_name_plural = _("links for nominations")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(revoked_at=None),
                name="nominationlink_one_at_a_time",
                violation_error_message=_("This delegation has a link that is not revoked."),
            ),
        ]

    def __str__(self):
        return str(self.delegation)

    @property
    def token(self) -> str:
        """What its address ends with."""
        return SIGNER.sign(self.key)

    def recipient_list(self) -> list[str]:
        return [line.strip() for line in self.recipients.splitlines() if line.strip()]

    def is_open(self, at: datetime.datetime) -> bool:
        """Whether names can be sent at a moment, which is a day where the meeting is."""
        meeting = self.delegation.meeting
        return (
            self.revoked_at is None
            and self.expires_on >= meeting.local_date(at)
            and meeting.status in (Status.PLANNED, Status.POSTPONED)
            and not meeting.is_past(at)
        )


class Nomination(models.Model):
    """Names that came through a link at once, as they were typed. At most one waits for the staff:
    a later one takes the place of what nobody has looked at yet."""

    class State(models.TextChoices):
        PENDING = "pending", _("To be accepted")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Not accepted")
        REPLACED = "replaced", _("Replaced by a later one")

    link = models.ForeignKey(
        NominationLink, models.CASCADE, related_name="nominations", verbose_name=_("link")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    remark = models.TextField(_("remark"), max_length=2000, blank=True, default="")
    digest = models.CharField(_("digest"), max_length=64, editable=False)
    submitted_at = models.DateTimeField(_("received"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    note = models.TextField(
        _("note"),
        max_length=2000,
        blank=True,
        default="",
        help_text=_("Goes to the focal point with the decision."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["-submitted_at", "-pk"]
        indexes = [models.Index(fields=["state", "submitted_at"], name="nomination_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["link"],
                condition=Q(state="pending"),
                name="nomination_one_pending",
                violation_error_message=_("One nomination through this link waits already."),
            ),
        ]

    def __str__(self):
        return f"{self.link} ({self.submitted_at:%Y-%m-%d})"


class Nominee(models.Model):
    """A person in a nomination, as typed; the record of that person once accepted."""

    FUNCTIONS = (
        Participation.Function.DELEGATE,
        Participation.Function.HEAD,
        Participation.Function.SPEAKER,
        Participation.Function.INTERPRETER,
    )

    nomination = models.ForeignKey(
        Nomination, models.CASCADE, related_name="nominees", verbose_name=_("nomination")
    )
    seat = models.CharField(_("seat"), max_length=15, choices=Participation.Seat)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    position = models.CharField(_("position"), max_length=200, blank=True, default="")
    institution = models.CharField(_("institution"), max_length=200, blank=True, default="")
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True, default="")
    language = models.CharField(
        _("writes in"), max_length=10, choices=settings.LANGUAGES, blank=True, default=""
    )
    function = models.CharField(
        _("function"),
        max_length=15,
        choices=[(one.value, one.label) for one in FUNCTIONS],
        default=Participation.Function.DELEGATE,
    )
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("person"),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("nominated person")
        verbose_name_plural = _("nominated persons")
        ordering = ["nomination_id", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="nominee_named", condition=~Q(family_name="") & ~Q(email="")
            ),
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip()
