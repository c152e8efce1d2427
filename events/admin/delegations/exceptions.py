"""Seats given beyond those of a delegation, in the log of the administration."""

from collections.abc import Iterable

from django.contrib.admin.models import CHANGE, LogEntry
from django.utils.translation import gettext as _

from events.models import Participation


def note_exceptions(request, participations: Iterable[Participation]):
    """Log those that saving gave a seat beyond the total, with the reason."""
    for one in participations:
        if one.newly_beyond:
            text = _("Seat beyond those of the delegation. Reason: %(reason)s")
            message = text % {"reason": one.exception_reason}
            LogEntry.objects.log_actions(
                request.user.pk, [one], CHANGE, change_message=message, single_object=True
            )
