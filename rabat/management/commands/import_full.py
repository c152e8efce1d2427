"""`manage.py import_full site.zip`: an empty site becomes the one that was exported."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from rabat.moving.arriving import ArrivalError, read_site


class Command(BaseCommand):
    help = "Fill an empty, migrated site with an archive of export_full, whole or not at all."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="Such as site.zip.")

    def handle(self, *, file: Path, verbosity: int, **options):
        try:
            manifest = read_site(file)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        except ArrivalError as error:
            raise CommandError(f"Nothing was imported. {error}") from error
        if verbosity:
            rows = sum(table["rows"] for table in manifest["tables"].values())
            self.stdout.write(f"{rows:,} rows and {len(manifest['media']):,} files imported.")
            self.stdout.write(
                "Second factors and links for nominations work with the SECRET_KEY of the former"
                " site alone. Mirrors go on from here: keep the former site from changing."
            )
