"""`manage.py anonymise_people`: for a timer, once a day."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from events.anonymising.due import count_due, end_retention


class Command(BaseCommand):
    help = "Take out of the record, and of its history, what need not be kept about people."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; fail if anything is due.",
        )

    def handle(self, *, check: bool, **options):
        now = timezone.now()
        if not check:
            outcome = end_retention(now)
            self.stdout.write(f"Done: {in_words(outcome.counts)}.")
            if outcome.failed:
                raise CommandError("\n".join(["Not done:", *outcome.failed]), returncode=1)
        elif any((due := count_due(now)).values()):
            raise CommandError(f"Due: {in_words(due)}.", returncode=1)
        else:
            self.stdout.write("Nothing is due.")


def in_words(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in counts.items())
