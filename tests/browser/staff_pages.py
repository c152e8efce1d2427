"""The pages of the staff that every gate looks at: one for each route that answers with a page, as
the table in tests/routes.py says, so that a new route is looked at too."""

from tests.browser.staff import HALFWAY, HOLDER, NOBODY
from tests.routes import ROUTES

# Who sees a page that an administrator without a second factor is not shown.
WHO = {
    "account_login": NOBODY,
    "mfa_authenticate": HALFWAY,
    "mfa_reauthenticate": HOLDER,
    "mfa_reauthenticate_webauthn": HOLDER,
    "mfa_activate_totp": "administrator",
    "mfa_deactivate_totp": HOLDER,
    "mfa_add_webauthn": HOLDER,
    "mfa_remove_webauthn": HOLDER,
    "mfa_view_recovery_codes": HOLDER,
    "mfa_generate_recovery_codes": HOLDER,
}
# Answer with something else than a page of the staff: files, a script, a page of the public.
NO_PAGES = (
    "_file",
    "_import_template",
    "_participants_xlsx",
    "_sign_in",
    "_person_data",
    "_preview",
    ":jsi18n",
)


def is_page(name: str) -> bool:
    """Whether an administrator gets a page there; that of a text is there once there is one."""
    if not name.startswith(("admin:", "account_", "mfa_")) or name.endswith(NO_PAGES):
        return False
    return ROUTES[name][0].endswith("200") or name.endswith("_restore_text")


STAFF_PAGES = [name for name in ROUTES if name in WHO or is_page(name)]
