"""Answers of the API that are put together of texts."""

from collections.abc import Iterable

from django.http import HttpResponse

from events.changes.json_text import dumps, with_members


def origin_of(request) -> str:
    """Where the site is, for its visitor: https://example.org."""
    return request.build_absolute_uri("/")[:-1]


def answer_of(text: str) -> HttpResponse:
    """A JSON text as an answer. The two ends of lines that JSON allows within texts and JavaScript
    once did not are escaped, as Django REST framework does."""
    text = text.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")
    return HttpResponse(text, content_type="application/json")


def answer_with(about: dict, results: Iterable[str]) -> HttpResponse:
    """What is to be said of a list, and then its `results`, each a JSON text."""
    return answer_of(with_members(dumps(about), results=f"[{','.join(results)}]"))
