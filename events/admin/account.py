"""Accounts of the staff. What they may do comes from their groups (`events/groups.py`)."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.utils.translation import gettext_lazy as _

from actionplan.admin.autocomplete import KeySelectMultiple, KeysField
from actionplan.admin.conflict.edits import KeepsEdits
from actionplan.admin.read_only import ReadOnly
from actionplan.admin.ticked import TickedRecords
from events.groups import GROUPS

admin.site.unregister([User, Group])
# What belongs to logging in is nobody's to look at, and addresses are not used for it.
admin.site.unregister([Authenticator, EmailAddress])


@admin.register(User)
class AccountAdmin(TickedRecords, KeepsEdits, UserAdmin):
    """Only superusers make superusers, or touch their accounts: an administrator who could set
    their password would be one."""

    list_display = ["username", "first_name", "last_name", "email", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "is_superuser", "groups"]
    list_per_page = 50
    filter_horizontal = ["groups"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Name"), {"fields": [("first_name", "last_name"), "email"]}),
        (_("Permissions"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Important dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        fields = ["last_login", "date_joined"]
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.is_open(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.is_open(request, obj)

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        return super().formfield_for_manytomany(db_field, request, form_class=KeysField, **kwargs)

    def is_open(self, request, obj) -> bool:
        return request.user.is_superuser or obj is None or not obj.is_superuser


@admin.register(Group)
class StaffGroupAdmin(TickedRecords, KeepsEdits, GroupAdmin):
    """The groups of the table are shown; `apply_groups` would undo what is changed here."""

    list_per_page = 50
    filter_horizontal = []
    autocomplete_fields = ["permissions"]
    fields = ["name", "permissions"]

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        kwargs |= {"form_class": KeysField, "widget": KeySelectMultiple(db_field, self.admin_site)}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return self.fields if obj and obj.name in GROUPS else []

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.name in GROUPS)


@admin.register(Permission)
class PermissionAdmin(ReadOnly, admin.ModelAdmin):
    """To be found when a group is put together; permissions themselves are part of the code."""

    list_display = ["name", "codename"]
    list_filter = ["content_type__app_label"]
    search_fields = ["name", "codename"]
    ordering = ["content_type__app_label", "content_type__model", "codename"]
    list_select_related = ["content_type"]
    list_per_page = 50

    def get_queryset(self, request):
        """Without those of the tables that keep the history: nobody edits these."""
        queryset = super().get_queryset(request).select_related("content_type")
        return queryset.exclude(content_type__model__startswith="historical")

    def has_module_permission(self, request):
        return False
