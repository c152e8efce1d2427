"""How often the API may be asked: by network address, more often with a token.

Counted in windows of a minute that begin with the first request: in Redis, where servers share one;
else on each server by itself, in the memory that its processes share. So without Redis, or while it
is away, nothing fails and no limit opens. A household has a whole /64 of IPv6 addresses.

Every answer tells where its sender stands, as draft-ietf-httpapi-ratelimit-headers-09 has it:

    RateLimit-Policy: "anonymous";q=60;w=60        60 requests in 60 seconds
    RateLimit: "anonymous";r=12;t=34               12 are left for the next 34 seconds

It is a middleware and not one of Django REST framework's throttles, whose lists in the cache let
two at the same moment pass as one, because answers from a cache count as well, and are told too.
"""

import math
from dataclasses import dataclass

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.api_tokens import note_use
from events.models import ApiToken
from rabat.api.bearer import TokenRefusedError, token_of
from rabat.api.problems import problem
from rabat.local_counts import LocalCounts
from rabat.shared_cache import RedisSilentError, SharedCache

WINDOW = 60  # seconds
# The problem type that the draft registers.
QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"
# Made while the application is loaded, before gunicorn forks its processes.
local_counts = LocalCounts()


@dataclass(frozen=True)
class Verdict:
    """Where somebody stands: `count` of `quota` requests, in a window that ends in `wait` seconds.
    A refused request counts too, which changes nothing: the window ends when it does."""

    policy: str
    quota: int
    count: int
    wait: int

    @property
    def is_over(self) -> bool:
        return self.count > self.quota

    def announce(self, response: HttpResponse) -> None:
        remaining = max(self.quota - self.count, 0)
        response.headers["RateLimit-Policy"] = f'"{self.policy}";q={self.quota};w={WINDOW}'
        response.headers["RateLimit"] = f'"{self.policy}";r={remaining};t={self.wait}'


def limited(get_response):
    """Middleware: counts each request to the API, refuses what is too much and whoever brings a
    token that is none, and leaves the token in `request.api_token`, or None."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/api/"):
            return get_response(request)
        request.api_token = refusal = None
        try:
            request.api_token = token_of(request)
        except TokenRefusedError as error:
            refusal = error.response()
        verdict = count(request, request.api_token)
        response = too_many(verdict) if verdict.is_over else refusal or get_response(request)
        verdict.announce(response)
        if request.api_token:
            note_use(request.api_token, timezone.now())
        return response

    return answer


def count(request: HttpRequest, token: ApiToken | None) -> Verdict:
    """Count one more request of a token, or else of an address."""
    if token:
        policy, whose, quota = "token", token.pk, settings.API_RATE_TOKEN
    else:
        policy, whose, quota = "anonymous", get_ip(request), settings.API_RATE_ANONYMOUS
    number, left = _count(f"api:{policy}:{whose}")
    return Verdict(policy, quota, number, max(math.ceil(left), 1))


def too_many(verdict: Verdict) -> HttpResponse:
    limit = _("Too many requests: the limit is %(quota)d a minute.") % {"quota": verdict.quota}
    wait = ngettext("Wait %(n)d second.", "Wait %(n)d seconds.", verdict.wait)
    members = {"type": QUOTA_EXCEEDED, "violated-policies": [verdict.policy]}
    response = problem(429, f"{limit} {wait % {'n': verdict.wait}}", **members)
    response.headers["Retry-After"] = str(verdict.wait)
    return response


def _count(key: str) -> tuple[int, float]:
    shared = caches["default"]
    if isinstance(shared, SharedCache):
        try:
            return shared.count(key, WINDOW)
        except RedisSilentError:
            pass
    return local_counts.count(key, WINDOW)
