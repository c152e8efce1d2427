"""What an answer depends on: what the public sees, which day it is where, this release, and what
was asked for. As long as these are the same, so is the answer."""

import datetime
import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language

from events.models import ChangeLog
from events.zones import days_of_zones


def validator_of(
    log: ChangeLog, request: HttpRequest, query: QueryDict, at: datetime.datetime
) -> str:
    """Under which an answer is kept, and by which visitors say what they have: 32 hexadecimal
    digits."""
    address = request.build_absolute_uri(request.path)
    return key_of(log, at, address, query.urlencode())


def key_of(log: ChangeLog, at: datetime.datetime, *names: str) -> str:
    """Under which something of these names is kept that depends on the public record, the day and
    the language: 32 hexadecimal digits."""
    state = [log.edition, log.newest, days_of_zones(at), settings.RELEASE, get_language()]
    return hashlib.sha256("\0".join(map(str, [*state, *names])).encode()).hexdigest()[:32]


def in_order(query: QueryDict, names: Sequence[str] | None) -> QueryDict:
    """The parameters of these names, in their order, or all of them by name if there are none; the
    values of one name stay in their order."""
    found = QueryDict(mutable=True)
    for name in sorted(query) if names is None else names:
        if name in query:
            found.setlist(name, query.getlist(name))
    return found
