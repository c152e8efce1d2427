"""The typesetter prints what the record says: it neither runs, reads nor marks up anything."""

import io

import pikepdf
import pytest
from django.utils.translation import override

from events.admin.delegations.participants import Group, Participant, printable
from events.admin.delegations.sign_in import LONGEST, sign_in_sheet
from tests.factories import MeetingFactory
from tests.hostile.paper import text_of
from tests.payloads import EVERYTHING, TYPST

# Signs beyond these need fonts that not every machine has.
READABLE = [one for one in EVERYTHING if one.isascii()]
ACTS = {"/OpenAction", "/AA", "/AcroForm", "/Names", "/Annots", "/JavaScript", "/JS", "/URI"}


@pytest.fixture(scope="module")
def sheet() -> bytes:
    title, plain = " ".join(TYPST), [printable(one) for one in EVERYTHING]
    people = [Participant("", one, one, one, "", "", "") for one in plain]
    meeting = MeetingFactory.build(title_en=title, title_fr=title)
    groups = [Group(plain[0], people), *(Group(one, []) for one in plain)]
    with override("en"):
        return sign_in_sheet(meeting, groups, "en").getvalue()


def squeezed(text: str) -> str:
    """A text without spaces and what has no width, which the extraction leaves out, too."""
    return "".join(char for char in text if char.isprintable() and not char.isspace())


def test_every_name_is_printed_as_it_was_written(sheet):
    said = squeezed(text_of(sheet))
    wanted = {one: squeezed(one if len(one) <= LONGEST else one[: LONGEST - 1]) for one in READABLE}

    assert [one for one, words in wanted.items() if words not in said] == []


def test_title_is_printed_as_it_was_written(sheet):
    assert squeezed(" ".join(TYPST)) in squeezed(text_of(sheet))


def test_sheet_does_nothing_but_lie_there(sheet):
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        named = {name for one in pdf.objects if isinstance(one, pikepdf.Dictionary) for name in one}

    assert named & ACTS == set()
