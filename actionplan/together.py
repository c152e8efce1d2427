"""Writes that belong together: one transaction, and what follows from them follows once."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from asgiref.local import Local
from django.db import transaction

_open = Local()


@contextmanager
def together() -> Iterator[None]:
    """A transaction at whose end is done what `at_the_end` put off until then. One within another
    can be undone by itself, as with `transaction.atomic`, and ends with the outer one."""
    if getattr(_open, "deeds", None) is not None:
        with transaction.atomic():
            yield
        return
    _open.deeds = defaultdict(set)
    try:
        with transaction.atomic():
            yield
            if not transaction.get_rollback():
                for deed, things in _open.deeds.items():
                    deed(things)
    finally:
        _open.deeds = None


def at_the_end(deed: Callable[[set], None], things: set):
    """Do it once with all things it is wanted for, at the end of what is written together; at once
    if nothing is."""
    deeds = getattr(_open, "deeds", None)
    if deeds is None:
        deed(things)
    else:
        deeds[deed] |= things
