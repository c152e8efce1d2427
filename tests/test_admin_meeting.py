"""The meeting form: everything in one go, and a sentence for whatever cannot be."""

from datetime import date

import pytest
from django.urls import reverse

from events.models import Delegation, Intention, Meeting, MeetingLink, MeetingPartner, PartnerRole
from tests import factories
from tests.admin_forms import data_of, errors_of, with_part
from tests.personas import log_in

pytestmark = pytest.mark.django_db
ADD = "/admin/events/meeting/add/"


@pytest.fixture
def editor(client):
    return log_in(client, "editor")


@pytest.fixture
def data(editor):
    """The least that makes a meeting."""
    return data_of(editor.get(ADD)) | {
        "title_en": "Meeting in Rabat",
        "slug": "meeting-rabat",
        "type": str(factories.MeetingTypeFactory().pk),
        "start_date": "2024-02-01",
        "end_date": "2024-02-02",
    }


def change_page(meeting):
    return reverse("admin:events_meeting_change", args=[meeting.pk])


# Saving


def test_meeting_is_added_with_the_least(editor, data):
    response = editor.post(ADD, data)
    assert response.status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.time_zone == "Europe/Brussels"
    assert meeting.history.get().history_user.username == "editor"


def test_meeting_is_added_with_all_its_parts_at_once(editor, data):
    city = factories.CityFactory(country__time_zone="Africa/Casablanca")
    partner, earlier = factories.PartnerFactory(), factories.MeetingFactory()
    objective = factories.ObjectiveFactory()
    data |= {
        "title_fr": "Réunion de Rabat",
        "city": str(city.pk),
        "start_time": "09:00",
        "end_time": "17:30",
        "participation": "seats",
        "principal_seats": "1",
        "accompanying_seats": "1",
        "seat_unit": "country/organisation",
        "participants_total": "120",
    }
    parts = {
        "partner_parts": {"role": "host", "partner": partner.pk, "order": 1},
        "delegations": {"partner": partner.pk, "status": "attended", "head_count": 3},
        "aims": {"order": 1, "text_en": "Agree"},
        "sessions": {"order": 1, "kind": "panel", "title_en": "Opening"},
        "outcomes": {"order": 1, "kind": factories.OutcomeKindFactory().pk, "count": 20},
        "recommendations": {"number": 1, "text_en": "Act", "follow_up": "recorded"},
        "plan_links": {"objective": objective.pk, "basis": "stated"},
        "links_to": {"kind": "follows_up", "to_meeting": earlier.pk},
        "intentions": {
            "order": 1,
            "text_en": "In The Gambia",
            "due_date": "2025-01-01",
            "due_precision": "year",
        },
        "reported_counts": {"order": 1, "qualifier": "about", "value": 58, "label_en": "countries"},
        "documents": {
            "title_en": "Report",
            "slug": "report",
            "kind": factories.DocumentKindFactory().pk,
            "date": "2024-03-01",
            "date_precision": "month",
        },
        "status_changes": {"status_before": "planned", "status": "postponed"},
        "date_changes": {
            "start_date": "2023-02-01",
            "end_date": "2023-02-02",
            "date_precision": "day",
        },
        "adoptions": {"plan": objective.plan_id},
    }
    for prefix, values in parts.items():
        data = with_part(data, prefix, **values)

    response = editor.post(ADD, data)

    assert response.status_code == 302, errors_of(response)
    meeting = Meeting.objects.get(slug="meeting-rabat")
    assert meeting.country == city.country
    assert meeting.time_zone == "Africa/Casablanca"
    assert {prefix: getattr(meeting, prefix).count() for prefix in parts} == dict.fromkeys(parts, 1)
    assert meeting.documents.get().publication == "draft"


def test_meeting_form_saves_what_it_shows(editor):
    meeting = factories.MeetingFactory(city=factories.CityFactory())
    factories.MeetingPartnerFactory(meeting=meeting)
    factories.DelegationFactory(meeting=meeting)
    factories.PlanLinkFactory(meeting=meeting)
    factories.FormerSlugFactory(meeting=meeting)
    data = data_of(editor.get(change_page(meeting)))
    response = editor.post(change_page(meeting), data | {"title_en": "Renamed"})
    assert response.status_code == 302, errors_of(response)
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.publication) == ("Renamed", "published")
    assert meeting.partner_parts.get().history.count() == 1


def test_meeting_form_deletes_parts(editor):
    part = factories.MeetingPartnerFactory()
    data = data_of(editor.get(change_page(part.meeting)))
    response = editor.post(change_page(part.meeting), data | {"partner_parts-0-DELETE": "on"})
    assert response.status_code == 302
    assert not part.meeting.partner_parts.exists()
    assert MeetingPartner.history.first().history_type == "-"


def test_meeting_form_deletes_no_document(editor):
    document = factories.DocumentFactory(meeting=factories.MeetingFactory())
    data = data_of(editor.get(change_page(document.meeting)))
    editor.post(change_page(document.meeting), data | {"documents-0-DELETE": "on"})
    document.refresh_from_db()
    assert document.meeting_id


def test_meeting_of_a_month_spans_the_month(editor, data):
    editor.post(ADD, data | {"date_precision": "month"})
    meeting = Meeting.objects.get()
    assert (meeting.start_date, meeting.end_date) == (date(2024, 2, 1), date(2024, 2, 29))


def test_meeting_keeps_long_texts(editor, data):
    editor.post(ADD, data | {"summary_en": "é" * 10_000})
    assert len(Meeting.objects.get().summary_en) == 10_000


def test_meeting_form_takes_out_what_nobody_sees(editor, data):
    editor.post(ADD, data | {"summary_en": " \ufeff- a\0\x07b\r\n- *c*\u2028\u00a0d\x85"})
    assert Meeting.objects.get().summary_en == "- ab\n- *c*\n\u00a0d"


def test_meeting_form_joins_the_lines_of_a_short_text(editor, data):
    editor.post(ADD, with_part(data, "aims", order=1, text_en=" Agree\r\n\r\non\u00a0it "))
    assert Meeting.objects.get().aims.get().text_en == "Agree on\u00a0it"


# Refusing

LAST_BEFORE_FIRST = ["The last day is before the first."]
IMPLAUSIBLE = ["The year must lie between 1990 and 2100."]
TOO_LATE = ["Ensure this value is less than or equal to 2100-12-31."]
NUL = ["Null characters are not allowed."]


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"title_en": ""}, {"title_en": ["This field is required."]}),
        ({"title_en": " "}, {"title_en": ["This field is required."]}),
        ({"title_en": "a\0b"}, {"title_en": NUL}),
        (
            {"summary_en": "a <b onclick=x>c</b>"},
            {
                "summary_en": [
                    "“<b onclick=x>” is HTML and would be printed as it stands: "
                    "use Markdown instead."
                ]
            },
        ),
        ({"summary_fr": "<!-- x -->"}, None),
        ({"slug": "a\0b"}, None),
        ({"slug": "not a slug"}, None),
        (
            {"title_fr": "x" * 10_000},
            {"title_fr": ["Ensure this value has at most 250 characters (it has 10000)."]},
        ),
        ({"end_date": "2024-01-31"}, {"end_date": LAST_BEFORE_FIRST}),
        ({"start_date": ""}, {"start_date": ["This field is required."]}),
        ({"start_date": "2024-02-30"}, {"start_date": ["Enter a valid date."]}),
        ({"end_date": "9999-12-31"}, {"end_date": TOO_LATE}),
        ({"end_date": "9999-12-31", "date_precision": "month"}, {"end_date": TOO_LATE}),
        ({"end_date": "9999-12-31", "date_precision": "year"}, {"end_date": TOO_LATE}),
        (
            {"start_date": "0001-01-01"},
            {"start_date": ["Ensure this value is greater than or equal to 1990-01-01."]},
        ),
        ({"date_precision": "decade"}, None),
        (
            {"participants_total": "99999999999"},
            {
                "participants_total": [
                    "Ensure this value is less than or equal to 2147483647.",
                ]
            },
        ),
        (
            {"partner_countries": "32768"},
            {"partner_countries": ["Ensure this value is less than or equal to 32767."]},
        ),
        (
            {"partner_countries": "-1"},
            {"partner_countries": ["Ensure this value is greater than or equal to 0."]},
        ),
        ({"partner_countries": "1e3"}, {"partner_countries": ["Enter a whole number."]}),
        ({"type": "99999999999999999999"}, None),
        ({"type": "\0"}, None),
        ({"type": ""}, {"type": ["This field is required."]}),
        ({"city": "abc"}, None),
        (
            {"time_zone": "Mars/Olympus"},
            {"time_zone": ["“Mars/Olympus” is not a time zone. Use a name such as Africa/Dakar."]},
        ),
        (
            {"participation": "seats", "principal_seats": "1"},
            {
                "__all__": [
                    "Seats per delegation need two numbers and a unit; other formats have none."
                ]
            },
        ),
        (
            {"start_time": "10:00", "date_precision": "month"},
            {"__all__": ["Times need a first time and exact days."]},
        ),
        ({"end_time": "10:00"}, {"__all__": ["Times need a first time and exact days."]}),
        (
            {"end_date": "2024-02-01", "start_time": "10:00", "end_time": "09:00"},
            {"__all__": ["The meeting ends before it begins."]},
        ),
        ({"status": "cancelled?"}, None),
    ],
)
def test_meeting_form_refuses_in_words(editor, data, changes, errors):
    response = editor.post(ADD, data | changes)
    assert response.status_code == 200
    found = errors_of(response)
    assert found == errors or (errors is None and set(found) == set(changes))
    assert not any("Constraint" in text for texts in found.values() for text in texts)
    assert not Meeting.objects.exists()


def test_meeting_form_refuses_a_city_in_another_country(editor, data):
    changes = {"city": factories.CityFactory().pk, "country": factories.PartnerFactory().pk}
    found = errors_of(editor.post(ADD, data | changes))
    assert found == {"country": ["This city lies in another country."]}


def test_meeting_form_refuses_an_organisation_as_country(editor, data):
    country = factories.PartnerFactory(organisation=True)
    assert set(errors_of(editor.post(ADD, data | {"country": country.pk}))) == {"country"}


def test_meeting_form_refuses_a_slug_another_meeting_had(editor, data):
    factories.FormerSlugFactory(slug="meeting-rabat")
    found = errors_of(editor.post(ADD, data))
    assert found == {"slug": ["This was the address of another meeting."]}


def test_meeting_form_refuses_a_circle(editor):
    child = factories.MeetingFactory(part_of=factories.MeetingFactory())
    page = change_page(child.part_of)
    found = errors_of(editor.post(page, data_of(editor.get(page)) | {"part_of": child.pk}))
    assert found == {"part_of": ["This would make a circle."]}


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("partner_parts", {"role": "host", "partner": "99999999999999999999", "order": 1}),
        ("partner_parts", {"role": "", "partner": "", "order": "99999999999"}),
        ("delegations", {"partner": "\0", "status": "attended"}),
        ("aims", {"order": 1, "text_en": "x" * 10_000}),
        ("aims", {"order": 1, "text_en": "", "text_fr": "Rien en anglais"}),
        ("sessions", {"order": 1, "kind": "panel", "title_en": "a\0b"}),
        ("outcomes", {"order": 1, "kind": "", "count": "99999999999"}),
        ("recommendations", {"number": 0, "text_en": "None", "follow_up": "recorded"}),
        ("recommendations", {"number": 32768, "text_en": "Many", "follow_up": "recorded"}),
        ("plan_links", {"basis": "inferred"}),
        ("links_to", {"kind": "follows_up", "to_meeting": ""}),
        ("intentions", {"order": 1, "text_en": "Soon", "due_date": "2025-01-01"}),
        ("intentions", {"order": 1, "text_en": "Soon", "due_date": "9999-99-99"}),
        ("reported_counts", {"order": 1, "value": "99999999999", "label_en": "countries"}),
        ("documents", {"title_en": "Report", "slug": "report", "date": "2024-01-01"}),
        ("date_changes", {"start_date": "2023-02-02", "end_date": "2023-02-01"}),
        ("adoptions", {"plan": "abc"}),
    ],
)
def test_meeting_form_refuses_bad_parts_of_a_new_meeting(editor, data, prefix, values):
    response = editor.post(ADD, with_part(data, prefix, **values))
    assert response.status_code == 200
    assert set(errors_of(response)) == {prefix}
    assert not Meeting.objects.exists()


def test_meeting_form_refuses_parts_while_the_meeting_itself_is_wrong(editor, data):
    for prefix in ("plan_links", "delegations", "links_to", "intentions", "documents"):
        data = with_part(data, prefix, order=1, status="attended", basis="inferred", text_en="x")
    response = editor.post(ADD, data | {"title_en": "", "start_date": "nonsense"})
    assert response.status_code == 200
    assert {"title_en", "start_date", "plan_links", "delegations"} <= set(errors_of(response))


def test_meeting_form_refuses_the_same_part_twice(editor, data):
    partner = factories.PartnerFactory()
    for order in (1, 2):
        data = with_part(data, "partner_parts", role="host", partner=partner.pk, order=order)
    response = editor.post(ADD, data)
    assert set(errors_of(response)) == {"partner_parts"}


def test_meeting_form_refuses_a_delegation_there_already(editor):
    delegation = factories.DelegationFactory()
    page = change_page(delegation.meeting)
    data = with_part(
        data_of(editor.get(page)),
        "delegations",
        partner=delegation.partner_id,
        status="invited",
    )
    response = editor.post(page, data)
    assert set(errors_of(response)) == {"delegations"}
    assert Delegation.objects.count() == 1


def test_meeting_form_refuses_a_link_to_itself(editor):
    meeting = factories.MeetingFactory()
    page = change_page(meeting)
    data = with_part(
        data_of(editor.get(page)), "links_to", kind="follows_up", to_meeting=meeting.pk
    )
    assert errors_of(editor.post(page, data)) == {"links_to": ["This would make a circle."]}
    assert not MeetingLink.objects.exists()


def test_meeting_form_refuses_an_announcement_that_fulfils_itself(editor):
    meeting = factories.MeetingFactory()
    page = change_page(meeting)
    data = with_part(
        data_of(editor.get(page)),
        "intentions",
        order=1,
        text_en="Soon",
        due_precision="unknown",
        fulfilled_by=meeting.pk,
    )
    assert errors_of(editor.post(page, data)) == {
        "intentions": ["A meeting does not fulfil its own announcement."]
    }
    assert not Intention.objects.exists()


@pytest.mark.parametrize("there_already", [True, False])
def test_partner_form_refuses_a_role_held_twice(editor, there_already):
    partner = factories.PartnerFactory()
    if there_already:
        factories.PartnerRoleFactory(partner=partner)
    page = reverse("admin:events_partner_change", args=[partner.pk])
    data = data_of(editor.get(page))
    for _number in range(2 - there_already):
        data = with_part(data, "roles", kind="partner", start_precision="unknown", end_precision="")
    assert errors_of(editor.post(page, data)) == {
        "roles": ["This partner holds this role already."]
    }
    assert PartnerRole.objects.count() == there_already


@pytest.mark.parametrize("precision", ["day", "month", "year", "unknown"])
def test_chairmanship_form_refuses_absurd_dates(editor, precision):
    page = "/admin/events/chairmanship/add/"
    data = data_of(editor.get(page)) | {
        "partner": factories.PartnerFactory().pk,
        "slug": "end-of-time",
        "start_date": "9999-12-31",
        "start_precision": precision,
        "end_precision": "unknown",
    }
    factories.ChairmanshipFactory(start_date=date(2020, 1, 1), end_date=date(2021, 1, 1))
    assert errors_of(editor.post(page, data))


def test_document_form_refuses_a_version_that_is_nothing_or_two_things(editor):
    document = factories.DocumentFactory()
    page = reverse("admin:events_document_change", args=[document.pk])
    data = with_part(data_of(editor.get(page)), "versions", language="en", url="")
    assert errors_of(editor.post(page, data)) == {
        "versions": ["Give a file or an address, one of them."]
    }
