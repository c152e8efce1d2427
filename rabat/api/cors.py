"""Programs in the pages of others may read the API, with a token or without (Fetch standard, CORS).

Everybody gets the same without cookies, so no origin is told from another: django-cors-headers
would add `Vary: origin` to every answer, and caches would keep one for each.
"""

from django.http import HttpRequest, HttpResponse

ANSWERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Content-Language, ETag, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate"
    ),
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    # By name: a star does not stand for the first of them.
    "Access-Control-Allow-Headers": "Authorization, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",  # seconds
}


def open_to_other_origins(get_response):
    """Middleware: answers what browsers ask before they send a token, and lets them read."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/api/"):
            return get_response(request)
        response = HttpResponse(status=204, headers=PREFLIGHT) if asks_first(request) else None
        response = response or get_response(request)
        for name, value in ANSWERS.items():
            response.headers[name] = value
        return response

    return answer


def asks_first(request: HttpRequest) -> bool:
    """Whether this is a preflight; any other OPTIONS is for the view."""
    asked = {"HTTP_ORIGIN", "HTTP_ACCESS_CONTROL_REQUEST_METHOD"}
    return request.method == "OPTIONS" and asked <= request.META.keys()
