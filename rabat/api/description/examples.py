"""Real answers, as examples: what addresses of the API answer now."""

import json
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.urls import resolve

from rabat.api.description.operations import JSON

LONG_ENOUGH = 4  # letters of a word that search is shown with


class Examples:
    """Examples for somebody who asks at `request`, whose site they name."""

    def __init__(self, request: HttpRequest):
        self.request = request

    def add_to(self, document: dict) -> None:
        """Give each operation that answers in JSON its example, if the record has one."""
        for path, item in document["paths"].items():
            answer = item["get"]["responses"]["200"]["content"].get(JSON)
            itself = path.endswith("/openapi.json")
            if answer and not itself and (address := self.address(path)):
                answer["example"] = self.ask(*address)

    def address(self, path: str) -> tuple[str, dict] | None:
        """An address of the form /api/v1/meetings/{slug}/, in two: its path, its parameters."""
        whole, _brace, rest = path.partition("{")
        name, _brace, end = rest.partition("}")
        if name:
            found = self._first(whole)
            return (f"{whole}{found.get(name, found['id'])}{end}", {}) if found else None
        if path.endswith("/coverage/"):
            plan = self._first("/api/v1/action-plans/")
            return (path, {"plan": plan["slug"]}) if plan else None
        if path.endswith("/search/"):
            return self._search(path)
        return path, {} if path == "/api/v1/" else {"page_size": 1}

    def _search(self, path: str) -> tuple[str, dict] | None:
        meeting = self._first("/api/v1/meetings/") or {"title": {}}
        titles = [title for title in meeting["title"].values() if title]
        words = [word for title in titles for word in title.split() if len(word) >= LONG_ENOUGH]
        return (path, {"q": words[0], "page_size": 1}) if words else None

    def _first(self, path: str) -> dict | None:
        found = self.ask(path, {"page_size": 1})["results"]
        return found[0] if found else None

    def ask(self, path: str, query: dict) -> dict:
        """What the view at an address says, past what keeps answers."""
        told = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": urlencode(query)}
        match = resolve(path)
        response = match.func.__wrapped__(WSGIRequest(self.request.META | told), **match.kwargs)
        if hasattr(response, "render"):
            response.render()
        return json.loads(response.content)
