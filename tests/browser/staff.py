"""The site as staff see it, how they log in, and as whom."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.invited import MAKE_MEETING

PASSWORD = "made up for the tests"
# Who has a second factor; whoever has typed the password but not yet the code; and nobody.
HOLDER, HALFWAY, NOBODY = "holder", "halfway", "nobody"
# Who is to set up a first factor, and is asked for it from then on: nobody else's user.
WITH_APP, WITH_PASSKEY = "with-app", "with-passkey"
MAKE_STAFF = f"""
from django.contrib.auth.models import Group
from tests.personas import STAFF, make_user

for persona in [*STAFF, {HOLDER!r}, {WITH_APP!r}, {WITH_PASSKEY!r}]:
    user = make_user(persona)
    user.set_password({PASSWORD!r})
    user.save()
    if persona in ({WITH_APP!r}, {WITH_PASSKEY!r}):
        user.groups.set(Group.objects.filter(name="Registrar"))
"""
MAKE_WORLD = """
from pathlib import Path
from tests.browser.staff_world import write_addresses

write_addresses(Path({file!r}))
"""
# Without HTTPS: behind a pretended proxy browsers and Django disagree on where a form comes from.
AS_STAFF_SEE_IT = {
    "ALLOWED_HOSTS": "127.0.0.1,localhost",
    "HTTPS": "off",
}


def staff_commands(addresses: Path) -> list[list[str]]:
    """The commands that make the staff and what they look at; where it is goes into the file."""
    # In one process, in which factories know what they have made.
    script = MAKE_STAFF + MAKE_MEETING + MAKE_WORLD.format(file=str(addresses))
    return [["shell", "--no-imports", "--command", script]]


def log_in(page: Page, persona: str, codes: list[str]):
    """Log in as the user that is called like the persona, with one of these recovery codes if one
    is asked for."""
    if persona == NOBODY:
        return
    page.goto("/admin/login/?next=/admin/")
    page.locator("#id_username").fill(HOLDER if persona == HALFWAY else persona)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#login-form [type=submit]").click()
    if persona == HOLDER:
        page.locator("#id_code").fill(codes.pop())
        page.locator("#id_code").press("Enter")
    page.wait_for_url("**/login/code/" if persona == HALFWAY else "**/admin/")
