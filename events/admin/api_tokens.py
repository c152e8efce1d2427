"""Tokens of the API: issued with a secret that is shown once, looked after, revoked."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan.admin.autocomplete import RecordForm
from actionplan.admin.record import RecordAdmin
from events.admin.tags import tag
from events.models import ApiToken
from events.models.api_token import LIFETIME, LONGEST

State = ApiToken.State
SO_FAR = ["prefix", "state", "rights", "issued_by", "issued_at", "last_used_at", "revoked_at"]


class ApiTokenForm(RecordForm):
    """Refuses a last day that is over, or too far away to be remembered."""

    def clean_expires_on(self):
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        if "expires_on" in self.changed_data and not today <= day <= today + LONGEST:
            raise ValidationError(_("Choose a day from today on, within two years."))
        return day


@admin.register(ApiToken)
class ApiTokenAdmin(RecordAdmin):
    """What was issued stays in the list; whoever holds a token that is lost gets another one."""

    form = ApiTokenForm
    change_form_template = "admin/events/apitoken/change_form.html"
    list_display = ["prefix", "holder", "state", "rights", "expires_on", "last_used_at"]
    search_fields = ["prefix", "holder", "contact"]
    search_help_text = _("Prefix, holder or address")
    ordering = ["-issued_at", "-pk"]
    related = ["issued_by"]
    reverts = False
    fieldsets = [
        (_("Token"), {"fields": ["holder", "contact", "expires_on"]}),
        (_("So far"), {"fields": SO_FAR}),
    ]
    readonly_fields = SO_FAR

    class Media:
        css = {"all": ["css/admin/tags.css"]}

    @admin.display(description=_("state"))
    def state(self, obj):
        state = obj.state(timezone.now())
        return tag(state.value, state.label)

    @admin.display(description=_("scopes"))
    def rights(self, obj):
        words = dict(ApiToken.Scope.choices)
        return ", ".join(str(words.get(scope, scope)) for scope in obj.scopes.split())

    def get_urls(self):
        view = self.admin_site.admin_view(self.revoke)
        own = path("<int:pk>/revoke/", view, name="events_apitoken_revoke")
        return [own, *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.fieldsets[:1]

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        return {"expires_on": timezone.localdate() + LIFETIME, **initial}

    def add_view(self, request, form_url="", extra_context=None):
        """One way to save, since all lead to the page with the secret."""
        ways = {"show_save_and_continue": False, "show_save_and_add_another": False}
        return super().add_view(request, form_url, {**ways, **(extra_context or {})})

    def has_change_permission(self, request, obj=None):
        """What is revoked stays as it is."""
        return super().has_change_permission(request, obj) and not (obj and obj.revoked_at)

    def has_delete_permission(self, request, obj=None):
        """Who was let in is known for two years more; then `work` takes it out."""
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.issued_by = request.user
            request.token_issued = obj.give_secret()
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        """The page with the secret answers the form itself: it is kept nowhere on its way, neither
        in a session nor in a message, and no browser keeps the page."""
        if not hasattr(request, "token_issued"):  # the form came a second time
            return super().response_add(request, obj, post_url_continue)
        context = {"token": request.token_issued, "record": obj}
        return self.page(request, _("Token issued"), "issued.html", context)

    def revoke(self, request, pk: int):
        """Asks, then lets nobody in with this token from the next request on."""
        with transaction.atomic():
            record = self.get_queryset(request).select_for_update(of=["self"]).filter(pk=pk).first()
            if record is None:
                raise Http404
            if not super().has_change_permission(request, record):
                raise PermissionDenied
            if record.revoked_at is None and "sure" in request.POST:
                record.revoked_at = timezone.now()
                record.save()
                self.log_change(request, record, str(State.REVOKED.label))
                self.message_user(request, _("The token is revoked."), messages.SUCCESS)
        if record.revoked_at:
            return redirect("admin:events_apitoken_change", pk)
        return self.page(request, _("Revoke this token?"), "revoke.html", {"record": record})

    def page(self, request, title, template: str, context: dict) -> TemplateResponse:
        context |= {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/events/apitoken/{template}", context)
