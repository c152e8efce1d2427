"""`manage.py rebuild`: what the public sees anew from the record, or whether it needs it."""

from django.core.management import BaseCommand, CommandError

from events.changes.log import begin_edition
from events.following import count_wrong, rebuild
from events.models import PublicCopy, SearchEntry


class Command(BaseCommand):
    """Search and the copies for partners follow every save by themselves; bulk changes and
    restored tables they cannot see."""

    help = "Bring the search index and the copies for partners in line with the record."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Only tell whether they are; fail if not."
        )

        parser.add_argument(
            "--restored",
            action="store_true",
            help="After a backup was restored: mirrors that had read further begin anew.",
        )

    def handle(self, *, check: bool, restored: bool, verbosity: int, **options):
        if check:
            if wrong := count_wrong():
                raise CommandError(f"{wrong} entries or copies are missing or out of date.")
        else:
            rebuild()
        if restored:
            begin_edition()
        if verbosity:
            entries, copies = SearchEntry.objects.count(), PublicCopy.objects.count()
            self.stdout.write(f"{entries} entries and {copies} copies, all as they should be.")
