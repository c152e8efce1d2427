"""What templates need to show the record: texts with their language, dates in words."""

import json
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import (
    get_language,
    get_language_bidi,
    get_language_info,
    gettext,
    pgettext,
)

from actionplan.translation import served
from events.dates import (
    Precision,
    date_sentence,
    join_parts,
    machine_date,
    one_date,
    range_parts,
    time_text,
)
from events.locales import language_name
from events.sizes import size_text

register = template.Library()

ENDS_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
# Where a long range may break: browsers break after a dash even before a no-break space, which
# would then begin the next line.
SPACED = "{}\u00a0– {}"


@register.simple_tag
def text(instance, name: str, mark: bool = False):
    """A translated text; one that falls back to another language is in an element with its `lang`.
    With `mark` the reader sees it too, as in lists: "On visas (EN)"."""
    found = served(instance, name)
    if not found.fallback:
        return found.text
    marked = format_html(
        '<span lang="{}"{}>{}</span>', found.language, direction(found.language), found.text
    )
    return format_html("{} {}", marked, language_mark(found.language)) if mark else marked


def direction(language: str) -> str:
    """The attribute for a text that runs against the page, so that its signs stay in place."""
    is_rtl = get_language_info(language)["bidi"]
    if is_rtl == get_language_bidi():
        return ""
    return mark_safe(' dir="rtl"' if is_rtl else ' dir="ltr"')  # noqa: S308, two constants


@register.simple_tag
def language_mark(language: str):
    """The code of a language in brackets; for those who listen, its name: (EN), in English."""
    words = gettext("in %(language)s") % {"language": language_name(language, get_language())}
    return format_html(
        '<span class="language-mark"><span aria-hidden="true">({})</span>'
        '<span class="visually-hidden">({})</span></span>',
        language.upper(),
        words,
    )


@register.simple_tag
def missing_language(instance, *names: str) -> str:
    """The language that serves some of these texts because the reader's own is missing, or ""."""
    found = [served(instance, name) for name in names]
    return next((one.language for one in found if one.fallback), "")


@register.simple_tag
def dates(record, precision: str = ""):
    """The dates of a meeting, or earlier ones, with each end in a `time` element."""
    precision = precision or record.date_precision
    return _marked_dates(record.start_date, record.end_date, precision, get_language())


@lru_cache(maxsize=2_000)
def _marked_dates(start, end, precision: str, language: str):
    parts = range_parts(start, end, precision, language)
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
def place(meeting, before: str = ""):
    """Where a meeting is, behind `before`; nothing if that is not known."""
    if meeting.city:
        names = text(meeting.city, "name"), text(meeting.country, "name")
        return format_html("{}{} ({})", before, *names)
    if meeting.country:
        return format_html("{}{}", before, text(meeting.country, "name"))
    return format_html("{}{}", before, gettext("Online")) if meeting.is_online else ""


@register.simple_tag
def date(day, precision: str):
    """A single date as precise as it is known; nothing if there is none."""
    if day is None:
        return ""
    words = one_date(day, precision, get_language())
    return format_html('<time datetime="{}">{}</time>', machine_date(day, precision), words)


@register.simple_tag
def in_date(day, precision: str) -> str:
    """A date as it follows a noun or verb: in April 2023, on 25 April 2023."""
    return date_sentence(day, day, precision, get_language())


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


@register.filter
def size(count: int) -> str:
    """The size of a file: 1.2 MB, in French 1,2 Mo."""
    return size_text(count, get_language())


@register.simple_tag
def json_ld(data: dict):
    """A mapping as a block of JSON-LD. What could end the block is escaped (WHATWG HTML,
    "Restrictions for contents of script elements")."""
    escaped = json.dumps(data, ensure_ascii=False).translate(ENDS_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(escaped))  # noqa: S308, escaped above
