"""Addresses in the words of another language, or in none: where the page really is."""

from django.conf import settings
from django.core.exceptions import DisallowedRedirect
from django.http import HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import translate_url
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_path, override

from actionplan.translation import LANGUAGES


def redirect_to_page(request: HttpRequest):
    """The answer to an address that leads nowhere, if it does in the words of another language:
    /fr/meetings/ → /fr/reunions/ for ever; /reunions/ → /en/meetings/ by what the browser asks
    for. None if it does not, or if it led to a page that has nothing to show."""
    if request.method not in ("GET", "HEAD") or request.resolver_match is not None:
        return None
    address = request.get_full_path()
    language = get_language_from_path(request.path_info)
    rest = address.removeprefix(f"/{language}") if language else address
    target = _translated(rest, language or get_language())
    if target is None:
        return None
    try:
        if language:
            return HttpResponsePermanentRedirect(target)
        response = HttpResponseRedirect(target)
    except DisallowedRedirect:  # longer than an address may be
        return None
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _translated(rest: str, wanted: str) -> str | None:
    """An address without its language in the words of `wanted`, if those of another know it."""
    for language in LANGUAGES:
        for spelling in _spellings(rest) if language != wanted else []:
            given = f"/{language}{spelling}"
            with override(language):
                found = translate_url(given, wanted)
            if found.startswith(f"/{wanted}/"):
                return found
    return None


def _spellings(rest: str) -> list[str]:
    """As given, and with the slash that Django adds to addresses that need it."""
    path, mark, query = rest.partition("?")
    slashed = f"{path}/{mark}{query}"
    return [rest] if path.endswith("/") or not settings.APPEND_SLASH else [rest, slashed]
