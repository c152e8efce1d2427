"""`manage.py publish_due`: publishes what is due, for a timer that calls it every few minutes."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from actionplan.publishing import publish_due


class Command(BaseCommand):
    """What `manage.py work` does of itself, for those who rather have a timer."""

    help = "Publish the records whose moment has come."

    def handle(self, *, verbosity: int, **options):
        outcome = publish_due(timezone.now())
        for name in outcome.published if verbosity else []:
            self.stdout.write(f"Published: {name}")
        if outcome.failed:
            raise CommandError("\n".join(["Not published:", *outcome.failed]), returncode=1)
