"""The table of pages is whole."""

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from tests.browser.pages import NO_PAGES, PAGES


def names(resolver) -> set[str]:
    """The names of all addresses of a resolver and those in it."""
    return {
        name
        for one in resolver.url_patterns
        for name in ([one.name] if isinstance(one, URLPattern) else names(one))
    }


def test_every_kind_of_page_is_looked_at():
    (public,) = [
        one
        for one in get_resolver().url_patterns
        if isinstance(getattr(one, "pattern", None), LocalePrefixPattern)
    ]

    looked_at = {page.name for page in PAGES.values()} - {""}

    assert looked_at | NO_PAGES == names(public)
