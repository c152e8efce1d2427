"""What templates need to show the record: texts with their language, dates in words."""

import json

from django import template
from django.urls import translate_url
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, pgettext

from actionplan.translation import LANGUAGES, served
from events.dates import (
    Precision,
    join_parts,
    machine_date,
    one_date,
    range_parts,
    time_text,
)

register = template.Library()

ENDS_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
# Where a long range may break: browsers break after a dash even before a no-break space, which
# would then begin the next line.
SPACED = "{}\u00a0– {}"


@register.simple_tag
def text(instance, name: str):
    """A translated text; one that falls back to another language is marked with it."""
    found = served(instance, name)
    if found.fallback:
        return format_html('<span lang="{}">{}</span>', found.language, found.text)
    return found.text


@register.simple_tag
def missing_language(instance, *names: str) -> str:
    """The language that serves some of these texts because the reader's own is missing, or ""."""
    found = [served(instance, name) for name in names]
    return next((one.language for one in found if one.fallback), "")


@register.simple_tag
def dates(record, precision: str = ""):
    """The dates of a meeting, or earlier ones, with each end in a `time` element."""
    precision = precision or record.date_precision
    parts = range_parts(record.start_date, record.end_date, precision, get_language())
    marked = [
        format_html('<time datetime="{}">{}</time>', machine_date(day, precision), words)
        for day, words in parts
    ]
    if len(marked) == 1:
        return marked[0]
    dash = join_parts([words for _day, words in parts])[len(parts[0][1]) : -len(parts[1][1])]
    if dash == "–":  # "9–10 July 2025" stays in one line; browsers would break it at the dash
        return format_html('<span class="dates">{}–{}</span>', *marked)
    return format_html(SPACED, *marked)


@register.simple_tag
def date(day, precision: str):
    """A single date as precise as it is known; nothing if there is none."""
    if day is None:
        return ""
    words = one_date(day, precision, get_language())
    return format_html('<time datetime="{}">{}</time>', machine_date(day, precision), words)


@register.simple_tag
def period(record):
    """When something began and ended, as far as recorded; nothing if nothing is."""
    start = date(record.start_date, record.start_precision)
    end = date(record.end_date, record.end_precision)
    if start and end:
        return format_html(SPACED, start, end)
    if start and record.is_open:
        if record.start_precision == Precision.DAY:
            return format_html(pgettext("a day", "since {}"), start)
        return format_html(pgettext("a month or year", "since {}"), start)
    if end:
        if record.end_precision == Precision.DAY:
            return format_html(pgettext("a day", "until {}"), end)
        return format_html(pgettext("a month or year", "until {}"), end)
    return start or ("" if record.is_open else gettext("formerly"))


@register.filter
def clock(time) -> str:
    """A time of day: 14:00, in French 14 h 00."""
    return time_text(time, get_language())


@register.simple_tag(takes_context=True)
def current(context, section: str):
    """The attribute that marks the section of the site the visitor is in, in its navigation."""
    path = context["request"].path if "request" in context else ""
    if not path.startswith(section):
        return ""
    return mark_safe(' aria-current="page"' if path == section else ' aria-current="true"')  # noqa: S308, two constants


@register.simple_tag(takes_context=True)
def languages(context) -> list[dict]:
    """This page in every language: code, name in itself, path with query.

    Without the host, as the page that refuses a host that is not ours has one too."""
    request = context.get("request")
    if request is None:
        return []
    pages = []
    for code in LANGUAGES:
        path = translate_url(request.get_full_path(), code)
        if path == request.get_full_path() and not path.startswith(f"/{code}/"):
            path = f"/{code}/"
        pages.append(
            {
                "code": code,
                "name": translation.get_language_info(code)["name_local"].capitalize(),
                "path": path,
                "active": code == get_language(),
            }
        )
    return pages


@register.simple_tag
def json_ld(data: dict):
    """A mapping as a block of JSON-LD. What could end the block is escaped (WHATWG HTML,
    "Restrictions for contents of script elements")."""
    escaped = json.dumps(data, ensure_ascii=False).translate(ENDS_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(escaped))  # noqa: S308, escaped above
