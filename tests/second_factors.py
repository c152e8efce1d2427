"""Logging in as a browser does, with password, codes and passkeys."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from tests.personas import make_user

PASSWORD = "made up for the tests"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = "/admin/login/"


def with_password(persona: str):
    user = make_user(persona)
    user.set_password(PASSWORD)
    user.save()
    return user


def with_app(persona: str):
    """A user with a password and an app that shows codes."""
    user = with_password(persona)
    add_app(user)
    return user


def add_app(user):
    TOTP.activate(user, SECRET)


def add_passkey(user, name: str) -> WebAuthn:
    """A passkey that is listed but opens no door: nobody has its private half."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    credential = AttestedCredentialData.create(bytes(16), b"passkey", key)
    data = AuthenticatorData.create(bytes(32), flags, 0, credential)
    made = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", b"", "https://rabat.example"),
        attestation_object=AttestationObject.create("none", data, {}),
    )
    return WebAuthn.add(user, name, dict(RegistrationResponse(raw_id=b"passkey", response=made)))


def with_recovery_codes(user) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def code(steps: int = 0, secret: str = "") -> str:
    """What the app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret or SECRET, int(time.time()) // 30 + steps))


def send_password(client, username: str, password: str = PASSWORD, **more):
    data = {"login": username, "password": password}
    return client.post(LOGIN, data, **more)


def is_in(client) -> bool:
    """Whether the administration opens."""
    return client.get("/admin/").status_code == 200
