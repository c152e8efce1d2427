"""Personal data: people and their part in meetings. Never in any answer to the public."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from events.models.attendance import Delegation
from events.models.meeting import Meeting
from events.models.partner import Partner


class Person(models.Model):
    """Somebody whom partners send to meetings."""

    given_name = models.CharField(_("given name"), max_length=100, blank=True, default="")
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True, default="")
    phone = models.CharField(_("telephone"), max_length=40, blank=True, default="")
    partner = models.ForeignKey(
        Partner,
        models.RESTRICT,
        related_name="people",
        null=True,
        blank=True,
        verbose_name=_("represents"),
    )
    position = models.CharField(_("position"), max_length=200, blank=True, default="")
    institution = models.CharField(_("institution"), max_length=200, blank=True, default="")
    language = models.CharField(
        _("writes in"), max_length=10, choices=settings.LANGUAGES, blank=True, default=""
    )
    notes = models.TextField(_("notes"), blank=True, default="")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name", "pk"]
        constraints = [
            models.CheckConstraint(name="person_named", condition=~Q(family_name="")),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="person_email_unique",
                violation_error_message=_("Somebody with this e-mail address exists already."),
            ),
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip()


class Participation(models.Model):
    """A person's part in a meeting. Invited, registered and attended are separate facts."""

    class Seat(models.TextChoices):
        PRINCIPAL = "principal", _("Representative")
        ACCOMPANYING = "accompanying", _("Accompanying person")
        NONE = "none", _("Without a seat")

    class Function(models.TextChoices):
        DELEGATE = "delegate", _("Delegate")
        HEAD = "head", _("Head of delegation")
        CHAIR = "chair", _("Chair")
        SPEAKER = "speaker", _("Speaker")
        MODERATOR = "moderator", _("Moderator")
        SECRETARIAT = "secretariat", _("Secretariat")
        INTERPRETER = "interpreter", _("Interpreter")
        OBSERVER = "observer", _("Observer")

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="participations", verbose_name=_("meeting")
    )
    person = models.ForeignKey(
        Person, models.RESTRICT, related_name="participations", verbose_name=_("person")
    )
    delegation = models.ForeignKey(
        Delegation,
        models.SET_NULL,
        related_name="participations",
        null=True,
        blank=True,
        verbose_name=_("delegation"),
    )
    seat = models.CharField(_("seat"), max_length=15, choices=Seat, default=Seat.NONE)
    function = models.CharField(
        _("function"), max_length=15, choices=Function, default=Function.DELEGATE
    )
    invited_on = models.DateField(_("invited on"), null=True, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    attended = models.BooleanField(
        _("attended"), null=True, blank=True, help_text=_("Unknown until somebody says so.")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["meeting_id", "person_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="participation_unique",
                violation_error_message=_("This person takes part already."),
            ),
            models.CheckConstraint(
                name="participation_invited_before_registered",
                condition=Q(invited_on=None)
                | Q(registered_on=None)
                | Q(registered_on__gte=F("invited_on")),
                violation_error_message=_("Registered before being invited."),
            ),
        ]

    def __str__(self):
        return f"{self.person} – {self.meeting}"

    def clean(self):
        super().clean()
        if self.delegation_id and self.delegation.meeting_id != self.meeting_id:
            raise ValidationError({"delegation": _("This delegation is to another meeting.")})
