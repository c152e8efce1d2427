"""Texts written in Markdown, shown on a page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from actionplan.translation import served
from events.markdown import to_html, to_text

register = template.Library()


@register.simple_tag
def prose(instance, name: str, below: int = 1, classes: str = "prose"):
    """A translated text in Markdown as HTML below a heading of that level; one that falls back to
    another language is marked with it."""
    found = served(instance, name)
    html = mark_safe(to_html(found.text, below))  # noqa: S308, it can do no harm
    if found.fallback:
        return format_html('<div class="{}" lang="{}">{}</div>', classes, found.language, html)
    return format_html('<div class="{}">{}</div>', classes, html)


@register.simple_tag
def words(instance, name: str) -> str:
    """A translated text in Markdown without its marks, in one line."""
    return to_text(served(instance, name).text).replace("\n", " ")


@register.simple_tag
def opening(instance, name: str) -> str:
    """The first block of a translated text in Markdown, without its marks."""
    return to_text(served(instance, name).text).partition("\n")[0]
