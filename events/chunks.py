"""Many rows, a few at a time."""

from collections.abc import Iterator

CHUNK = 500  # rows that one query is asked for, and that are in memory at the same time


def in_chunks(keys: list[int]) -> Iterator[list[int]]:
    """So many keys at a time as one query takes."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))
