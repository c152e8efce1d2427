"""Calendar feeds: what subscribers see, read with two libraries that did not write it."""

import datetime
import re
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from events.calendar import calendar_text
from events.calendar_rows import COLUMNS, Row
from events.models import Meeting
from events.vtimezones import vtimezone
from tests.browsing import read
from tests.calendars import (
    components,
    content_lines,
    entries,
    entries_by_ics,
    faults,
    onsets,
    poll,
    value_of,
    values,
)
from tests.canaries import CANARY, HIDDEN_CODE, SEALED, Nest
from tests.factories import (
    CityFactory,
    FormerSlugFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    MeetingTypeFactory,
    PartnerFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-01-15")]

FEED, FRENCH_FEED = "/en/meetings/calendar.ics", "/fr/reunions/calendrier.ics"
BRUSSELS, CASABLANCA = "Europe/Brussels", "Africa/Casablanca"


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


def to_come(**fields):
    fields = {"slug": "som", "start_date": datetime.date(2024, 3, 5), "status": "planned"} | fields
    return MeetingFactory(**fields)


def event_lines(client, address=FEED):
    """The lines of the only entry."""
    content = client.get(address).content
    assert faults(content) == []
    (event,) = components(content_lines(content), "VEVENT")
    return event


def line_of(event, name):
    """Parameters and value of a line: ({"VALUE": "DATE"}, "20240305")."""
    (line,) = [one for one in event if one.name == name]
    return line.parameters, line.value


# A meeting that is postponed, held on another day after all, and cancelled


def test_subscriber_sees_one_entry_with_the_right_date_and_status_whatever_happens(
    client, time_machine
):
    march, june = datetime.date(2024, 3, 5), datetime.date(2024, 6, 11)
    meeting = to_come(publication="draft", title_en="SOM", end_date=datetime.date(2024, 3, 6))
    seen, revised = [poll(client, FEED)], []
    decisions = [
        ("2024-01-16T09:00Z", {"publication": "published"}),
        ("2024-01-17T09:00Z", {"status": "postponed"}),
        (
            "2024-02-01T09:00Z",
            {"status": "planned", "start_date": june, "end_date": datetime.date(2024, 6, 12)},
        ),
        ("2024-05-02T09:00Z", {"status": "cancelled"}),
    ]

    for moment, changed in decisions:
        time_machine.move_to(moment, tick=False)
        meeting = Meeting.objects.get()
        for name, value in changed.items():
            setattr(meeting, name, value)
        meeting.save()
        seen.append(poll(client, FEED))
        revised.append(value_of(event_lines(client), "LAST-MODIFIED"))

    uid = f"{meeting.uid}@rabat-process"
    third, thirteenth = datetime.date(2024, 3, 7), datetime.date(2024, 6, 13)  # ends are exclusive
    assert seen == [
        [],
        [(uid, march, third, "CONFIRMED", 0, "SOM")],
        [(uid, march, third, "CANCELLED", 1, "SOM")],
        [(uid, june, thirteenth, "CONFIRMED", 2, "SOM")],
        [(uid, june, thirteenth, "CANCELLED", 3, "SOM")],
    ]
    assert revised == [
        "20240116T090000Z",
        "20240117T090000Z",
        "20240201T090000Z",
        "20240502T090000Z",
    ]


@pytest.mark.parametrize("fields", [{"slug": "other"}, {"title_en": "Other title"}])
def test_entry_stays_the_same_when_the_meeting_is_renamed(client, fields):
    meeting = to_come()
    (before,) = poll(client, FEED)

    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.save()

    (after,) = poll(client, FEED)
    assert (after.uid, after.sequence) == (before.uid, before.sequence)


def test_entry_never_goes_back_to_an_earlier_edition(client):
    meeting = to_come()
    earlier = Meeting.objects.get()
    for mode in ("online", earlier.mode):
        meeting.mode = mode
        meeting.save()

    earlier.save()

    (entry,) = poll(client, FEED)
    assert entry.sequence == 2


@pytest.mark.parametrize(
    ("status", "legal", "english", "french"),
    [
        ("planned", "CONFIRMED", None, None),
        ("held", "CONFIRMED", None, None),
        (
            "postponed",
            "CANCELLED",
            "Postponed: the new date is not known yet.",
            "Reportée\N{NO-BREAK SPACE}: la nouvelle date n’est pas encore connue.",
        ),
        ("cancelled", "CANCELLED", "Cancelled", "Annulée"),
    ],
)
def test_status_is_legal_and_in_words_but_never_in_the_title(
    client, status, legal, english, french
):
    to_come(status=status, title_en="SOM", title_fr="RHF")

    events = [event_lines(client, address) for address in (FEED, FRENCH_FEED)]

    assert [
        (value_of(event, "SUMMARY"), value_of(event, "STATUS"), value_of(event, "DESCRIPTION"))
        for event in events
    ] == [("SOM", legal, english), ("RHF", legal, french)]


def test_entry_is_dated_by_the_last_change_of_the_record(client, time_machine):
    time_machine.move_to("2024-01-10T08:30:00Z", tick=False)
    to_come()
    first = client.get(FEED).content
    time_machine.move_to("2024-01-11T08:30:00Z", tick=False)

    event = event_lines(client)

    moments = {name: value_of(event, name) for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED")}
    assert set(moments.values()) == {"20240110T083000Z"}
    assert client.get(FEED).content == first


def test_entry_is_revised_when_its_city_is_renamed_and_not_when_it_is_saved(client, time_machine):
    time_machine.move_to("2024-01-10T08:30:00Z", tick=False)
    meeting = to_come(city=CityFactory())
    time_machine.move_to("2024-01-11T08:30:00Z", tick=False)
    meeting.save()
    before = value_of(event_lines(client), "DTSTAMP")
    time_machine.move_to("2024-01-12T08:30:00Z", tick=False)
    meeting.city.name_en = "Another name"
    meeting.city.save()

    after = value_of(event_lines(client), "DTSTAMP")
    assert (before, after) == ("20240110T083000Z", "20240112T083000Z")


# What is in a feed


@pytest.mark.parametrize("publication", ["draft", "withdrawn"])
def test_unpublished_meeting_is_in_no_calendar(client, publication):
    to_come(slug="secret", publication=publication)

    assert poll(client, FEED) == []
    assert client.get("/en/meetings/secret/calendar.ics").status_code == 404


def test_calendars_hold_nothing_that_is_not_public(client):
    nest = Nest()
    addresses = [FEED, FRENCH_FEED, f"/en/meetings/{nest.meeting.slug}/calendar.ics"]

    text = "".join(client.get(address).content.decode() for address in addresses)

    hidden = rf"{CANARY}|{SEALED}|\b{HIDDEN_CODE}\b"
    assert re.findall(hidden, text.replace("\r\n ", ""), re.IGNORECASE) == []


@pytest.mark.parametrize(
    ("precision", "start"),
    [("month", datetime.date(2024, 3, 1)), ("year", datetime.date(2024, 1, 1))],
)
def test_meeting_of_unknown_days_has_no_entry_and_says_why(client, precision, start):
    to_come(start_date=start, date_precision=precision)

    answers = [
        client.get(address)
        for address in ("/en/meetings/som/calendar.ics", "/fr/reunions/som/calendrier.ics")
    ]

    assert poll(client, FEED) == []
    said = [(one.status_code, read(one).one("p", class_="lead").text) for one in answers]
    assert said == [
        (404, "The days of this meeting are not known, so no calendar can hold it."),
        (404, "Les jours de cette réunion ne sont pas connus : aucun agenda ne peut la contenir."),
    ]


def test_feed_holds_two_years_and_all_that_is_to_come(client):
    ends = ["2021-12-31", "2022-01-14", "2022-01-15", "2024-01-15", "2031-05-01"]
    for end in ends:
        MeetingFactory(start_date=datetime.date.fromisoformat(end), title_en=end)

    assert [entry.summary for entry in poll(client, FEED)] == ends[1:]


def test_meeting_has_a_file_however_old(client):
    MeetingFactory(slug="old", start_date=datetime.date(2006, 7, 10), title_en="Rabat")

    (entry,) = poll(client, "/en/meetings/old/calendar.ics")

    assert (entry.summary, entry.start) == ("Rabat", datetime.date(2006, 7, 10))


def test_meeting_has_the_same_entry_in_its_file_and_in_the_feed(client):
    to_come(start_time=datetime.time(14))
    to_come(slug="another")

    first = components(content_lines(client.get(FEED).content), "VEVENT")[0]

    assert event_lines(client, "/en/meetings/som/calendar.ics") == first


def test_former_address_of_a_file_redirects(client):
    FormerSlugFactory(meeting=to_come(), slug="som-old")

    response = client.get("/fr/reunions/som-old/calendrier.ics")

    assert (response.status_code, response["Location"]) == (301, "/fr/reunions/som/calendrier.ics")


# When: days, or times in a zone


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        ("2024-03-05", "2024-03-05", ("20240305", "20240306")),
        ("2024-01-31", "2024-02-01", ("20240131", "20240202")),
        ("2024-12-31", "2025-01-01", ("20241231", "20250102")),
        ("2024-02-28", "2024-02-29", ("20240228", "20240301")),
    ],
)
def test_days_are_dates_without_a_zone_and_the_end_is_exclusive(client, start, end, lines):
    to_come(
        start_date=datetime.date.fromisoformat(start),
        end_date=datetime.date.fromisoformat(end),
        time_zone=BRUSSELS,
    )

    event = event_lines(client)

    date = {"VALUE": "DATE"}
    assert [line_of(event, name) for name in ("DTSTART", "DTEND")] == [
        (date, lines[0]),
        (date, lines[1]),
    ]


@pytest.mark.parametrize(
    ("zone", "start", "end", "first", "last"),
    [
        # Brussels: summer time from 31 March 2024, 2:00, to 27 October 2024, 3:00
        (BRUSSELS, "2024-03-30T10:00", "2024-03-30T12:00", (3, 30, 9), (3, 30, 11)),
        (BRUSSELS, "2024-03-31T03:00", "2024-03-31T12:00", (3, 31, 1), (3, 31, 10)),
        (BRUSSELS, "2024-03-30T22:00", "2024-03-31T04:00", (3, 30, 21), (3, 31, 2)),
        (BRUSSELS, "2024-10-26T10:00", "2024-10-27T10:00", (10, 26, 8), (10, 27, 9)),
        # Casablanca: Ramadan from 10 March 2024, 3:00, to 14 April 2024, 2:00
        (CASABLANCA, "2024-03-09T10:00", "2024-03-10T10:00", (3, 9, 9), (3, 10, 10)),
        (CASABLANCA, "2024-04-01T10:00", "2024-04-01T12:00", (4, 1, 10), (4, 1, 12)),
        (CASABLANCA, "2024-04-13T10:00", "2024-04-15T10:00", (4, 13, 10), (4, 15, 9)),
        ("Africa/Dakar", "2024-07-01T10:00", "2024-07-01T12:00", (7, 1, 10), (7, 1, 12)),
    ],
)
def test_times_are_local_and_right_on_both_sides_of_a_change(client, zone, start, end, first, last):
    start, end = datetime.datetime.fromisoformat(start), datetime.datetime.fromisoformat(end)
    to_come(
        start_date=start.date(),
        end_date=end.date(),
        start_time=start.time(),
        end_time=end.time(),
        time_zone=zone,
    )

    (entry,) = poll(client, FEED)

    assert (entry.start, entry.end) == (utc(2024, *first), utc(2024, *last))
    in_zone = ({"TZID": zone}, f"{start:%Y%m%dT%H%M%S}")
    assert line_of(event_lines(client), "DTSTART") == in_zone


def test_times_of_utc_need_no_zone(client):
    to_come(start_time=datetime.time(10), end_time=datetime.time(11), time_zone="UTC")

    assert line_of(event_lines(client), "DTSTART") == ({}, "20240305T100000Z")


def test_meeting_whose_end_is_not_known_claims_none(client):
    to_come(start_time=datetime.time(10), time_zone=BRUSSELS)

    assert poll(client, FEED)[0][1:3] == (utc(2024, 3, 5, 9), None)


def test_meeting_of_days_whose_end_is_not_known_lasts_through_its_last_day(client):
    to_come(end_date=datetime.date(2024, 3, 6), start_time=datetime.time(10), time_zone=BRUSSELS)

    assert poll(client, FEED)[0][1:3] == (utc(2024, 3, 5, 9), utc(2024, 3, 6, 23))


def test_times_within_the_hour_that_summer_time_skips_never_end_before_they_start(client):
    to_come(
        start_date=datetime.date(2024, 3, 31),
        start_time=datetime.time(2, 30),
        end_time=datetime.time(3),
        time_zone=BRUSSELS,
    )

    assert poll(client, FEED)[0][1:3] == (utc(2024, 3, 31, 1, 30), None)


@pytest.mark.parametrize(
    "zone",
    [
        *(BRUSSELS, CASABLANCA, "Africa/Cairo", "Africa/El_Aaiun", "Africa/Tripoli"),
        *(
            "Europe/Dublin",
            "Europe/Lisbon",
            "Atlantic/Cape_Verde",
            "America/Havana",
            "Asia/Kathmandu",
        ),
    ],
)
def test_zone_is_written_out_as_its_clocks_go_hour_by_hour(zone):
    content = vtimezone(zone, 2023, 2026)
    begun = onsets(content_lines(content))
    moment, end, wrong = utc(2023, 1, 1), utc(2027, 1, 1), []

    while moment < end:
        written = [shift for start, shift in begun if start <= moment][-1]
        if written != moment.astimezone(ZoneInfo(zone)).utcoffset():
            wrong.append(moment)
        moment += datetime.timedelta(hours=1)

    assert wrong == []


# Where, and the rest


def test_entry_says_where_who_and_what(client):
    mali = PartnerFactory(name_en="Mali", name_fr="Mali")
    city = CityFactory(name_en="Bamako", country=mali, latitude="12.6392", longitude="-8.0029")
    meeting = to_come(
        city=city,
        mode="hybrid",
        venue_en="Palais; salle 2, étage 1",
        summary_en="Ideas.\r\nAnd more.",
        type__name_en="Workshop",
    )
    MeetingPartnerFactory(meeting=meeting, partner=mali, role="host")
    for name in ("Spain", "Togo"):
        MeetingPartnerFactory(
            meeting=meeting, partner=PartnerFactory(name_en=name), role="co_chair"
        )

    event = event_lines(client)

    told = ("LOCATION", "GEO", "CATEGORIES", "DESCRIPTION", "URL", "CLASS", "TRANSP")
    assert {name: value_of(event, name) for name in told} == {
        "LOCATION": r"Palais\; salle 2\, étage 1\, Bamako\, Mali",
        "GEO": "12.6392;-8.0029",
        "CATEGORIES": "Workshop",
        "DESCRIPTION": r"Host: Mali\nCo-chairs: Spain\, Togo\nHybrid\n\nIdeas. And more.",
        "URL": "http://testserver/en/meetings/som/",
        "CLASS": "PUBLIC",
        "TRANSP": "TRANSPARENT",
    }


def test_meeting_online_has_no_place(client):
    to_come(city=CityFactory(latitude="1", longitude="1"), mode="online")

    event = event_lines(client)

    told = [value_of(event, name) for name in ("LOCATION", "GEO", "DESCRIPTION")]
    assert told == [None, None, "Online"]


@pytest.mark.parametrize(
    ("feed", "name", "page"),
    [
        (FEED, "Meetings of the Rabat Process", "http://testserver/en/meetings/som/"),
        (FRENCH_FEED, "Réunions du Processus de Rabat", "http://testserver/fr/reunions/som/"),
    ],
)
def test_feed_is_in_its_language(client, feed, name, page):
    to_come()

    lines = content_lines(client.get(feed, headers={"accept-language": "de"}).content)

    heads = [value_of(lines, head) for head in ("NAME", "X-WR-CALNAME", "URL")]
    assert heads == [name, name, page]


def test_text_that_is_lacking_is_in_the_other_language_and_says_so(client):
    to_come(title_en="On visas", title_fr="")

    event = event_lines(client, FRENCH_FEED)

    assert line_of(event, "SUMMARY") == ({"LANGUAGE": "en"}, "On visas")


def test_feed_tells_how_often_to_come_back(client):
    lines = content_lines(client.get(FEED).content)

    assert line_of(lines, "REFRESH-INTERVAL") == ({"VALUE": "DURATION"}, "PT6H")
    assert line_of(lines, "X-PUBLISHED-TTL") == ({}, "PT6H")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (FEED, "rabat-process"),
        (FRENCH_FEED, "rabat-process"),
        ("/en/meetings/som/calendar.ics", "som"),
    ],
)
def test_calendar_is_sent_as_one_and_without_cookie(client, address, name):
    to_come()

    response = client.get(address)

    heads = [response[head] for head in ("Content-Type", "Content-Disposition")]
    assert heads == ["text/calendar; charset=utf-8", f'attachment; filename="{name}.ics"']
    assert (response.cookies, response["Vary"]) == ({}, "Accept-Encoding")


# The same filters as the page


@pytest.fixture
def various(db):
    """Meetings to come that filters tell apart."""
    country = PartnerFactory(code="ML")
    for number, slug in enumerate(("webinar", "workshop")):
        type_ = MeetingTypeFactory(slug=slug, category=("technical", "political")[number])
        for mode in ("online", "in_person"):
            day = datetime.date(2024 + number, 3, 5)
            where = country if mode == "in_person" else None
            to_come(slug=f"{slug}-{mode}", type=type_, mode=mode, start_date=day, country=where)
    MeetingFactory(slug="held", type=type_, start_date=datetime.date(2023, 5, 5))


@pytest.mark.usefixtures("various")
@pytest.mark.parametrize(
    "query",
    [
        "type=webinar",
        "type=webinar&type=workshop&mode=online",
        "category=political",
        "year=2025&country=ML",
        "status=held",
        "upcoming=true",
        "upcoming=false&page=1",
        "country=",
    ],
)
def test_feed_holds_what_the_page_of_meetings_shows(client, query):
    shown = client.get(f"/en/meetings/?{query}").context["meetings"]

    content = client.get(f"{FEED}?{query}").content

    wanted = {f"http://testserver{meeting.get_absolute_url()}" for meeting in shown}
    assert set(values(content_lines(content), "URL")) == wanted != set()


@pytest.mark.usefixtures("various")
@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("type=nonsense", "type: Select a valid choice. nonsense is"),
        ("type=%00", "type: “ ” is not known here."),
        ("year=soon", "year: Enter a whole number."),
        ("upcoming=perhaps", "upcoming: "),
        ("typ=webinar", "typ: Unknown parameter. Known are: attended, "),
        ("type=webinar&x=%00%FF", "x: Unknown parameter. Known are: attended, "),
    ],
)
def test_filter_that_cannot_be_is_refused_with_its_reason(client, query, reason):
    response = client.get(f"{FEED}?{query}")

    assert response.status_code == 400
    assert read(response).one("p", class_="lead").text.startswith(reason)


# Whatever staff write, and how much of it


@given(title=st.text(min_size=1), summary=st.text(), kind=st.text(min_size=1))
def test_any_text_makes_a_calendar_in_order_that_all_read_alike(title, summary, kind):
    meeting = dict.fromkeys(COLUMNS) | {
        "title_en": title,
        "summary": summary,
        "type_name": kind,
        "venue": kind,
        "slug": "som",
        "sequence": 0,
        "start_date": datetime.date(2024, 3, 5),
        "end_date": datetime.date(2024, 3, 5),
        "created_at": utc(2024, 1, 1),
        "changed_at": utc(2024, 1, 1),
    }
    row = Row(SimpleNamespace(**meeting), {"host": [title, kind]})

    with override("en"):
        content = calendar_text([row], "https://rabat.example".__add__)

    assert faults(content) == []
    assert len(entries(content)) == len(entries_by_ics(content)) == 1


def test_long_text_comes_back_as_it_was(client):
    title = "Évaluation – « mobilité », paix; développement \\ " * 5
    to_come(title_en=title.strip())

    assert poll(client, FEED)[0].summary == title.strip()


@pytest.mark.usefixtures("record")
@pytest.mark.time_machine("2007-01-01")
@pytest.mark.parametrize("feed", [FEED, FRENCH_FEED])
def test_whole_record_makes_a_feed_in_order(client, feed):
    exact = Meeting.objects.published().filter(date_precision="day")

    assert len(poll(client, feed)) == exact.count()


@pytest.mark.parametrize("each", [1, 3])
def test_calendars_cost_as_many_queries_for_three_meetings_as_for_one(client, each):
    type_ = MeetingTypeFactory(slug="webinar")
    for _ in range(each):
        meeting = MeetingFactory(type=type_, city=CityFactory(), start_time=datetime.time(9))
        for partner in PartnerFactory.create_batch(each, organisation=True):
            MeetingPartnerFactory(meeting=meeting, partner=partner, role="co_chair")
    file = f"/en/meetings/{meeting.slug}/calendar.ics"

    counted = []
    for address in (FEED, f"{FEED}?type=webinar", file):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counted.append(len(queries))

    assert counted == [3, 4, 4]
