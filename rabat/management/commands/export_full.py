"""`manage.py export_full site.zip`: everything, to move house with."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from events.archives.replacing import replaced
from rabat.moving.leaving import write_site

OWNER = 0o600  # alone may read it


class Command(BaseCommand):
    help = (
        "Write the whole site, personal data and password hashes included, into an archive that"
        " import_full makes the same site of."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="Such as site.zip; replaced if it is there.")

    def handle(self, *, file: Path, verbosity: int, **options):
        try:
            with replaced(file, OWNER) as draft:
                manifest = write_site(draft)
        except OSError as error:
            raise CommandError(f"{file} was not written: {error}") from error
        if verbosity:
            rows = sum(table["rows"] for table in manifest["tables"].values())
            files, size = len(manifest["media"]), file.stat().st_size
            self.stdout.write(f"{file}: {rows:,} rows, {files:,} files, {size:,} bytes.")
            warning = (
                "It holds personal data and password hashes, and is not encrypted: only you may"
                " read it. Keep it so, and delete it after the import."
            )
            self.stdout.write(self.style.WARNING(warning))
