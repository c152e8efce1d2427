"""Second factors: how their secrets are kept, and that a code counts once."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# How long a code of an app is good: its own half minute, the one before and the one after.
LIFE_OF_A_CODE = 3 * 30


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted at rest, so that a copy of the database is not enough to log in."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is wrong or was used already. Take the next one."),
        "unreadable": _(
            "This factor can no longer be read. Ask an administrator to reset your second factor."
        ),
    }

    def generate_authenticator_name(self, user, type):  # noqa: A002 -- allauth's name for it
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Key {number}").format(number=number)

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A ValidationError if it was encrypted under another SECRET_KEY."""
        try:
            return cipher().decrypt(encrypted_text).decode()
        except InvalidToken:
            raise self.validation_error("unreadable") from None


def cipher() -> MultiFernet:
    """AES-128-CBC with HMAC (Fernet) under keys derived from SECRET_KEY and its fallbacks."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [
        salted_hmac("rabat.login.factors", "key", secret=secret, algorithm="sha256").digest()
        for secret in secrets
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def use_up(user, code: str):
    """A code that was accepted is refused from then on, whatever it is typed for."""
    digest = hashlib.sha256(f"{user.pk} {code.strip()}".encode()).hexdigest()
    if not cache.add(f"used-code:{digest}", True, timeout=LIFE_OF_A_CODE):
        raise get_factor_adapter().validation_error("incorrect_code")
