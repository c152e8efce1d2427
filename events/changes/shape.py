"""Which members the objects have that copies hold: whether these are to be written anew."""

import hashlib
import json
from functools import cache

from rest_framework.serializers import BaseSerializer, ListSerializer

from events.changes.related import WAYS
from events.changes.resources import KINDS


@cache
def shape() -> str:
    """A digest of the names of the members of all objects, and of what is in those, and of where
    they lead. Other values under the same names it does not tell: after such a change,
    `manage.py rebuild`."""
    named = {kind.name: _members(kind.serializer()) for kind in KINDS}
    return hashlib.sha256(json.dumps([named, WAYS]).encode()).hexdigest()


def _members(field) -> dict:
    """By name, what each member has itself."""
    serializer = field.child if isinstance(field, ListSerializer) else field
    if not isinstance(serializer, BaseSerializer):
        return {}
    return {name: _members(one) for name, one in serializer.fields.items()}
