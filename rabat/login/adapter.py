"""What django-allauth asks the project about accounts: who may log in, and how often to try."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from rabat.client_address import client_address
from rabat.login.throttle import begin_attempt, remember_device

FRESH = 5 * 60  # seconds for which nobody is asked again who they are


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators and are for staff only."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "The user name or the password is wrong. Both tell capital letters from small ones."
        ),
        "too_many_login_attempts": _(
            "Too many attempts failed. Wait some minutes, or use the browser of last time."
        ),
        "incorrect_password": _("The password is wrong."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request) -> str:
        return client_address(request)

    def pre_authenticate(self, request, **credentials):
        self._login_failed_rl_usage = begin_attempt(request, "password", credentials["username"])
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request, **credentials):
        """An account that is not the staff's is answered like a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_staff else None

    def pre_login(self, request, user, **kwargs):
        """Also for those who come with a passkey."""
        if user.is_active and user.is_staff:
            return None
        clear_login(request)
        messages.error(request, self.error_messages["username_password_mismatch"])
        return redirect("account_login")

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        remember_device(response, user, secure=settings.SESSION_COOKIE_SECURE)
        return response

    def get_reauthentication_methods(self, user):
        """In our own words."""
        words = {
            "reauthenticate": _("with your password"),
            "mfa_reauthenticate": _("with a code"),
            "mfa_reauthenticate:webauthn": _("with your passkey"),
        }
        return [
            method | {"description": words[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]

    def is_reauthentication_required(self, **kwargs):
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] > FRESH
