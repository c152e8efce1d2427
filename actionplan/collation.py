"""Names in the order of the reader's language, on every database: eau, Écran, Œuvre, Zèbre.

PostgreSQL has the collations of ICU. SQLite compares bytes, so the same names are given to a
comparison in Python, which follows the Unicode Collation Algorithm (UTS 10) as far as names of
places, people and plans need: letters first, then accents, then small before capital.
"""

import unicodedata
from functools import lru_cache

from django.db.models.functions import Collate

from actionplan.translation import LANGUAGES, Served

LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "’": "'"}
)
SPACE, SIGN, DIGIT, LETTER = range(4)


class Alphabetical(Served):
    """A translated text to order by, as it is shown to the reader and by the rules of their
    language. That is asked for when the query runs, so that it may be part of one that is built
    once."""

    def in_language(self, reader: str):
        return Collate(super().in_language(reader), collation_name(reader))


def collation_name(language: str) -> str:
    """What PostgreSQL calls the collation of a language."""
    return f"{language.split('-')[0]}-x-icu"


@lru_cache(maxsize=10_000)
def alphabetical(text: str) -> tuple:
    """A text as a key to sort by."""
    bases: list[tuple[int, str]] = []
    accents: list[str] = []
    for char in unicodedata.normalize("NFKD", text.translate(LIGATURES)):
        if bases and unicodedata.combining(char):
            accents[-1] += char
        else:
            bases.append((_kind(char), char.lower()))
            accents.append("")
    return bases, accents, text.translate(LIGATURES).swapcase(), text


def _kind(char: str) -> int:
    if char.isalpha():
        return LETTER
    if char.isdigit():
        return DIGIT
    return SPACE if char.isspace() else SIGN


def teach_sqlite(sender, connection, **kwargs) -> None:
    """Give a new connection to SQLite the collations of the site's languages."""
    if connection.vendor == "sqlite":
        for language in LANGUAGES:
            connection.connection.create_collation(collation_name(language), _compare)


def _compare(one: str, other: str) -> int:
    first, second = alphabetical(one), alphabetical(other)
    return (first > second) - (first < second)
