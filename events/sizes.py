"""Sizes of files in words."""

import math

from babel.units import format_unit

from events.locales import locale_of

KILO, MEGA = 1000, 1_000_000


def size_text(size: int, language: str) -> str:
    """Bytes as whole kilobytes, rounded up, or megabytes with one decimal: 120 kB, 1.2 MB; in
    French 1,2 Mo."""
    kilobytes = math.ceil(size / KILO)
    if kilobytes < KILO:
        number, unit = kilobytes, "digital-kilobyte"
    else:
        number, unit = size / MEGA, "digital-megabyte"
    return format_unit(number, unit, "short", format="#,##0.#", locale=locale_of(language))
