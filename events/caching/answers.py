"""Public answers, built once and given to all who ask; and not given again to who has them.

RFC 9110 section 13 (conditional requests), RFC 9111 (caching): what we answer may be kept by
whoever likes, and is asked for anew each time, which costs one query while nothing has changed.
"""

import gzip
from collections.abc import Callable, Sequence
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from events.caching.kept import reading
from events.caching.replica import built
from events.caching.store import Answer, kept_or_built
from events.caching.validator import in_order, validator_of
from events.changes.log import current

ALL = None  # parameters: the view refuses by itself what it does not know


def cached(view: Callable, parameters: Sequence[str] | None = ()) -> Callable:
    """The view, asked only for what is not kept. It must depend on nothing but the public record,
    its address and the language; of the query it is given what `parameters` names, in that
    order.

    For visitors without a cookie. Whoever has one may be somebody, and is answered by the view."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or settings.DEBUG:
            return view(request, *args, **kwargs)
        # Before the answer is built, which can be newer than it says and never older.
        log, now = current(), timezone.now()

        def build() -> HttpResponseBase:
            with reading(log, now):
                return _rendered(view(request, *args, **kwargs))

        if request.COOKIES:
            return _asked_for_anew(build())
        query = in_order(request.GET, parameters)
        if parameters is not ALL:
            request.GET, request.META["QUERY_STRING"] = query, query.urlencode()
        key = validator_of(log, request, query, now)
        etag = f'W/"{key}"'
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            response = HttpResponseNotModified()
        else:
            response = _answer(request, key, lambda: built(log, build))
        if response.status_code in (200, 304):
            response["ETag"] = etag
            patch_vary_headers(response, ["Accept-Encoding"])
        return _asked_for_anew(response)

    return answer


def _asked_for_anew(response: HttpResponseBase) -> HttpResponseBase:
    """Redirections too, which browsers keep for ever: what was renamed may be renamed back."""
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _answer(request: HttpRequest, key: str, build: Callable) -> HttpResponseBase:
    """The answer that is kept, or else the one that is built now."""
    not_for_all = []

    def packed() -> Answer | None:
        response = build()
        if _for_all(request, response):
            return Answer(dict(response.items()), gzip.compress(response.content, 6, mtime=0))
        not_for_all.append(response)
        return None

    answer = kept_or_built(key, packed)
    return _unpacked(request, answer) if answer else not_for_all[0]


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    return response.render() if hasattr(response, "render") else response


def _for_all(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether it is an answer that anybody may be given."""
    of_somebody = request.session.accessed or "CSRF_COOKIE" in request.META or response.cookies
    return response.status_code == 200 and not response.streaming and not of_somebody


def _unpacked(request: HttpRequest, answer: Answer) -> HttpResponse:
    if re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        response = HttpResponse(answer.gzipped, headers=answer.headers)
        response["Content-Encoding"] = "gzip"
        return response
    return HttpResponse(gzip.decompress(answer.gzipped), headers=answer.headers)
