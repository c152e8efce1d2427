"""Delegations, and the people in them: personal data, for those with the permission only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplan.admin.record import PartForms, RecordAdmin
from actionplan.translation import columns
from events.models import Delegation, Participation, Person


@admin.register(Delegation)
class DelegationAdmin(RecordAdmin):
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


class ParticipationForms(PartForms):
    model = Participation
    fields = [
        ("meeting", "delegation"),
        ("function", "seat"),
        ("invited_on", "registered_on", "attended"),
    ]
    autocomplete_fields = ["meeting", "delegation"]
    related = ["person", "meeting", "delegation__partner", "delegation__meeting"]
    ordering = ["-meeting__start_date", "pk"]


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    list_display = ["family_name", "given_name", "partner", "institution", "email"]
    list_display_links = ["family_name", "given_name"]
    list_filter = ["language"]
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
    readonly_fields = ["created_at", "updated_at"]
    fieldsets = [
        (_("Name"), {"fields": [("given_name", "family_name")]}),
        (_("Represents"), {"fields": ["partner", "institution", "position"]}),
        (_("To reach"), {"fields": ["email", "phone", "language"]}),
        (_("Notes"), {"fields": ["notes", "created_at", "updated_at"]}),
    ]
    inlines = [ParticipationForms]


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
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
        (_("As what"), {"fields": [("function", "seat")]}),
        (_("How far"), {"fields": [("invited_on", "registered_on"), "attended"]}),
    ]
