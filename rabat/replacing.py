"""Writing files that a server, or another process that writes the same, may have open."""

import os
from pathlib import Path


def replace(target: Path, content: bytes) -> None:
    """Put a new file in the place of the old in one step, with a draft that is ours alone."""
    draft = target.with_name(f"{target.name}.{os.getpid()}.draft")
    draft.write_bytes(content)
    draft.replace(target)
