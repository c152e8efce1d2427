"""JSON, calendars and the map of the site hold texts as values, whatever these say."""

import json
from urllib.parse import urlsplit
from xml.etree import ElementTree

import icalendar
import pytest
import vobject

from events.news.texts import clean
from tests.calendars import faults
from tests.feeds import ATOM
from tests.feeds import faults as atom_faults
from tests.payloads import CANARY

pytestmark = pytest.mark.django_db
PROPERTIES = {
    "CATEGORIES",
    "CLASS",
    "CREATED",
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "GEO",
    "LAST-MODIFIED",
    "LOCATION",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TRANSP",
    "UID",
    "URL",
}


def of_kind(hostile, kind):
    return [one for one in hostile.answers if one.kind == kind and one.status == 200]


def test_api_gives_texts_as_they_are(hostile):
    world = hostile.world
    found = {one.name: json.loads(one.content) for one in of_kind(hostile, "application/json")}

    for name, row in [("meeting", world.meeting), ("document", world.document)]:
        texts = {"en": row.title_en, "fr": row.title_fr}
        assert found[f"api:{name}-detail"]["title"] == texts
    assert found["api:partner-detail"]["name"]["en"] == world.partner.name_en


def test_json_cannot_be_taken_for_a_page(hostile):
    for one in of_kind(hostile, "application/json"):
        assert one.headers["X-Content-Type-Options"] == "nosniff"


def test_calendars_are_in_order_whatever_they_say(hostile):
    found = {str(one): faults(one.content) for one in of_kind(hostile, "text/calendar")}

    assert {one: said for one, said in found.items() if said} == {}
    assert len(found) == 6


def test_calendars_have_an_entry_per_meeting_and_nothing_in_it_but_its_own(hostile):
    for one in of_kind(hostile, "text/calendar"):
        events = icalendar.Calendar.from_ical(one.content).walk("VEVENT")
        again = vobject.readOne(one.text).vevent_list

        assert len(events) == len(again) == len({str(event["UID"]) for event in events})
        assert {name for event in events for name in event} <= PROPERTIES
        assert {child.name for event in again for child in event.getChildren()} <= PROPERTIES
        assert CANARY in str(events[0]["SUMMARY"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_calendar_calls_a_meeting_what_the_record_calls_it(hostile, language):
    (one,) = [
        one
        for one in of_kind(hostile, "text/calendar")
        if (one.name, one.language) == ("meeting-calendar", language)
    ]
    (event,) = icalendar.Calendar.from_ical(one.content).walk("VEVENT")
    title = getattr(hostile.world.meeting, f"title_{language}")

    assert str(event["SUMMARY"]).split() == printed(title).split()
    assert set(event["SUMMARY"].params) <= {"LANGUAGE"}


def printed(text: str) -> str:
    """The text without the signs that a calendar may not hold."""
    return "".join(char for char in text if (char >= " " and char != "\x7f") or char.isspace())


def test_news_are_in_order_whatever_they_say(hostile):
    found = of_kind(hostile, "application/atom+xml")

    assert {one.address: atom_faults(one.content) for one in found} == {
        "/en/meetings/news.atom": [],
        "/fr/reunions/actualites.atom": [],
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_news_call_a_meeting_what_the_record_calls_it(hostile, language):
    found = of_kind(hostile, "application/atom+xml")
    (feed,) = [ElementTree.fromstring(o.content) for o in found if o.language == language]  # noqa: S314
    title = clean(getattr(hostile.world.meeting, f"title_{language}"))

    entries = feed.findall(f"{ATOM}entry")
    assert {child.tag.removeprefix(ATOM) for entry in entries for child in entry} == {
        "id",
        "link",
        "published",
        "summary",
        "title",
        "updated",
    }
    assert any(entry.findtext(f"{ATOM}title").endswith(title) for entry in entries)
    addresses = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert {urlsplit(one).netloc for one in addresses} == {"testserver"}
    assert CANARY not in "".join(addresses)


def test_map_of_the_site_leads_to_this_site(hostile):
    for one in of_kind(hostile, "application/xml"):
        tree = ElementTree.fromstring(one.content)  # noqa: S314, of our own making
        places = [place for place in tree.iter() if place.tag.endswith("loc")]

        assert {urlsplit(place.text).netloc for place in places} == {"testserver"}
        assert CANARY not in one.text
