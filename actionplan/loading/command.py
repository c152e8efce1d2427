"""What the loading commands share: all or nothing, dry run, progress, counts, clear errors."""

from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from actionplan.loading.entries import RecordError
from actionplan.loading.loader import Loader
from actionplan.together import together

OUTCOMES = ("created", "updated", "unchanged", "kept")


class LoadCommand(BaseCommand):
    """A command that loads `folder` (by default `data`) by means of `load(loader, folder)`."""

    load: Callable[[Loader, Path], None]
    data: Path

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Check and count, write nothing."
        )
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            default=self.data,
            help="Folder with the YAML files, if not the project’s own.",
        )

    def handle(self, *, dry_run: bool, folder: Path, verbosity: int, **options):
        loader = Loader(self._show_progress if self.stdout.isatty() else lambda text: None)
        try:
            with together():
                type(self).load(loader, folder)
                transaction.set_rollback(dry_run)
        except RecordError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        finally:
            if self.stdout.isatty():
                self.stdout.write("\r\033[K", ending="")
        if verbosity:
            self._report(loader, dry_run)

    def _show_progress(self, text: str):
        self.stdout.write(f"\r\033[K{text[:78]}", ending="")
        self.stdout.flush()

    def _report(self, loader: Loader, dry_run: bool):
        for name, counts in loader.counts.items():
            done = [f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome]]
            self.stdout.write(f"{name}: {', '.join(done)}")
        for name in loader.kept:
            self.stdout.write(self.style.WARNING(f"Kept as staff left it: {name}"))
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")
