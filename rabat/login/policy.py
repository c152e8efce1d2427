"""Who has to log in with a second factor: in production (`REQUIRE_SECOND_FACTOR`) everybody who may
see people, change accounts so that they may, or issue tokens of the API."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import User

from events.groups import ACCESS, PERSONAL, grant

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
GUARDED = grant("view add change delete", [*PERSONAL, *ACCESS, User])


def lacks_factor(request, user) -> bool:
    """Whether more is needed of this session before it may do what the account may: a factor that
    is set up, and that was shown since it began."""
    if not settings.REQUIRE_SECOND_FACTOR or not user.is_authenticated or not is_guarded(user):
        return False
    return not (is_mfa_enabled(user, FACTORS) and has_shown_factor(request, user))


def hides_factor(request, user) -> bool:
    """Whether there is a factor that this session has not shown. With the password alone, nobody
    may remove it, or set up another to show instead: whoever has only stolen the password would."""
    if not user.is_authenticated or has_shown_factor(request, user):
        return False
    return is_mfa_enabled(user, FACTORS)


def is_guarded(user) -> bool:
    return any(user.has_perm(permission) for permission in GUARDED)


def has_shown_factor(request, user) -> bool:
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))
