"""What a meeting is tied to: partners in their roles, and other meetings."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from events.models.meeting import Meeting
from events.models.partner import Partner
from events.models.roles import MeetingRole


class MeetingPartner(models.Model):
    """A partner's part in a meeting. A host is not for that reason a co-chair."""

    Role = MeetingRole

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="partner_parts", verbose_name=_("meeting")
    )
    partner = models.ForeignKey(
        Partner, models.RESTRICT, related_name="meeting_parts", verbose_name=_("partner")
    )
    role = models.CharField(_("role"), max_length=10, choices=MeetingRole)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("part in the meeting")
        verbose_name_plural = _("parts in the meeting")
        ordering = ["meeting_id", "role", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "partner", "role"],
                name="meetingpartner_unique",
                violation_error_message=_("This partner has this part already."),
            )
        ]
        indexes = [
            models.Index(fields=["partner", "role"], name="meetingpartner_by_partner"),
            models.Index(fields=["role", "meeting", "partner"], name="meetingpartner_by_role"),
        ]

    def __str__(self):
        return f"{self.get_role_display()} – {self.partner}"


class MeetingLink(models.Model):
    """How a meeting relates to an earlier one: follows it up, continues or replaces it, or was
    held jointly with it."""

    class Kind(models.TextChoices):
        FOLLOWS_UP = "follows_up", _("follows up")
        CONTINUES = "continues", _("continues")
        REPLACES = "replaces", _("replaces")
        JOINT_WITH = "joint_with", _("held jointly with")

    from_meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="links_to", verbose_name=_("meeting")
    )
    to_meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="links_from", verbose_name=_("other meeting")
    )
    kind = models.CharField(_("relation"), max_length=15, choices=Kind)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("link to another meeting")
        verbose_name_plural = _("links to other meetings")
        ordering = ["from_meeting_id", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_meeting", "to_meeting", "kind"],
                name="meetinglink_unique",
                violation_error_message=_("These meetings are linked so already."),
            ),
            models.CheckConstraint(
                name="meetinglink_not_to_itself",
                condition=~Q(from_meeting=F("to_meeting")),
                violation_error_message=_("A meeting is not linked to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.to_meeting}"

    @property
    def inverse_label(self) -> str:
        """The relation as seen from the other meeting."""
        return INVERSE[self.kind]

    def clean(self):
        super().clean()
        if self.from_meeting_id and self._reaches(self.from_meeting_id):
            raise ValidationError({"to_meeting": _("This would make a circle.")})

    def _reaches(self, goal: int) -> bool:
        """Whether links of this kind lead from the other meeting back to `goal`."""
        seen, reached = set(), {self.to_meeting_id}
        while reached:
            if goal in reached:
                return True
            seen |= reached
            links = MeetingLink.objects.filter(kind=self.kind, from_meeting__in=reached)
            reached = set(links.values_list("to_meeting_id", flat=True)) - seen
        return False


INVERSE = {
    MeetingLink.Kind.FOLLOWS_UP: _("Followed up by"),
    MeetingLink.Kind.CONTINUES: _("Continued by"),
    MeetingLink.Kind.REPLACES: _("Replaced by"),
    MeetingLink.Kind.JOINT_WITH: _("Held jointly with"),
}
