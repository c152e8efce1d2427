"""Files that wait, between the check and the import, for somebody to confirm them.

They lie in the cache that servers share, for an hour, where only the session that brought them
finds them.
"""

import hashlib
import secrets
from typing import NamedTuple

from django.core.cache import cache

SECONDS = 60 * 60


class PendingFile(NamedTuple):
    """What was uploaded, and under which name."""

    name: str
    content: bytes


def keep(request, file: PendingFile) -> str:
    """Keep a file; what names it from now on."""
    token = secrets.token_urlsafe(16)
    cache.set(_key(request, token), tuple(file), SECONDS)
    return token


def fetch(request, token: str) -> PendingFile | None:
    """The file, if it is still there and the same person asks in the same session."""
    found = cache.get(_key(request, token))
    return PendingFile(*found) if found else None


def drop(request, token: str) -> None:
    cache.delete(_key(request, token))


def _key(request, token: str) -> str:
    whose = f"{request.session.session_key} {request.user.pk} {token}"
    return f"exchange-{hashlib.sha256(whose.encode()).hexdigest()}"
