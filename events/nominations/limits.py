"""How often something may be done, counted in the cache that servers share.

Counted in fixed windows of time; the table of the database counts a little too few when two come at
the same moment, which is of no matter here.
"""

import time

from django.core.cache import cache

WINDOW = 300  # seconds; no longer than the cache keeps what is counted on


def seconds_to_wait(name: str, most: int) -> int:
    """Counts one more; 0 as long as there were no more than `most` within the window, else the
    seconds until the next begins."""
    window, past = divmod(int(time.time()), WINDOW)
    key = f"limit:{name}:{window}"
    cache.add(key, 0, WINDOW)
    try:
        count = cache.incr(key)
    except ValueError:  # Redis went away between the two: it is counted from the next on
        return 0
    return WINDOW - past if count > most else 0
