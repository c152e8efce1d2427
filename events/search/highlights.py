"""Showing why something was found: its words marked, and the part of its text that holds them."""

import unicodedata

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from actionplan.translation import LANGUAGES, texts
from events.models import SearchEntry
from events.search.words import QueryWord, query_words, tokens, words

BEFORE, LONGEST = 80, 260  # characters of an excerpt, ahead of the first word found and in all


class Highlighter:
    """Marks the words of one query."""

    def __init__(self, query: str):
        self.words: list[QueryWord] = query_words(query)
        self.known: dict[tuple[str, str], bool] = {}  # a page says the same words again and again

    def mark(self, text: str, language: str) -> SafeString:
        """The text, escaped, with <mark> around what was found."""
        text = unicodedata.normalize("NFC", text)
        parts, end = [], 0
        for start, stop in self._places(text, language):
            parts += [
                conditional_escape(text[end:start]),
                format_html("<mark>{}</mark>", text[start:stop]),
            ]
            end = stop
        parts.append(conditional_escape(text[end:]))
        return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above

    def finds(self, text: str, language: str) -> bool:
        return bool(self._places(text, language))

    def excerpt(self, text: str, language: str) -> SafeString:
        """The part of a text around the first word found, marked; without one its beginning."""
        text = unicodedata.normalize("NFC", text)
        places = self._places(text, language)
        first, end = places[0] if places else (0, 1)
        start = _word_start(text, first)
        stop = _word_end(text, end, start + LONGEST)
        shown = self.mark(text[start:stop], language)
        return format_html("{}{}{}", "… " if start else "", shown, " …" if stop < len(text) else "")

    def _places(self, text: str, language: str) -> list[tuple[int, int]]:
        return [match.span() for match in words(text) if self._is_found(match[0], language)]

    def _is_found(self, word: str, language: str) -> bool:
        if (word, language) not in self.known:
            self.known[word, language] = self._holds(tokens(word, language))
        return self.known[word, language]

    def _holds(self, held: set[str]) -> bool:
        return any(
            held.intersection(one.tokens)
            or (one.prefix and any(token.startswith(one.prefix) for token in held))
            for one in self.words
        )


def highlight(entries: list[SearchEntry], query: str, reader: str) -> list[SearchEntry]:
    """The entries with `shown_title` and `shown_text`, each as (marked text, its language). Of a
    text found in the other language only, that one is shown."""
    highlighter = Highlighter(query)
    for entry in entries:
        title, language = _best(highlighter, entry, "title", reader, other=False)
        entry.shown_title = highlighter.mark(title, language), language
        text, language = _best(highlighter, entry, "text", reader, other=True)
        entry.shown_text = highlighter.excerpt(text, language), language
    return entries


def _best(highlighter: Highlighter, entry, name: str, reader: str, *, other: bool):
    """A text and its language: the reader's, unless it is missing or (`other`) only another one
    holds a word looked for."""
    found = texts(entry, name)
    order = [reader, *(language for language in LANGUAGES if language != reader)]
    filled = [(found[language], language) for language in order if found[language]]
    hits = [one for one in filled if highlighter.finds(*one)] if other else []
    return (hits or filled or [("", reader)])[0]


def _word_start(text: str, found: int) -> int:
    """Where to begin, ahead of what was found: with a word, unless there is but a long one."""
    place = found - BEFORE
    return text.find(" ", place, found) + 1 or place if place > 0 else 0


def _word_end(text: str, found: int, longest: int) -> int:
    """Where to end, behind what was found: with a word, unless there is but a long one."""
    if longest >= len(text):
        return len(text)
    blank = text.rfind(" ", found, longest)
    return longest if blank < 0 else blank
