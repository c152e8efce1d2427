"""Finding the token that somebody shows, and noting that it was used."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q

from events.models import ApiToken
from events.models.api_token import FORM

PRECISION = datetime.timedelta(minutes=1)  # of when a token was last used


def find(text: str) -> ApiToken | None:
    """The token, whatever its state; None if nobody was given it. One query, of the prefix alone:
    how long it takes says nothing of a secret."""
    form = FORM.fullmatch(text)
    if form is None:
        return None
    prefix, secret = form.groups()
    token = ApiToken.objects.filter(prefix=prefix).first()
    return token if token and token.is_opened_by(secret) else None


def note_use(token: ApiToken, at: datetime.datetime) -> None:
    """Keep when a token was last used, to the minute: most reads write nothing. Where somebody else
    is writing it is left out, so that no read waits or fails; the next one tries again."""
    if token.last_used_at and at - token.last_used_at < PRECISION:
        return
    old = Q(last_used_at=None) | Q(last_used_at__lte=at - PRECISION)
    rows = ApiToken.objects.filter(old, pk=token.pk)
    with suppress(InterfaceError, OperationalError), _without_waiting(), transaction.atomic():
        if rows.select_for_update(skip_locked=True).exists():
            rows.update(last_used_at=at)


@contextmanager
def _without_waiting() -> Iterator[None]:
    """SQLite locks the whole database and would wait a minute for it; elsewhere a locked row is
    passed over."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]  # milliseconds
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
