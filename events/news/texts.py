"""Texts of the record as a feed may hold them."""

import re

from django.db.models import Model

from actionplan.translation import served

# XML 1.0, section 2.2: what is not a Char; and the controls that it advises against.
NOT_XML = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """In one line, without what XML may not hold."""
    return NOT_XML.sub("", " ".join(str(text).splitlines()))


def words(record: Model, name: str) -> str:
    """A text of the record; one in another language says so: On visas (EN)."""
    found = served(record, name)
    return clean(f"{found.text} ({found.language.upper()})" if found.fallback else found.text)
