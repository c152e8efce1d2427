"""The form of the board of links: which delegations, to whom, until when, and what to do."""

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actionplan.admin.autocomplete import KeysField
from events.models import Delegation, Meeting, NominationLink
from events.models.nomination import validate_recipients

ACTIONS = [
    ("send", _("Send links")),
    ("remind", _("Remind")),
    ("extend", _("Change the last day")),
    ("revoke", _("Revoke")),
]
MOST_ADDRESSES = 5


class BoardForm(forms.Form):
    """One set of addresses per delegation, and what is done with those that are ticked."""

    action = forms.ChoiceField(choices=ACTIONS, widget=forms.HiddenInput)
    delegations = KeysField(
        Delegation.objects.none(),
        error_messages={"required": _("Tick the delegations that are concerned.")},
    )
    expires_on = forms.DateField(label=_("open until"), widget=AdminDateWidget, required=False)
    language = forms.ChoiceField(
        label=_("first language of the letter"), choices=settings.LANGUAGES, required=False
    )

    def __init__(self, meeting: Meeting, delegations: list[Delegation], today, **kwargs):
        super().__init__(**kwargs)
        self.meeting, self.today = meeting, today
        self.fields["delegations"].queryset = Delegation.objects.filter(meeting=meeting)
        for one in delegations:
            self.fields[field_name(one)] = forms.CharField(
                required=False,
                max_length=500,
                initial=one.suggested,
                widget=forms.Textarea(attrs={"rows": 2, "cols": 30, "autocomplete": "off"}),
                label=_("E-mail addresses of %(partner)s") % {"partner": one.partner},
            )

    def clean(self):
        cleaned = super().clean()
        action = cleaned.get("action")
        if action in ("send", "extend"):
            self._check_day(cleaned.get("expires_on"))
        if action == "send":
            cleaned["language"] = cleaned.get("language") or settings.LANGUAGE_CODE
            for one in cleaned.get("delegations") or []:
                self._check_addresses(one)
        return cleaned

    def _check_day(self, day):
        if "expires_on" in self.errors:
            return
        if day is None or day < self.today:
            self.add_error("expires_on", _("Choose a day from today on."))
        elif day > self.meeting.end_date:
            self.add_error("expires_on", _("This is after the meeting."))

    def _check_addresses(self, one: Delegation):
        name = field_name(one)
        found = addresses(self.cleaned_data.get(name, ""))
        self.cleaned_data[name] = found
        if not found:
            self.add_error(name, _("An e-mail address is needed to send the link."))
        elif len(found) > MOST_ADDRESSES:
            self.add_error(name, _("At most five addresses."))
        else:
            try:
                validate_recipients("\n".join(found))
            except ValidationError as error:
                self.add_error(name, error)


def field_name(delegation: Delegation) -> str:
    return f"recipients-{delegation.pk}"


def addresses(text: str) -> list[str]:
    """The addresses in a text, one per line or after commas, each once."""
    return list(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))


def last_recipients(partners) -> dict[int, str]:
    """By partner to whom its latest link went, as a suggestion for the next."""
    rows = NominationLink.objects.filter(delegation__partner__in=partners).order_by("issued_at")
    return dict(rows.values_list("delegation__partner_id", "recipients"))
