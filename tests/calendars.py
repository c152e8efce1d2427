"""Reading calendars as subscribers do: with two libraries that did not write them, and with an eye
for what libraries forgive (RFC 5545)."""

import datetime
import re
from collections import Counter
from typing import NamedTuple

import ics
import vobject

ONCE = ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED", "URL"]
AT_MOST_ONCE = ["DTEND", "DESCRIPTION", "LOCATION", "GEO", "TRANSP", "CLASS", "CREATED"]
STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}  # of an event, section 3.8.1.11
MOST_OCTETS = 75  # of a line, section 3.1
DAY = datetime.timedelta(days=1)


class Entry(NamedTuple):
    """What a subscriber sees of a meeting: days, or moments in UTC."""

    uid: str
    start: datetime.date
    end: datetime.date | None
    status: str
    sequence: int
    summary: str


class Line(NamedTuple):
    """A content line: DTSTART;VALUE=DATE:20230425."""

    name: str
    parameters: dict[str, str]
    value: str


# Two readers


def poll(client, address: str) -> list[Entry]:
    """What a subscriber sees: both libraries the same, and no fault in the form."""
    response = client.get(address)
    assert response.status_code == 200
    assert faults(response.content) == []
    seen = entries(response.content)
    assert sorted(seen) == sorted(entries_by_ics(response.content))
    return seen


def entries(content: bytes) -> list[Entry]:
    """The entries as vobject reads them, once it has forgotten the zones of other calendars."""
    zones = vars(vobject.icalendar)["__tzidMap"]
    for zone in zones.keys() - {"UTC"}:
        del zones[zone]
    found = vobject.readOne(content.decode()).contents.get("vevent", [])
    return [
        Entry(
            event.uid.value,
            in_utc(event.dtstart.value),
            in_utc(event.dtend.value) if "dtend" in event.contents else None,
            event.status.value,
            int(event.sequence.value),
            event.summary.value,
        )
        for event in found
    ]


def entries_by_ics(content: bytes) -> list[Entry]:
    """The entries as ics reads them."""
    found = []
    for event in ics.Calendar(content.decode()).events:
        extra = {line.name: line.value for line in event.extra}
        start, end = event.begin.datetime, event.end.datetime
        if event.all_day:
            start, end = start.date(), end.date()
        has_end = event.has_end()
        found.append(
            Entry(
                event.uid,
                in_utc(start),
                in_utc(end) if has_end else None,
                event.status,
                int(extra["SEQUENCE"]),
                event.name,
            )
        )
    return found


def in_utc(moment):
    if isinstance(moment, datetime.datetime):
        return moment.astimezone(datetime.UTC)
    return moment


# The form


def faults(content: bytes) -> list[str]:
    """All that is wrong with the form of a calendar."""
    lines = content_lines(content)
    zones = components(lines, "VTIMEZONE")
    events = components(lines, "VEVENT")
    found = _faults_of_octets(content) + _faults_of_nesting(lines)
    tzids = [value_of(zone, "TZID") for zone in zones]
    used = {tzid for event in events for line in event if (tzid := line.parameters.get("TZID"))}
    if sorted(tzids) != sorted(used):
        found.append(f"zones {tzids} written out, {used} used")
    for uid, count in Counter(value_of(event, "UID") for event in events).items():
        if count > 1:
            found.append(f"{uid} has {count} entries")
    begun = {value_of(zone, "TZID"): first_onset(zone) for zone in zones}
    for event in events:
        found += [f"{value_of(event, 'UID')}: {fault}" for fault in _faults_of_event(event, begun)]
    return found


def content_lines(content: bytes) -> list[Line]:
    """The lines, unfolded, with their parameters."""
    text = re.sub(r"\r\n[ \t]", "", content.decode())
    found = []
    for line in text.removesuffix("\r\n").split("\r\n"):
        head, _colon, value = re.fullmatch(r'((?:[^:"]|"[^"]*")+)(:)(.*)', line, re.DOTALL).groups()
        name, *parameters = head.split(";")
        found.append(Line(name, dict(one.split("=", 1) for one in parameters), value))
    return found


def components(lines: list[Line], name: str) -> list[list[Line]]:
    """The lines of each component of this name, with those of what stands in it."""
    found, inside = [], False
    for line in lines:
        if line == Line("BEGIN", {}, name):
            found.append([])
            inside = True
        elif line == Line("END", {}, name):
            inside = False
        elif inside:
            found[-1].append(line)
    return found


def values(lines: list[Line], name: str) -> list[str]:
    return [line.value for line in lines if line.name == name]


def value_of(lines: list[Line], name: str) -> str | None:
    """The value of the only such line, if there is one."""
    found = values(lines, name)
    return found[0] if len(found) == 1 else None


def onsets(zone: list[Line]) -> list[tuple[datetime.datetime, datetime.timedelta]]:
    """When, in UTC, each offset of a VTIMEZONE begins (section 3.6.5)."""
    found = []
    for part in [*components(zone, "STANDARD"), *components(zone, "DAYLIGHT")]:
        before = offset(value_of(part, "TZOFFSETFROM"))
        start = datetime.datetime.strptime(value_of(part, "DTSTART") + "+0000", "%Y%m%dT%H%M%S%z")
        found.append((start - before, offset(value_of(part, "TZOFFSETTO"))))
    return sorted(found)


def offset(text: str) -> datetime.timedelta:
    """+0130 as an hour and a half."""
    sign, hours, minutes, seconds = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?", text).groups()
    amount = datetime.timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    return -amount if sign == "-" else amount


def first_onset(zone: list[Line]) -> str:
    return min(values(zone, "DTSTART"))


def _faults_of_octets(content: bytes) -> list[str]:
    found = []
    if not content.endswith(b"\r\n"):
        found.append("the last line does not end")
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        if len(line) > MOST_OCTETS:
            found.append(f"{len(line)} octets: {line!r}")
        if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line):
            found.append(f"control characters: {line!r}")
        try:
            line.decode()
        except UnicodeDecodeError:
            found.append(f"folded within a character: {line!r}")
    return found


def _faults_of_nesting(lines: list[Line]) -> list[str]:
    found, stack = [], []
    for line in lines:
        if line.name == "BEGIN":
            stack.append(line.value)
        elif line.name == "END" and (not stack or stack.pop() != line.value):
            found.append(f"{line.value} ends where it should not")
    if stack:
        found.append(f"{stack} never end")
    if (lines[0], lines[-1]) != (Line("BEGIN", {}, "VCALENDAR"), Line("END", {}, "VCALENDAR")):
        found.append("not one calendar")
    heads = {name: values(lines, name) for name in ("VERSION", "PRODID", "METHOD")}
    if heads["VERSION"] != ["2.0"] or len(heads["PRODID"]) != 1 or heads["METHOD"]:
        found.append(
            f"its head is {heads}"
        )  # with a METHOD an ORGANIZER would be needed (RFC 5546)
    return found


def _faults_of_event(event: list[Line], begun: dict[str, str]) -> list[str]:
    counts = Counter(line.name for line in event)
    found = [f"{counts[name]} {name}" for name in ONCE if counts[name] != 1]
    found += [f"{counts[name]} {name}" for name in AT_MOST_ONCE if counts[name] > 1]
    if value_of(event, "STATUS") not in STATUSES:
        found.append(f"no status: {value_of(event, 'STATUS')}")
    moments = [line for name in ("DTSTART", "DTEND") for line in event if line.name == name]
    for line in moments:
        found += _faults_of_moment(line, begun)
    if len({(line.parameters.get("VALUE"), line.parameters.get("TZID")) for line in moments}) != 1:
        found.append("start and end are of different kinds")
    if len(moments) == 2 and moments[1].value <= moments[0].value:
        found.append("the end is not after the start")
    for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED"):
        if not re.fullmatch(r"\d{8}T\d{6}Z", value_of(event, name) or ""):
            found.append(f"{name} is not in UTC")
    return found


def _faults_of_moment(line: Line, begun: dict[str, str]) -> list[str]:
    if line.parameters.get("VALUE") == "DATE":
        in_form = re.fullmatch(r"\d{8}", line.value) and "TZID" not in line.parameters
        return [] if in_form else [f"no date: {line}"]
    if line.value.endswith("Z"):
        return [f"TZID in UTC: {line}"] if "TZID" in line.parameters else []
    if not re.fullmatch(r"\d{8}T\d{6}", line.value) or "TZID" not in line.parameters:
        return [f"no local time in a zone: {line}"]
    if not begun.get(line.parameters["TZID"], "9") <= line.value:
        return [f"before its zone begins: {line}"]
    return []
