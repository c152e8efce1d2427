"""The sign-in sheet of a meeting as PDF, set by Typst from `events/print/sign_in.typ`.

Names are handed over as data, never as source. Typst brings fonts for Latin, Greek, Cyrillic and
Arabic; for further scripts it takes what the machine has.
"""

import importlib
import json
import re
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext as _

from events.admin.delegations.participants import Group, printable
from events.dates import date_range
from events.models import Meeting

TEMPLATE = Path(__file__).resolve().parents[2] / "print" / "sign_in.typ"
UNBROKEN = re.compile(r"\S{24}(?=\S)")
LONGEST = 80  # characters of a name; the rest would push the room to sign off the page


def sign_in_sheet(meeting: Meeting, groups: list[Group], language: str) -> BytesIO:
    """A PDF/UA-1 in the reader's language: a line to sign per person, by delegation."""
    typst = importlib.import_module("typst")  # 80 MB that only this page needs
    inputs = {"data": json.dumps(contents(meeting, groups, language))}
    try:
        pdf = typst.compile(TEMPLATE, sys_inputs=inputs, pdf_standards=["ua-1"])
    except typst.TypstError:
        # The standard forbids a name in signs for which there is no font; people sign all the same.
        pdf = typst.compile(TEMPLATE, sys_inputs=inputs)
    return BytesIO(pdf)


def contents(meeting: Meeting, groups: list[Group], language: str) -> dict:
    """What the template prints."""
    dates = date_range(meeting.start_date, meeting.end_date, meeting.date_precision, language)
    place = meeting.city or meeting.country
    return {
        "language": language,
        "title": printable(meeting.title),
        "heading": _("Sign-in sheet"),
        "when": printable(", ".join(filter(None, [dates, str(place or "")]))),
        "name": _("Name"),
        "function": _("Function"),
        "signature": _("Signature"),
        "page": _("Page {page} of {pages}"),
        "nobody": _("Nobody is registered yet."),
        "groups": [
            {
                "name": group.name,
                "people": [
                    {
                        "name": shown(one.name),
                        "function": one.function,
                        "position": shown(one.position),
                    }
                    for one in group.people
                ],
            }
            for group in groups
        ],
    }


def shown(text: str) -> str:
    """A text that fits its column: not too long, and with a break in what never breaks."""
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return UNBROKEN.sub("\\g<0>\u200b", short)
