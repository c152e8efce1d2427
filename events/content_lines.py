"""The lines that calendars are made of: RFC 5545, sections 3.1 to 3.3.

A thousand meetings are some twenty thousand lines. Libraries make objects of each, look it over and
take more than ten times as long; what calendars of meetings need of the format is this page.
"""

import datetime
import re
from collections.abc import Iterable

OCTETS = 74  # of a line, and the space that its continuation begins with: 75 (section 3.1)
# Cut neither within a character nor after a backslash, which some readers take for a sign of its
# own before they put the line together; if it is one of many, between pairs of them.
PIECE = re.compile(
    rb".{1,%d}(?:\Z|(?<!\\)(?![\x80-\xbf]))|(?:\\\\){1,%d}" % (OCTETS, OCTETS // 2), re.DOTALL
)
NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # section 3.1, CONTROL
NOT_PARAMETER = re.compile(r'[\x00-\x08\x0a-\x1f\x7f"]')  # section 3.1, QSAFE-CHAR
SEPARATOR = re.compile("[,:;]")


def component(name: str, lines: Iterable[bytes]) -> bytes:
    """Lines, or components within it, between its first line and its last (section 3.6)."""
    return b"".join([line("BEGIN", name), *lines, line("END", name)])


def line(name: str, value: str, **parameters: str) -> bytes:
    """DTSTART;VALUE=DATE:20230425 with its end, folded where it is too long. The value is one of
    those below, or a word that needs no care."""
    for key, one in parameters.items():
        name += f";{key}={_quoted(one)}"
    octets = f"{name}:{value}".encode()
    if len(octets) > OCTETS:
        octets = b"\r\n ".join(PIECE.findall(octets))
    return octets + b"\r\n"


def text(value: str) -> str:
    """TEXT (section 3.3.11), without the controls that it cannot hold; with line ends of one
    kind."""
    clean = NOT_TEXT.sub("", "\n".join(value.splitlines()))
    escaped = clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def local(moment: datetime.date) -> str:
    """DATE of a day (section 3.3.4), 20230425, or DATE-TIME by the clocks of some place
    (section 3.3.5, form 1), 20230425T140000."""
    return moment.isoformat()[:19].replace("-", "").replace(":", "")


def utc(moment: datetime.datetime) -> str:
    """DATE-TIME in UTC (section 3.3.5, form 2): 20230425T120000Z."""
    return f"{local(moment.astimezone(datetime.UTC))}Z"


def utc_offset(offset: datetime.timedelta) -> str:
    """UTC-OFFSET (section 3.3.14), with seconds if there are any: +0100, -001640."""
    minutes, seconds = divmod(abs(offset) // datetime.timedelta(seconds=1), 60)
    sign = "-" if offset < datetime.timedelta() else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")


def _quoted(value: str) -> str:
    """A value of a parameter (section 3.2), without what it cannot hold."""
    safe = NOT_PARAMETER.sub("", value)
    return f'"{safe}"' if SEPARATOR.search(safe) else safe
