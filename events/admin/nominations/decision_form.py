"""The form of a decision: for every person who is known already, what becomes of them."""

from django import forms
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from events.models import Nominee, Person

SEAT, WAIT, LEAVE = "seat", "wait", "leave"
CHOICES = [
    (SEAT, _("Give the seat")),
    (WAIT, _("Put on the waiting list")),
    (LEAVE, _("Do not accept")),
]
NEW = "new"
MOST_CANDIDATES = 50


class NomineeDecision(forms.Form):
    """What becomes of one of the names: who it is, and whether there is a seat."""

    person = forms.ChoiceField(label=_("who it is"), widget=forms.RadioSelect)
    decision = forms.ChoiceField(label=_("decision"), choices=CHOICES, initial=SEAT)
    exception_reason = forms.CharField(
        label=_("reason for an exception"),
        required=False,
        max_length=150,
        help_text=_("Only if all seats are taken and this person comes all the same."),
    )

    def __init__(self, nominee: Nominee, candidates: list[Person], **kwargs):
        super().__init__(prefix=f"n{nominee.pk}", **kwargs)
        self.nominee, self.candidates = nominee, candidates
        known = [(str(one.pk), _label(one)) for one in candidates]
        # Two people cannot have one address: who has it is updated.
        same = [one for one in candidates if one.email.lower() == nominee.email.lower()]
        choices = known if same else [(NEW, _("A new person")), *known]
        self.fields["person"].choices = choices
        self.fields["person"].initial = str(same[0].pk) if same else NEW
        if nominee.seat == "none":
            self.fields["decision"].choices = [
                (SEAT, _("Accept")),
                (LEAVE, _("Do not accept")),
            ]

    @property
    def chosen(self) -> Person | None:
        """The known person, or None for a new one."""
        key = self.cleaned_data["person"]
        return next((one for one in self.candidates if str(one.pk) == key), None)


class NoteForm(forms.Form):
    """What the focal point is told with the decision."""

    note = forms.CharField(
        label=_("note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Goes to the focal point with the decision. Name nobody: letters are read."),
    )


def _label(person: Person) -> str:
    parts = [str(person), person.partner and person.partner.name, person.institution, person.email]
    return ", ".join(str(part) for part in parts if part)


def candidates(nominees: list[Nominee], partner) -> dict[int, list[Person]]:
    """By nominee who of the record that may be: those with the address, then those of the partner
    with the same family name; in two queries."""
    emails = [one.email.lower() for one in nominees]
    names = [one.family_name.lower() for one in nominees]
    people = Person.objects.select_related("partner").annotate(
        lower_email=Lower("email"), lower_name=Lower("family_name")
    )
    by_email = list(people.filter(lower_email__in=emails))
    by_name = list(people.filter(partner=partner, lower_name__in=names)[:MOST_CANDIDATES])
    return {
        one.pk: list(
            dict.fromkeys(
                [p for p in by_email if p.email.lower() == one.email.lower()]
                + [p for p in by_name if p.family_name.lower() == one.family_name.lower()]
            )
        )[:5]
        for one in nominees
    }
