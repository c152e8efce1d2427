"""Answers travel compressed: a partner list takes 10 kB of a slow link rather than 43."""

from django.middleware.gzip import GZipMiddleware
from django.utils.cache import has_vary_header


class Compression(GZipMiddleware):
    """Compresses what everybody gets alike, where the browser takes it.

    Not what depends on who asks: those pages hold tokens and repeat what was typed, and the length
    of both compressed together gives the tokens away (the BREACH attack). Nor files, which mostly
    are compressed in themselves, and of which a browser may ask a part."""

    def process_response(self, request, response):
        if response.streaming or has_vary_header(response, "Cookie"):
            return response
        return super().process_response(request, response)
