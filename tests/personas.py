"""Those who use the platform: the public and the staff, each with the rights of their group.

PERSONAS names them; `log_in(client, "editor")` makes a client theirs. A test that is about
somebody asks for exactly that persona.
"""

from django.contrib.auth.models import Group, User

from events.groups import apply_groups

ANONYMOUS = "anonymous"
STAFF = ["reader", "editor", "publisher", "registrar", "administrator"]
PERSONAS = [ANONYMOUS, *STAFF]


def make_user(persona: str) -> User:
    """A member of the staff in the group of the same name; the second call finds the first's."""
    if not Group.objects.filter(name=persona.capitalize()).exists():
        apply_groups()
    user, created = User.objects.get_or_create(username=persona, is_staff=True)
    if created:
        user.groups.set(Group.objects.filter(name=persona.capitalize()))
    return user


def log_in(client, persona: str):
    """The client, logged in as the persona, or as nobody."""
    if persona == ANONYMOUS:
        client.logout()
    else:
        client.force_login(make_user(persona))
    return client
