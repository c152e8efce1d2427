"""The second factor in front of the administration, with no way round it.

A session that lacks the factor it needs reaches the pages where one is set up or shown, and nothing
else: the administration leads there, and for the rest of the site it is nobody's.
"""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from rabat.login.policy import FACTORS, hides_factor, lacks_factor
from rabat.login.urls import ROUTES

OPEN = {*ROUTES, "set_language"}
# Where factors are seen and changed; the other pages are where one is shown.
CHANGING = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
}


class SecondFactorGate:
    """The middleware; behind those for the session and the user."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name, user = request.resolver_match.view_name, request.user
        if name in CHANGING and hides_factor(request, user):
            return lead_to_factor(request)
        if not settings.REQUIRE_SECOND_FACTOR or name in OPEN:
            return None
        if request.path.startswith(reverse("admin:index")):
            return lead_to_factor(request) if lacks_factor(request, user) else None
        request.user = SimpleLazyObject(
            lambda: AnonymousUser() if lacks_factor(request, user) else user
        )
        return None


def lead_to_factor(request):
    """To where a factor is set up, or, if there is one that this session has not shown, asked."""
    query = urlencode({"next": request.get_full_path()})
    if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        return redirect(f"{reverse('mfa_reauthenticate')}?{query}")
    if is_mfa_enabled(request.user, FACTORS):
        return redirect(f"{reverse('mfa_reauthenticate_webauthn')}?{query}")
    return redirect("mfa_index")


@receiver(authenticator_added)
def count_as_shown(sender, request, user, authenticator, **kwargs):
    """Who sets a factor up has it in their hands."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
