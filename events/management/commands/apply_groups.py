"""`manage.py apply_groups`: the groups of the staff as `events/groups.py` has them."""

from django.core.management.base import BaseCommand, CommandError

from events.groups import apply_groups, differences


class Command(BaseCommand):
    help = "Give each group exactly the permissions it has in events/groups.py."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; list the differences and fail if there are any.",
        )

    def handle(self, *, check: bool, verbosity: int, **options):
        found = differences()
        if check and found:
            raise CommandError("\n".join(found), returncode=1)
        if not check and found:
            apply_groups()
        if verbosity:
            self.stdout.write("\n".join(["Set right:", *found]) if found else "Nothing to change.")
