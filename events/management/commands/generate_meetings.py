"""`manage.py generate_meetings 100000`: made-up meetings, to see how quick everything stays."""

from django.core.management import BaseCommand, CommandError, call_command
from django.utils import timezone

from events.generating.batches import generate
from events.generating.vocabulary import Vocabulary
from events.models import Meeting

WIDTH = 40  # characters of the bar


class Command(BaseCommand):
    """Nobody wants these in the real record: a database that holds meetings is refused unless
    asked for. An empty one gets the record first, whose types and places they refer to."""

    help = "Generate meetings with links, results and documents in a database for trials."

    def add_arguments(self, parser):
        parser.add_argument("count", type=int, help="How many, for instance 100000.")
        parser.add_argument("--seed", type=int, default=1, help="Another seed, other meetings.")
        parser.add_argument(
            "--beside-the-record", action="store_true", help="Although there are meetings already."
        )

    def handle(self, *, count: int, seed: int, beside_the_record: bool, verbosity: int, **options):
        if Meeting.objects.exists() and not beside_the_record:
            raise CommandError(
                "This database holds meetings. On a copy for trials add --beside-the-record."
            )
        if Vocabulary().is_empty:
            for command in ("load_action_plans", "load_record"):
                call_command(command, verbosity=0)
        for done in generate(count, seed=seed, today=timezone.localdate()):
            if verbosity:
                self.show(done, count)
        if verbosity:
            self.stdout.write("")

    def show(self, done: int, count: int):
        """A bar on a terminal, which a file of lines does not need."""
        if self.stdout.isatty():
            bar = "█" * (WIDTH * done // count)
            self.stdout.write(f"\r{bar:░<{WIDTH}} {done}/{count}", ending="")
            self.stdout.flush()
        elif done == count:
            self.stdout.write(f"{done} meetings generated.", ending="")
