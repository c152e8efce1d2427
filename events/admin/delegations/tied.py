"""Delegations on which people or links hang: they stay, and stay their partner's, for those who may
not delete what hangs on them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actionplan.admin.record import PartFormSet
from events.models import Delegation, NominationLink, Participation

TIED = _(
    "People or links for nominations belong to the delegation of %(partner)s: only those who may "
    "delete them can delete it or give it another partner."
)


def is_tied(request, delegation: Delegation) -> bool:
    """Whether something hangs on a delegation that the reader may not delete. Deleting it would
    delete the links, with names and letters, and take the people out of it without a trace."""
    ties = {NominationLink: delegation.nomination_links, Participation: delegation.participations}
    return any(
        not request.user.has_perm(f"events.delete_{model._meta.model_name}") and rows.exists()
        for model, rows in ties.items()
    )


class DelegationFormSet(PartFormSet):
    """The delegations on the form of their meeting. `request` is set by the inline."""

    request = None

    def clean(self):
        super().clean()
        refused = []
        for form in self.initial_forms:
            deleted = self._should_delete_form(form)
            if (deleted or "partner" in form.changed_data) and is_tied(self.request, form.instance):
                before = Delegation.objects.select_related("partner").get(pk=form.instance.pk)
                error = ValidationError(TIED, params={"partner": before.partner})
                # What is to be deleted is looked at no more: Django shows no errors of it.
                refused.append(error) if deleted else form.add_error("partner", error)
        if refused:
            raise ValidationError(refused)
