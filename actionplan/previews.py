"""The public page of a record before the public sees it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import resolve

from actionplan.record import Publishable

# Kept by nobody, found by nobody, and its address told to nobody.
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class Preview:
    """What the frame of a page says of a preview: its addresses by language, and where staff go
    back to (their own pages; nobody else has any)."""

    addresses: dict[str, str]
    back: str = ""


def preview_page(request: HttpRequest, record: Publishable, preview: Preview) -> HttpResponse:
    """The page that the record will have, made by the view of its public address, in the language
    that is active."""
    match = resolve(record.get_absolute_url())
    page = match.func.view_class.as_view(previewed=record.pk, extra_context={"preview": preview})
    response = page(request, *match.args, **match.kwargs)
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return sealed(response)


def sealed(response: HttpResponse) -> HttpResponse:
    """An answer of a preview's address, whatever it says."""
    for name, value in HEADERS.items():
        response[name] = value
    return response
