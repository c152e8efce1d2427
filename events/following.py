"""What the public sees follows what is written: every save and every deletion of a row brings the
search entries and the copies of the public records it bears on in line, and notes what changed, in
the transaction of the write; once for all that is written `together`.

`QuerySet.update()` and `bulk_create()` tell nobody: after them, `manage.py rebuild`.
"""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.db.transaction import TransactionManagementError
from django.dispatch import receiver

from actionplan.together import at_the_end
from events.changes import copies
from events.changes.log import take_turn
from events.chunks import in_chunks
from events.roots import PATHS, Root, as_stored, by_model, is_renamed, roots_of
from events.search import index


@transaction.atomic
def bring_in_line(roots: set[Root]):
    """Make what the public sees of these records what it is to be."""
    if not roots:
        return
    log = take_turn()
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
def follow(sender, instance, raw=False, created=False, **kwargs):
    """Bring in line what the row bears on, and what it did before."""
    if not PATHS.get(sender) or raw:
        return
    roots, renamed = instance.__dict__.pop("_before", (set(), True))
    at_the_end(bring_in_line, roots | roots_of(instance, new=created, renamed=renamed))
