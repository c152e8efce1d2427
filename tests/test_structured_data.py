"""Meetings as schema.org events, documents as its creative works."""

import datetime
import json
import re

import pytest

from events.models import Meeting
from tests.factories import (
    CityFactory,
    DocumentFactory,
    DocumentVersionFactory,
    MeetingFactory,
    PartnerFactory,
)

pytestmark = pytest.mark.django_db


def structured(client, meeting):
    page = client.get(f"/en/meetings/{meeting.slug}/").content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(block)


def test_structured_data_names_place_and_days(client):
    city = CityFactory(name_en="Dakar", country=PartnerFactory(code="SN", kind="country"))
    days = {"start_date": datetime.date(2027, 5, 12), "end_date": datetime.date(2027, 5, 13)}
    meeting = MeetingFactory(slug="a", city=city, mode="in_person", status="planned", **days)
    data = structured(client, meeting)
    assert (data["startDate"], data["endDate"]) == ("2027-05-12", "2027-05-13")
    assert data["location"]["address"] == {
        "@type": "PostalAddress",
        "addressCountry": "SN",
        "addressLocality": "Dakar",
    }
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"


@pytest.mark.parametrize(
    ("status", "expected"), [("postponed", "EventPostponed"), ("cancelled", "EventCancelled")]
)
def test_structured_data_says_what_does_not_take_place(client, status, expected):
    data = structured(client, MeetingFactory(slug="a", status=status))
    assert data["eventStatus"] == f"https://schema.org/{expected}"


def test_structured_data_keeps_the_first_date_of_a_moved_meeting(client):
    first = datetime.date(2027, 5, 12)
    meeting = MeetingFactory(slug="a", status="planned", start_date=first, end_date=first)
    meeting.start_date = meeting.end_date = datetime.date(2027, 6, 1)
    meeting.save()
    data = structured(client, meeting)
    assert (data["previousStartDate"], data["startDate"]) == ("2027-05-12", "2027-06-01")
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"


def test_structured_data_gives_times_with_their_offset(client):
    day = datetime.date(2027, 7, 1)
    meeting = MeetingFactory(
        slug="a",
        start_date=day,
        end_date=day,
        start_time=datetime.time(14),
        time_zone="Europe/Brussels",
        city=None,
        country=None,
        mode=Meeting.Mode.ONLINE,
    )
    data = structured(client, meeting)
    assert data["startDate"] == "2027-07-01T14:00:00+02:00"
    assert data["location"]["@type"] == "VirtualLocation"


def test_structured_data_cannot_be_ended_by_a_title(client):
    meeting = MeetingFactory(slug="a", title_en="</script><script>alert(1)</script> & so on")
    assert structured(client, meeting)["name"] == meeting.title_en


def test_structured_data_of_a_document_names_its_versions(client):
    document = DocumentFactory(
        slug="a", title_en="Report", date=datetime.date(2022, 12, 1), date_precision="month"
    )
    DocumentVersionFactory(document=document, language="", url="https://example.org/a")
    file = DocumentVersionFactory(document=document, language="fr", file="documents/a.pdf")

    page = client.get("/en/documents/a/").content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)

    assert json.loads(block) == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": f"urn:uuid:{document.uid}",
        "url": "http://testserver/en/documents/a/",
        "name": "Report",
        "datePublished": "2022-12",
        "encoding": [
            {"@type": "MediaObject", "contentUrl": "https://example.org/a"},
            {
                "@type": "MediaObject",
                "contentUrl": f"http://testserver/files/{file.pk}/",
                "inLanguage": "fr",
            },
        ],
        "publisher": {"@type": "Organization", "name": "Rabat Process"},
    }
