"""Somebody comes instead of somebody else: the page that hands the seat on."""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import AdminDateWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplan.admin.autocomplete import KnownSelect
from actionplan.together import together
from events.admin.delegations.page import SEES_PEOPLE, page
from events.models import Participation, Person


class ReplacementForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.all(), label=_("comes instead"))
    on = forms.DateField(label=_("cancelled on"), widget=AdminDateWidget)

    def __init__(self, site, *args, **kwargs):
        super().__init__(*args, **kwargs)
        relation = Participation._meta.get_field("person")
        choices = self.fields["person"].choices
        select = KnownSelect(relation, site, choices=choices)
        may_add = site.get_model_admin(Person).has_add_permission
        self.fields["person"].widget = RelatedFieldWidgetWrapper(
            select, relation.remote_field, site, can_add_related=may_add
        )
        self.fields["person"].widget.can_view_related = False


class ReplacementPage:
    """The admin of participations, with the page on which one replaces another."""

    def get_urls(self):
        view = self.admin_site.admin_view(partial(replace, self.admin_site))
        own = [path("<int:key>/replace/", view, name="events_participation_replace")]
        return own + super().get_urls()


def replace(site, request, key):
    """Ask who comes instead; when posted, hand the seat on."""
    if not request.user.has_perms(
        ["events.change_participation", "events.add_participation", *SEES_PEOPLE]
    ):
        raise PermissionDenied
    related = ["person", "meeting__city", "meeting__country", "delegation__partner"]
    one = get_object_or_404(Participation.objects.select_related(*related), pk=key)
    data = request.POST if request.method == "POST" else None
    form = ReplacementForm(site, data, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and _hand_on(request, one, form):
        address = reverse("admin:events_meeting_delegations", args=[one.meeting_id])
        return redirect(f"{address}#delegation-{one.delegation_id or 0}")
    title = gettext("Replace %(name)s") % {"name": one.person}
    context = {
        "form": form,
        "one": one,
        "form_media": site.get_model_admin(Person).media + form.media,
    }
    return page(site, request, "replace", one.meeting, title, **context)


def _hand_on(request, one: Participation, form: ReplacementForm) -> bool:
    try:
        with together():
            other = one.replace_by(form.cleaned_data["person"], form.cleaned_data["on"])
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    text = gettext("%(other)s comes instead of %(name)s.") % {
        "other": other.person,
        "name": one.person,
    }
    LogEntry.objects.log_actions(request.user.pk, [one, other], CHANGE, change_message=text)
    messages.success(request, text)
    return True
