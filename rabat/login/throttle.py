"""How often a password or a code may be tried: slow for those who guess, never for the owner.

Only failures count. From a browser in which the account was logged in to before, which a signed
cookie tells, there is a limit for that browser alone. All others are counted three times: for the
account from this address, for the address, and for the account from anywhere. So somebody who
guesses, from however many addresses, uses up what strangers may try and not what the owner may, who
has the cookie (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). The limits are
`ACCOUNT_RATE_LIMITS` in the settings; they are counted in the cache, before anything is hashed.
"""

import secrets

from allauth.core.internal import ratelimit
from django.core import signing

COOKIE = "known_device"
SALT = "rabat.login.known_device"
DAYS_180 = 60 * 60 * 24 * 180


def begin_attempt(request, kind: str, account: str) -> ratelimit.RateLimitUsage | None:
    """Count an attempt before it is made; None if it must not be. `rollback()` if it succeeds.

    `kind` is what is guessed, "password" or "code", `account` the name as it was typed.
    """
    account = _plain(account)
    used = ratelimit.RateLimitUsage(usage=[])
    for action, key in _limits(request, account).items():
        usage = ratelimit.consume(
            request, app="allauth.account", action=action, key=f"{kind} {key}"
        )
        if not usage:
            used.rollback()  # what is not attempted cannot fail
            return None
        used.usage += usage.usage
    return used


def remember_device(response, user, *, secure: bool):
    """Let the browser prove from now on that this account was logged in to from it."""
    value = signing.dumps([_plain(user.get_username()), secrets.token_urlsafe(12)], salt=SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=DAYS_180,
        path="/admin/",  # the public pages know no cookies
        secure=secure,
        httponly=True,
        samesite="Lax",
    )


def _limits(request, account: str) -> dict[str, str]:
    """The limits that apply, each with whom it counts."""
    device = _known_device(request, account)
    if device:
        return {"known_device": device}
    address = ratelimit.get_ip(request)
    # The address first: who is refused for it leaves no count behind for each name made up.
    return {
        "address": address,
        "account_from_address": f"{account} {address}",
        "account": account,
    }


def _known_device(request, account: str) -> str | None:
    try:
        known, device = signing.loads(request.COOKIES[COOKIE], salt=SALT, max_age=DAYS_180)
    except (KeyError, ValueError, TypeError, signing.BadSignature):
        return None
    return device if known == account else None


def _plain(account: str) -> str:
    return account.strip().casefold()
