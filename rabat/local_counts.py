"""Counts that all processes of one server share without any other program: a limit is the same
however many of them answer."""

import fcntl
import hashlib
import mmap
import os
import secrets
import struct
import tempfile
import threading
import time

SLOTS = 2**20
SLOT = struct.Struct("=dI")  # when a window began, in seconds of the epoch; how many since


class LocalCounts:
    """Windows of time by key, in memory that is mapped from a file without a name.

    Processes forked afterwards share it, so it is made when the application is loaded
    (`preload_app` in rabat/server.py); without that each process counts by itself. Nothing is
    looked up or cleaned away: the digest of a key says its place. Two keys with the same place, one
    in a million pairs, are counted together: that may be strict, and is never too lenient. The
    digest has a key of its own, so that nobody can choose whom to be counted with. The operating
    system unlocks what a process that ends had locked.
    """

    def __init__(self):
        with tempfile.TemporaryFile() as file:
            file.truncate(SLOTS * SLOT.size)  # takes room only as places are used
            self._memory = mmap.mmap(file.fileno(), SLOTS * SLOT.size)
            self._file = os.dup(file.fileno())
        self._key = secrets.token_bytes(16)
        self._lock = threading.Lock()  # between threads; the other is between processes

    def count(self, key: str, seconds: int) -> tuple[int, float]:
        """Counts one more in a window that begins with its first: how many there are by now, and
        the seconds until it ends."""
        digest = hashlib.blake2b(key.encode(), digest_size=8, key=self._key).digest()
        place = int.from_bytes(digest) % SLOTS * SLOT.size
        with self._lock:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                now = time.time()
                begun, number = SLOT.unpack_from(self._memory, place)
                if not begun <= now < begun + seconds:  # over, or the clock was set back
                    begun, number = now, 0
                number = min(number + 1, 2**32 - 1)
                SLOT.pack_into(self._memory, place, begun, number)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)
        return number, begun + seconds - now
