"""The pages of logging in: of django-allauth only these, in the look of the administration.

They come before `admin.site.urls`, so that there is no other door: Django's own login page asks for
no second factor.
"""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as apps
from allauth.mfa.webauthn import views as keys
from django.contrib import admin
from django.contrib.auth import logout
from django.template.response import TemplateResponse
from django.urls import path, reverse_lazy
from django.views.decorators.cache import never_cache

from rabat.login.policy import lacks_factor

remove_key = keys.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))
PAGES = {
    "account_login": ("login/", account.login),
    "account_logout": ("logout/", account.logout),
    "account_reauthenticate": ("login/again/", account.reauthenticate),
    "mfa_authenticate": ("login/code/", factors.authenticate),
    "mfa_login_webauthn": ("login/passkey/", keys.login_webauthn),
    "mfa_reauthenticate": ("login/again/code/", factors.reauthenticate),
    "mfa_reauthenticate_webauthn": ("login/again/key/", keys.reauthenticate_webauthn),
    "mfa_index": ("second-factor/", factors.index),
    "mfa_activate_totp": ("second-factor/app/", apps.activate_totp),
    "mfa_deactivate_totp": ("second-factor/app/remove/", apps.deactivate_totp),
    "mfa_add_webauthn": ("second-factor/key/", keys.add_webauthn),
    "mfa_remove_webauthn": ("second-factor/key/<int:pk>/remove/", remove_key),
    "mfa_view_recovery_codes": ("second-factor/recovery-codes/", codes.view_recovery_codes),
    "mfa_generate_recovery_codes": (
        "second-factor/recovery-codes/new/",
        codes.generate_recovery_codes,
    ),
}
ROUTES = frozenset(PAGES)


def in_admin_look(view):
    """The view, with what the templates of the administration print around a page."""

    @wraps(view)
    @never_cache
    def shown(request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.is_staff:
            logout(request)  # no longer the staff's: they would be sent round in a circle
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse):
            response.context_data = {
                **admin.site.each_context(request),
                "is_nav_sidebar_enabled": False,
                "lacks_factor": lacks_factor(request, request.user),
                **(response.context_data or {}),
            }
        return response

    return shown


urlpatterns = [
    path(address, in_admin_look(view), name=name) for name, (address, view) in PAGES.items()
]
