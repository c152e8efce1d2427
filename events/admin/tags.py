"""Words of state, as the lists of the administration show them."""

from django.utils.html import format_html


def tag(kind: str, word) -> str:
    """A word with a shape and a tint: never told by colour alone."""
    return format_html('<span class="tag tag-{}">{}</span>', kind, word)
