"""The API speaks JSON whatever is asked for (RFC 9110 §12.4.1 lets a server ignore Accept)."""

from rest_framework.negotiation import BaseContentNegotiation


class AlwaysJSON(BaseContentNegotiation):
    """Chooses the first parser and the first renderer."""

    def select_parser(self, request, parsers):
        return parsers[0]

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type
