"""`manage.py rebuild_search`: the index anew, or whether it needs it."""

from django.core.management import BaseCommand, CommandError

from events.models import SearchEntry
from events.search.freshness import count_wrong, rebuild


class Command(BaseCommand):
    """The index follows every save by itself; bulk changes and restored tables it cannot see."""

    help = "Bring the search index in line with the record."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Only tell whether it is; fail if it is not."
        )

    def handle(self, *, check: bool, verbosity: int, **options):
        if check:
            if wrong := count_wrong():
                raise CommandError(f"{wrong} entries are missing or out of date.")
        else:
            rebuild()
        if verbosity:
            self.stdout.write(f"{SearchEntry.objects.count()} entries, all as they should be.")
