"""Signed links to previews of records that are not published, for people without an account.

A link names its record, the edition of the record's links it is of, and for how many days it
holds. Raising the edition ends all links made before.
"""

import datetime
from typing import NamedTuple

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from actionplan.record import Publishable

DAYS = (1, 7, 30)  # a link may hold for so many
SALT = "preview of a record"


class Named(NamedTuple):
    """What a link names: the model as "app.model", the primary key, and the edition."""

    model: str
    key: int
    edition: int


class LinkEndedError(Exception):
    """The link was good once."""


def token_for(record: Publishable, days: int) -> str:
    """The signed part of an address that holds from now on."""
    named = [record._meta.label_lower, record.pk, record.preview_edition, days]
    return TimestampSigner(salt=SALT).sign_object(named)


def named_by(token: str) -> Named | None:
    """What a token names; None if it is not one of ours. Raises `LinkEndedError` when its days are
    over."""
    signer = TimestampSigner(salt=SALT)
    try:
        model, key, edition, days = signer.unsign_object(token)
        signer.unsign_object(token, max_age=datetime.timedelta(days=days))
    except SignatureExpired as error:
        raise LinkEndedError from error
    except BadSignature:
        return None
    return Named(model, key, edition)
