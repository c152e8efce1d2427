"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(target: Path, mode: int) -> Iterator[Path]:
    """Where to write a file that has this mode from the beginning on; it takes the place of the
    target at the end, and is gone if something fails."""
    draft = target.with_name(f"{target.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    draft.touch(mode, exist_ok=False)
    try:
        yield draft
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
