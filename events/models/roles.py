"""The part a partner can play in a meeting, and the words for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingRole(models.TextChoices):
    """A partner's part in a meeting, in the order in which parts are named."""

    HOST = "host", _("Host")
    CHAIR = "chair", _("Chair")
    CO_CHAIR = "co_chair", _("Co-chair")
    ORGANISER = "organiser", _("Organiser")
    GUEST = "guest", _("Guest")


# What several partners with this part are called.
PLURALS = {
    MeetingRole.HOST: _("Hosts"),
    MeetingRole.CHAIR: _("Chairs"),
    MeetingRole.CO_CHAIR: _("Co-chairs"),
    MeetingRole.ORGANISER: _("Organisers"),
    MeetingRole.GUEST: _("Guests"),
}
# What heads the meetings in which one partner had this part.
HEADINGS = {
    MeetingRole.HOST: _("Meetings hosted"),
    MeetingRole.CHAIR: _("Meetings chaired"),
    MeetingRole.CO_CHAIR: _("Meetings co-chaired"),
    MeetingRole.ORGANISER: _("Meetings organised"),
    MeetingRole.GUEST: _("Guest at"),
}
