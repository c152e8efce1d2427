"""People's parts in meetings: personal data too. Never in any answer to the public."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from events.models.attendance import Delegation
from events.models.meeting import Meeting
from events.models.person import Person
from events.models.seating import Seating


class ParticipationQuerySet(models.QuerySet):
    def waiting(self, delegation, seat: str):
        """Those who wait for a seat of a delegation, the longest first."""
        found = self.filter(delegation=delegation, seat=seat, waiting_since__isnull=False)
        return found.order_by("waiting_since", "pk")


class Participation(Seating):
    """A person's part in a meeting. Invited, registered and attended are separate facts."""

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
    function = models.CharField(
        _("function"), max_length=15, choices=Function, default=Function.DELEGATE
    )
    invited_on = models.DateField(_("invited on"), null=True, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    attended = models.BooleanField(
        _("attended"), null=True, blank=True, help_text=_("Unknown until somebody says so.")
    )
    history = HistoricalRecords()
    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["meeting_id", "person_id"]
        constraints = [
            *Seating.Meta.constraints,
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
        if self.delegation_id and self.delegation.meeting_id != self.meeting_id:
            raise ValidationError({"delegation": _("This delegation is to another meeting.")})
        super().clean()
