"""JSON as text, put together without being taken apart."""

import json

from rest_framework.utils.encoders import JSONEncoder


def dumps(value) -> str:
    """As all objects are written: without blanks, letters as they are."""
    return json.dumps(value, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"))


def with_members(text: str, **members: str) -> str:
    """The text of an object that has some members, with more of them behind, which are texts."""
    return text[:-1] + "".join(f',"{name}":{value}' for name, value in members.items()) + "}"
