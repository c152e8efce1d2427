"""The words of a text as search compares them: without case, accents, apostrophes and endings.

All of it happens here, in Python, so that every database is given the same tokens and gives the
same answers. A token holds no ASCII characters but small letters and digits.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from actionplan.letters import fold
from actionplan.translation import LANGUAGES

LONGEST_WORD = 60
MOST_WORDS = 8
SHORTEST_PREFIX = 2
# Snowball's names of the languages that we know endings of.
ALGORITHMS = {"en": "english", "fr": "french", "ar": "arabic", "es": "spanish", "pt": "portuguese"}
STEMMERS = {language: snowballstemmer.stemmer(ALGORITHMS[language]) for language in LANGUAGES}
APOSTROPHES = "'’‘ʼ＇"
WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
# Cut where an apostrophe follows (l’asile) or, for the English s, precedes (children’s).
ELIDED = {"c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}
# Left out of a query that has other words: nobody means them.
COMMON = {*ELIDED, "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to"}
COMMON |= {"with", "au", "aux", "dans", "de", "des", "du", "en", "et", "la", "le", "les", "ou"}
COMMON |= {"par", "pour", "sur", "un", "une"}


class QueryWord(NamedTuple):
    """A word looked for: any of `tokens`, or what begins with `prefix` unless that is empty."""

    tokens: tuple[str, ...]
    prefix: str = ""

    @property
    def begun(self) -> bool:
        return self.prefix != ""

    @property
    def needed(self) -> list[str]:
        """The tokens, without those that the beginning stands for."""
        return [one for one in self.tokens if not (self.prefix and one.startswith(self.prefix))]


def words(text: str) -> Iterator[re.Match]:
    """The words of a text, each with the apostrophes inside it."""
    return WORD.finditer(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...]:
    """What a word means without its elisions: d’Ivoire → ivoire; Children’s → children."""
    folded = re.split(f"[{APOSTROPHES}]", word.lower())
    if len(folded) == 1:
        return (word,)
    kept = tuple(part for part in folded if part not in ELIDED)
    return kept or (word,)


@lru_cache(maxsize=50_000)
def forms(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """A word as written and its stems, with accents cut off before stemming and after it, as a
    reader may have typed them or not: réunions → reunions, reunion."""
    plain = _token(word)
    found = [plain]
    for language in languages:
        stem = STEMMERS[language].stemWord
        found += [_token(stem(word.lower())), _token(stem(plain))]
    return tuple(dict.fromkeys(form for form in found if form))


def _token(word: str) -> str:
    """Folded, with nothing in it that would part a token, and of bearable length."""
    return "".join(char for char in fold(word) if char.isalnum())[:LONGEST_WORD]


def tokens(text: str, *languages: str) -> set[str]:
    """All tokens by which a text in these languages is found; an elision also in one word, since
    some type dIvoire."""
    found = set()
    for match in words(text):
        parts = _parts(match[0])
        for part in parts:
            found.update(forms(part, languages))
        if parts != (match[0],):
            found.add(_token(match[0]))
    return found - {""}


def joined(text: str) -> str:
    """The text as one token, to compare codes: "5 B" → 5b; "AU-HOAI" → auhoai."""
    return "".join(_token(match[0]) for match in words(text[:LONGEST_WORD]))


def query_words(query: str) -> list[QueryWord]:
    """The words that a record must all hold; the last may be unfinished. However long the query,
    only its first words count, and each once."""
    start = " ".join(query.split()[: 4 * MOST_WORDS])[: 4 * MOST_WORDS * LONGEST_WORD]
    parts = [part[:LONGEST_WORD] for match in words(start) for part in _parts(match[0])]
    meant = [part for part in parts if _token(part) not in COMMON] or parts
    every = [found for part in meant if (found := forms(part, tuple(LANGUAGES)))]
    distinct = list(dict.fromkeys(every))[:MOST_WORDS]
    return [QueryWord(found, _beginning(found) if found == every[-1] else "") for found in distinct]


def is_common(query: str) -> bool:
    """Whether it has words, but only such as stand in nearly every text."""
    found = [_token(part) for match in words(query) for part in _parts(match[0])]
    return bool(found) and COMMON.issuperset(found)


def _beginning(found: tuple[str, ...]) -> str:
    """What a word may be the beginning of; a single letter is not looked for as one."""
    return found[0] if len(found[0]) >= SHORTEST_PREFIX else ""
