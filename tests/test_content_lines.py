"""Content lines of calendars: what is written comes back as it was, by readers that did not write
it."""

import datetime

import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from events.content_lines import component, line, local, text, utc, utc_offset

MARKS = st.text(st.sampled_from('\\\\\\;,\n:"^ aé€😀'), min_size=60, max_size=300)
LONGEST = 75  # octets of a line, section 3.1


def summary(value: str) -> bytes:
    """A calendar with an entry of this summary."""
    lines = [line("UID", "1"), line("DTSTAMP", "20240101T000000Z"), line("SUMMARY", text(value))]
    head = [line("VERSION", "2.0"), line("PRODID", "-//x//y//EN")]
    return component("VCALENDAR", [*head, component("VEVENT", lines)])


def read(content: bytes) -> list[str]:
    """The summary as icalendar and as vobject read it."""
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return [str(event["SUMMARY"]), vobject.readOne(content.decode()).vevent.summary.value]


def unfolded(content: bytes) -> str:
    return content.replace(b"\r\n ", b"").decode()


# Texts


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Rabat; Paris, Dakar", r"Rabat\; Paris\, Dakar"),
        ("a\\b", r"a\\b"),
        (r"C:\New", r"C:\\New"),
        ("one\ntwo", r"one\ntwo"),
        ("one\r\ntwo\rthree\u2028four", r"one\ntwo\nthree\nfour"),
        ('"quoted": yes', '"quoted": yes'),
        ("a\0b\x07c\x7fd\te", "abcd\te"),
        ("", ""),
    ],
)
def test_text_is_escaped_and_holds_no_control(value, written):
    assert text(value) == written


@pytest.mark.parametrize(
    "value",
    [
        "Rabat; Paris, Dakar",
        "one\ntwo\n\nthree",
        "« Évaluation – mobilité », paix; développement " * 9,
        "会議" * 100,
        "😀" * 60,
        "x" * 1000,
        "a\\b;c,d\ne" * 40,
    ],
)
def test_text_comes_back_as_it_was(value):
    assert read(summary(value)) == [value, value]


# Folding


@pytest.mark.parametrize("sign", ["x", "é", "€", "😀"])
@pytest.mark.parametrize("before", range(4))
def test_line_is_folded_within_75_octets_and_between_characters(sign, before):
    value = "x" * before + sign * 200

    content = line("SUMMARY", value)

    pieces = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, pieces)) <= LONGEST
    assert min(map(len, pieces[:-1])) >= LONGEST - 4
    assert "".join(piece.decode().removeprefix(" ") for piece in pieces) == f"SUMMARY:{value}"


@pytest.mark.parametrize(("octets", "lines"), [(73, 1), (74, 1), (75, 2), (148, 2), (149, 3)])
def test_line_is_folded_only_where_it_is_too_long(octets, lines):
    content = line("X", "y" * (octets - 2))

    assert content.count(b"\r\n") == lines


@given(MARKS)
@example("\\" * 300)
@example("x" + "\\" * 300)
@example("\\" * 36 + "€")
@example("x" * 64 + "\\" * 73 + "😀")
def test_line_is_never_folded_within_an_escape(value):
    content = line("SUMMARY", text(value))

    *folded, _last = content.removesuffix(b"\r\n").split(b"\r\n")
    cut = [piece for piece in folded if (len(piece) - len(piece.rstrip(b"\\"))) % 2]
    assert cut == []
    assert max(map(len, content.split(b"\r\n"))) <= LONGEST
    assert unfolded(content) == f"SUMMARY:{text(value)}\r\n"


# Parameters


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Europe/Brussels", "TZID=Europe/Brussels"),
        ("Rabat: summer, winter; all", 'TZID="Rabat: summer, winter; all"'),
        ('the "old" zone\n', "TZID=the old zone"),
    ],
)
def test_parameter_is_quoted_where_it_would_be_taken_for_several(value, written):
    content = line("DTSTART", "20240305T100000", TZID=value)

    assert content == f"DTSTART;{written}:20240305T100000\r\n".encode()


def test_quoted_parameter_comes_back_as_it_was():
    content = line("X-WHERE", "there", ROOM="2; left", FLOOR="1").decode().strip()

    parameters = icalendar.parser.Contentline.from_ical(content).parts()[1]

    assert dict(parameters) == {"ROOM": "2; left", "FLOOR": "1"}
    assert vobject.base.parseLine(content)[1] == [["ROOM", "2; left"], ["FLOOR", "1"]]


# Days, moments, offsets


def test_days_and_moments_are_written_as_the_format_wants_them():
    hour_ahead = datetime.timezone(datetime.timedelta(hours=1))
    moment = datetime.datetime(2024, 3, 5, 9, 8, 7, 999999, tzinfo=hour_ahead)

    written = [local(moment.date()), local(moment), utc(moment)]

    assert written == ["20240305", "20240305T090807", "20240305T080807Z"]


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "+0000"),
        (3600, "+0100"),
        (20700, "+0545"),
        (-12600, "-0330"),
        (-1000, "-001640"),
        (53, "+000053"),
    ],
)
def test_offset_is_written_in_hours_minutes_and_seconds_if_there_are_any(seconds, written):
    offset = datetime.timedelta(seconds=seconds)

    assert utc_offset(offset) == written
    assert icalendar.vUTCOffset.from_ical(written) == offset
