"""`manage.py prepare`: from any state of a checkout to one that can be served."""

import secrets

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection

from actionplan.together import together
from events.changes.copies import are_outdated
from events.models import Meeting, StandingPage
from rabat.catalogue import compile_catalogues
from rabat.script import compile_script
from rabat.stylesheet import compile_stylesheet


class Command(BaseCommand):
    """Each step does nothing where nothing is to do, so it can run before every start."""

    help = "Compile the catalogue, migrate, set up groups, the record and the first user."
    # Checks read the URLs, whose words come from the catalogue: they run after it is compiled.
    requires_system_checks = ()

    def handle(self, **options):
        try:
            self.prepare()
        except KeyboardInterrupt:
            raise CommandError("Interrupted.", returncode=130) from None

    def prepare(self):
        compile_catalogues()
        compile_stylesheet()
        compile_script()
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from None
        self.check(databases=["default"])
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("apply_groups", verbosity=0)
        self.index_record()
        self.load_record()
        self.load_standing_pages()
        self.create_administrator()

    def load_record(self):
        if Meeting.objects.exists():
            return
        self.stdout.write("Loading the record …")
        with together():  # whole or not at all
            call_command("load_action_plans", verbosity=0)
            call_command("load_record", verbosity=0)

    def load_standing_pages(self):
        """A record from before there were standing pages has none yet."""
        if not StandingPage.objects.exists():
            call_command("load_standing_pages", verbosity=0)

    def index_record(self):
        """A record from before there were a search and copies has none yet, or copies of objects
        that had other members. What is loaded afterwards writes its own."""
        if are_outdated():
            call_command("rebuild", verbosity=0)

    def create_administrator(self):
        users = get_user_model().objects
        if users.exists():
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser("admin", password=password)
        self.stdout.write(f"The user is admin, the password {password} (shown only this once).")
