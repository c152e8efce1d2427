"""The public form: a set of fields per place of the delegation, and a remark."""

import hashlib
import json

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.filter_form import printable
from events.models import Nominee
from events.nominations.slots import Slot

FIELDS = [
    "given_name",
    "family_name",
    "position",
    "institution",
    "email",
    "phone",
    "language",
    "function",
]
CONTENT = ["seat", "order", *FIELDS]


class LineField(forms.CharField):
    """A text in one line, without what is not to be seen, such as a change of direction."""

    def to_python(self, value):
        return " ".join(printable(super().to_python(value)).split())


class RemarkForm(forms.Form):
    """What the focal point wants to add."""

    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Anything that the secretariat should know."),
    )


class NomineeForm(forms.ModelForm):
    """One person. Left empty, the place stays free."""

    class Meta:
        model = Nominee
        fields = FIELDS
        field_classes = dict.fromkeys(
            ["given_name", "family_name", "position", "institution", "phone"], LineField
        )

    def __init__(self, slot: Slot, order: int, **kwargs):
        super().__init__(
            prefix=slot.prefix, empty_permitted=True, use_required_attribute=False, **kwargs
        )
        self.slot = slot
        self.instance.seat, self.instance.order = slot.seat, order
        for field in self.fields.values():
            # The browser must not fill in the focal point's own data for somebody else's.
            field.widget.attrs["autocomplete"] = "off"

    def has_changed(self) -> bool:
        """Whether somebody is named: choices say nothing of a place that is else empty."""
        return not set(self.changed_data) <= {"language", "function"}


class NominationForm:
    """All of it, as one form: the places that are filled in, checked together."""

    def __init__(self, places: list[Slot], data=None):
        self.remark = RemarkForm(data)
        self.people = [NomineeForm(slot, order, data=data) for order, slot in enumerate(places, 1)]
        self.is_bound = data is not None
        self.general_errors = []

    def is_valid(self) -> bool:
        if not self.named:
            self.general_errors.append(_("Name at least one person."))
        seen = set()
        for form in self.named:
            email = "" if form.errors else form.cleaned_data["email"].lower()
            if email and email in seen:
                form.add_error("email", _("Somebody else in this form has this address."))
            seen.add(email)
        return not self.has_errors

    @property
    def named(self) -> list[NomineeForm]:
        return [form for form in self.people if form.has_changed()]

    @property
    def has_errors(self) -> bool:
        return bool(
            self.general_errors or self.remark.errors or any(form.errors for form in self.people)
        )

    @property
    def nominees(self) -> list[Nominee]:
        return [form.instance for form in self.named]

    @property
    def remark_text(self) -> str:
        return self.remark.cleaned_data["remark"]

    @property
    def digest(self) -> str:
        """The same for the same content (SHA-256)."""
        rows = [[getattr(one, name) for name in CONTENT] for one in self.nominees]
        return hashlib.sha256(json.dumps([rows, self.remark_text]).encode()).hexdigest()
