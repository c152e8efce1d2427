"""What the public sees follows what is written: every save and every deletion of a row brings the
search entries and the copies of the public records it bears on in line, and notes what changed, in
the transaction of the write; once for all that is written `together`.

`QuerySet.update()` and `bulk_create()` tell nobody: after them, `manage.py rebuild`.
"""

from copy import copy
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.db.transaction import TransactionManagementError
from django.dispatch import receiver

from actionplan.together import at_the_end
from events.changes import copies
from events.changes.log import take_turn
from events.chunks import in_chunks
from events.models import ChangeLog
from events.roots import PATHS, Root, as_stored, by_model, is_renamed, roots_of
from events.search import index


@dataclass(eq=False)
class Written:
    """A row as it was saved, or None if it was deleted; and what it bore on before."""

    before: set[Root]
    row: models.Model | None
    new: bool
    renamed: bool

    def roots(self) -> set[Root]:
        now = roots_of(self.row, new=self.new, renamed=self.renamed) if self.row else set()
        return self.before | now


@transaction.atomic
def bring_in_line(roots: set[Root]):
    """Make what the public sees of these records what it is to be."""
    _rewrite(take_turn(), roots)


@transaction.atomic
def follow_all(written: set[Written]):
    """The same for the records that rows bear on which were written together."""
    log = take_turn()
    # Not before: only now is to be seen what others wrote meanwhile, and may bear on the same.
    _rewrite(log, set().union(*(one.roots() for one in written)))


def _rewrite(log: ChangeLog, roots: set[Root]):
    for model, keys in by_model(roots).items():
        for chunk in in_chunks(keys):
            index.rewrite(model, chunk)
            copies.rewrite(log, model, chunk)


@transaction.atomic
def rebuild():
    """Make all of it what it is to be."""
    log = take_turn()
    index.rebuild()
    copies.rebuild(log)


def count_wrong() -> int:
    """How many entries and copies are not what they are to be."""
    return index.count_wrong() + copies.count_wrong()


@receiver([pre_save, pre_delete])
def remember(sender, signal, instance, raw=False, **kwargs):
    """What the row bore on before it was moved elsewhere, or went."""
    if not PATHS.get(sender) or raw:
        return
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError(f"Save a {sender.__name__} within a transaction.")
    if not instance._state.adding:
        stored = as_stored(instance)
        renamed = signal is pre_delete or stored is None or is_renamed(stored, instance)
        roots = roots_of(stored, renamed=renamed) if stored else set()
        instance._before = roots, renamed


@receiver([post_save, post_delete])
def follow(sender, signal, instance, raw=False, created=False, **kwargs):
    """Bring in line what the row bears on, and what it did before."""
    if not PATHS.get(sender) or raw:
        return
    roots, renamed = instance.__dict__.pop("_before", (set(), True))
    if signal is post_delete:
        roots |= roots_of(instance, renamed=renamed)
    row = None if signal is post_delete else copy(instance)  # as it was saved
    at_the_end(follow_all, {Written(roots, row, created, renamed)})
