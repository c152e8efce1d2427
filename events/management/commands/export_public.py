"""`manage.py export_public public.zip`: the public record in one file."""

import re
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from events.archives.replacing import replaced
from events.data_package.build import write_package
from events.data_package.offered import usual_origin

ORIGIN = re.compile(r"https?://[-.:\[\]A-Za-z0-9]+/?")
EVERYBODY = 0o644  # may read it


class Command(BaseCommand):
    help = "Write the public record as a Frictionless Data Package: CSV, JSON, what they mean."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="Such as public.zip; replaced if it is there.")
        parser.add_argument(
            "--origin",
            default=usual_origin(),
            help="Where the site is, for the addresses in it (%(default)s).",
        )

    def handle(self, *, file: Path, origin: str, verbosity: int, **options):
        if not ORIGIN.fullmatch(origin):
            raise CommandError(f"{origin!r} is no address. Write it as https://example.org.")
        try:
            with replaced(file, EVERYBODY) as draft:
                state = write_package(draft, origin.rstrip("/"))
        except OSError as error:
            raise CommandError(f"{file} was not written: {error}") from error
        if verbosity:
            size = file.stat().st_size
            self.stdout.write(f"{file}: {size:,} bytes, as of the cursor {state.cursor}.")
