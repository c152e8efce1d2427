"""Delegations, and the people in them: personal data, for those with the permission only."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan.admin.autocomplete import RecordForm
from actionplan.admin.record import PartForms, RecordAdmin
from actionplan.translation import columns
from events.admin.delegations.exceptions import note_exceptions
from events.admin.delegations.replacing import ReplacementPage
from events.admin.delegations.tied import is_tied
from events.admin.exchange import Exchanges
from events.admin.reading import WatchedAdmin
from events.admin.retention import DueFilter, Retention
from events.exchange.delegations import DelegationResource
from events.exchange.participants import ParticipantResource
from events.models import Delegation, Participation, Person
from events.models.seating import lock_delegation_of

BACK = "to_delegations"  # in an address: return to the delegations of the meeting


class ReturnsToDelegations:
    """An admin whose forms lead back to the delegations of a meeting if they were opened there."""

    def response_post_save_add(self, request, obj):
        return self._back(request, obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request, obj):
        return self._back(request, obj) or super().response_post_save_change(request, obj)

    def _back(self, request, obj):
        if BACK not in request.GET:
            return None
        return HttpResponseRedirect(
            reverse("admin:events_meeting_delegations", args=[obj.meeting_id])
        )


@admin.register(Delegation)
class DelegationAdmin(Exchanges, ReturnsToDelegations, RecordAdmin):
    exchanges = [DelegationResource]
    list_display = ["partner", "meeting", "status", "head_count"]
    list_filter = ["status"]
    search_fields = [
        *columns("partner__name"),
        "partner__code",
        *columns("meeting__title"),
        "meeting__slug",
    ]
    search_help_text = _("Partner and meeting, in either language")
    ordering = ["-meeting__start_date", "meeting", "partner__name_en", "pk"]
    related = ["partner", "meeting"]
    autocomplete_fields = ["meeting", "partner"]
    fieldsets = [
        (_("Delegation"), {"fields": ["meeting", "partner", "status"]}),
        (_("Size"), {"fields": [("principal_seats", "accompanying_seats"), "head_count"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        tied = ["meeting", "partner"] if obj and is_tied(request, obj) else []
        return [*super().get_readonly_fields(request, obj), *tied]

    def revert_disabled(self, request, obj=None):
        """An earlier version may be of another partner."""
        tied = obj is not None and is_tied(request, obj)
        return tied or super().revert_disabled(request, obj)

    def get_deleted_objects(self, objs, request):
        """Deleting one would take its people out of it: for those who may delete them only."""
        names, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if any(is_tied(request, one) for one in objs):
            lacking.add(Participation._meta.verbose_name)
        return names, counts, lacking, protected


class ParticipationForm(RecordForm):
    """Who waits for a seat is ticked; since when, the platform keeps.

    The tick as it was shown comes back with the form: only one that was changed counts, so that
    nobody is put back on the list whom somebody moved up meanwhile, or taken off it."""

    waiting = forms.BooleanField(
        label=_("on the waiting list"),
        required=False,
        show_hidden_initial=True,
        help_text=_("Waits until a seat is free, in the order of arrival."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("waiting", self.instance.is_waiting)

    def clean(self):
        cleaned = super().clean()
        if self.instance._state.adding or "waiting" in self.changed_data:
            since = self.instance.waiting_since or timezone.now()
            self.instance.waiting_since = since if cleaned.get("waiting") else None
        return cleaned


class ParticipationForms(PartForms):
    model = Participation
    form = ParticipationForm
    fields = [
        ("meeting", "delegation"),
        ("function", "seat"),
        ("exception_reason", "waiting"),
        ("invited_on", "registered_on"),
        ("withdrawn_on", "attended"),
    ]
    autocomplete_fields = ["meeting", "delegation"]
    related = ["person", "meeting", "delegation__partner", "delegation__meeting"]
    ordering = ["-meeting__start_date", "pk"]


@admin.register(Person)
class PersonAdmin(WatchedAdmin, Retention, RecordAdmin):
    list_display = [
        *["family_name", "given_name", "partner", "institution", "email"],
        "retained_until",
    ]
    list_display_links = ["family_name", "given_name"]
    list_filter = ["language", DueFilter]
    search_fields = [
        "family_name",
        "given_name",
        "email",
        "institution",
        *columns("partner__name"),
    ]
    search_help_text = _("Name, e-mail address, institution or partner")
    ordering = ["family_name", "given_name", "pk"]
    related = ["partner"]
    autocomplete_fields = ["partner"]
    readonly_fields = ["created_at", "updated_at", "retained_until", "anonymised_at"]
    fieldsets = [
        (_("Name"), {"fields": [("given_name", "family_name")]}),
        (_("Represents"), {"fields": ["partner", "institution", "position"]}),
        (_("To reach"), {"fields": ["email", "phone", "language"]}),
        (_("Retention"), {"fields": ["keep_until", "retained_until", "anonymised_at"]}),
        (_("Notes"), {"fields": ["notes", "created_at", "updated_at"]}),
    ]
    inlines = [ParticipationForms]

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        changed = [obj for obj, _fields in formset.changed_objects]
        note_exceptions(request, [*changed, *formset.new_objects])


@admin.register(Participation)
class ParticipationAdmin(
    Exchanges, ReplacementPage, ReturnsToDelegations, WatchedAdmin, RecordAdmin
):
    exchanges = [ParticipantResource]
    form = ParticipationForm
    list_display = ["person", "meeting", "function", "invited_on", "registered_on", "attended"]
    list_filter = ["function", "seat", "attended"]
    search_fields = [
        "person__family_name",
        "person__given_name",
        *columns("meeting__title"),
        "meeting__slug",
    ]
    search_help_text = _("Person and meeting")
    ordering = ["-meeting__start_date", "meeting", "person__family_name", "pk"]
    related = ["person", "meeting", "delegation__partner", "delegation__meeting"]
    autocomplete_fields = ["person", "meeting", "delegation"]
    fieldsets = [
        (_("Who and where"), {"fields": ["person", "meeting", "delegation"]}),
        (_("As what"), {"fields": [("function", "seat"), ("exception_reason", "waiting")]}),
        (
            _("How far"),
            {"fields": [("invited_on", "registered_on"), ("withdrawn_on", "attended")]},
        ),
    ]

    def lock(self, obj_id):
        lock_delegation_of(Participation.objects.filter(pk=obj_id))
        return super().lock(obj_id)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        note_exceptions(request, [obj])
