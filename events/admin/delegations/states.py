"""How far somebody's part in a meeting has come, and what can be done next with one click."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import Participation


@dataclass
class Line:
    """Somebody on the board."""

    one: Participation

    @property
    def key(self) -> str:
        """The state as one of a few words, for the looks of the page."""
        one = self.one
        if one.withdrawn_on:
            return "cancelled"
        if one.is_waiting:
            return "waiting"
        if one.attended is not None:
            return "attended" if one.attended else "absent"
        return "registered" if one.registered_on else "nominated"

    @property
    def state(self) -> str:
        if self.key == "cancelled" and self.one.replaced_by:
            return _("replaced by %(name)s") % {"name": self.one.replaced_by.person}
        if self.key == "nominated" and self.one.invited_on:
            return pgettext("of a person", "invited")
        return words()[self.key]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Pairs of what a button posts and what it says."""
        deeds = {
            "cancelled": [("back", _("comes after all"))],
            "waiting": [("up", _("move up")), ("cancelled", pgettext("button", "cancel"))],
        }
        return deeds.get(self.key) or [
            *(
                []
                if self.one.registered_on
                else [("registered", pgettext("of a person", "registered"))]
            ),
            *([] if self.one.attended else [("attended", pgettext("of a person", "attended"))]),
            *(
                []
                if self.one.attended is False
                else [("absent", pgettext("of a person", "did not attend"))]
            ),
            ("cancelled", pgettext("button", "cancel")),
        ]


def words() -> dict[str, str]:
    return {
        "cancelled": pgettext("of a person", "cancelled"),
        "waiting": pgettext("of a person", "waiting"),
        "attended": pgettext("of a person", "attended"),
        "absent": pgettext("of a person", "did not attend"),
        "registered": pgettext("of a person", "registered"),
        "nominated": pgettext("of a person", "nominated"),
    }
