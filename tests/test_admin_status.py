"""What becomes of a meeting is decided on a page of its own, with day and reason."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from events.models import DateChange, MeetingLink, StatusChange
from tests.browsing import read
from tests.factories import MeetingFactory, MeetingLinkFactory
from tests.personas import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15 12:00Z")]
COMING = {"start_date": date(2024, 9, 3), "end_date": date(2024, 9, 4), "status": "planned"}
WHY = {"changed_on": "2024-06-10", "reason_en": "Floods", "reason_fr": "Inondations"}


@pytest.fixture
def editor(client):
    return log_in(client, "editor")


def page_of(meeting):
    return reverse("admin:events_meeting_status", args=[meeting.pk])


def decide(client, meeting, act, **values):
    form = client.get(page_of(meeting)).context["form"]
    return client.post(page_of(meeting), {"seen": form["seen"].value(), "act": act, **values})


def errors_of(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


@pytest.mark.parametrize("publication", ["draft", "published"])
@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_a_decision_is_kept_with_its_day_and_reason(editor, status, publication):
    meeting = MeetingFactory(**COMING, publication=publication)

    response = decide(editor, meeting, status, **WHY)

    assert response["Location"] == reverse("admin:events_meeting_change", args=[meeting.pk])
    meeting.refresh_from_db()
    assert (meeting.status, meeting.start_date) == (status, date(2024, 9, 3))
    change = meeting.status_changes.get()
    assert (change.status_before, change.status) == ("planned", status)
    assert (str(change.changed_on), change.reason_en, change.reason_fr) == tuple(WHY.values())
    assert change.history.get().history_user.username == "editor"
    assert LogEntry.objects.get().object_id == str(meeting.pk)
    assert not DateChange.objects.exists()


def test_a_meeting_that_moves_keeps_its_old_dates_and_stays_planned(editor):
    meeting = MeetingFactory(**COMING)

    decide(editor, meeting, "moved", new_dates="5–6 November 2024", **WHY)

    meeting.refresh_from_db()
    assert (meeting.status, str(meeting.start_date), str(meeting.end_date)) == (
        "planned",
        "2024-11-05",
        "2024-11-06",
    )
    change = meeting.date_changes.get()
    assert (change.start_date, change.end_date) == (COMING["start_date"], COMING["end_date"])
    assert (str(change.changed_on), change.reason_en) == ("2024-06-10", "Floods")
    assert not StatusChange.objects.exists()


def test_a_postponed_meeting_gets_new_dates_later(editor):
    meeting = MeetingFactory(**COMING | {"status": "postponed"}, start_time="09:00")

    decide(editor, meeting, "moved", new_dates="mars 2025")

    meeting.refresh_from_db()
    assert (meeting.status, str(meeting.end_date), meeting.date_precision, meeting.start_time) == (
        "planned",
        "2025-03-31",
        "month",
        None,
    )
    assert (meeting.status_changes.count(), meeting.date_changes.count()) == (1, 1)


def test_the_meeting_that_takes_place_instead_replaces_it(editor):
    meeting, other = MeetingFactory(**COMING), MeetingFactory(title_en="Instead")

    decide(editor, meeting, "cancelled", successor=other.pk)

    link = MeetingLink.objects.get()
    assert (link.from_meeting, link.kind, link.to_meeting) == (other, "replaces", meeting)


def test_a_meeting_is_marked_as_held_from_its_first_day_on(editor):
    meeting = MeetingFactory(start_date=date(2024, 6, 15), status="planned")

    decide(editor, meeting, "held")

    meeting.refresh_from_db()
    assert meeting.status == "held"


@pytest.mark.parametrize(
    ("act", "values", "errors"),
    [
        ("held", {}, {"act": ["It has not begun: its first day is 3\u00a0September 2024."]}),
        ("planned", {}, {"act": ["That is its status already."]}),
        (
            "moved",
            {},
            {"new_dates": ["Say to which dates; without any it is postponed."]},
        ),
        (
            "cancelled",
            {"new_dates": "2025"},
            {"new_dates": ["New dates are for a meeting that moves to them."]},
        ),
        (
            "moved",
            {"new_dates": "soon"},
            {
                "new_dates": [
                    "“soon” is not understood. Write “25–26 April 2027”, “March 2027” or “2027”."
                ]
            },
        ),
        (
            "moved",
            {"new_dates": "1 May 2200"},
            {"new_dates": ["The year must lie between 1990 and 2100."]},
        ),
        ("", {}, {"act": ["This field is required."]}),
        ("lost", {}, None),
        ("cancelled", {"changed_on": "2024-13-01"}, None),
        ("cancelled", {"reason_en": "x" * 301}, None),
        ("cancelled", {"reason_fr": "a\0b"}, None),
        ("cancelled", {"successor": "99999999999999999999"}, None),
        ("cancelled", {"successor": "\0"}, None),
        ("cancelled", {"seen": "\0"}, None),
    ],
)
def test_a_decision_that_cannot_be_is_refused_in_words(editor, act, values, errors):
    meeting = MeetingFactory(**COMING)

    response = decide(editor, meeting, act, **values)

    assert response.status_code == 200
    assert errors_of(response) == errors or (errors is None and errors_of(response))
    meeting.refresh_from_db()
    assert (meeting.status, meeting.start_date) == ("planned", date(2024, 9, 3))
    assert meeting.history.count() == 1


def test_a_meeting_does_not_replace_itself_nor_in_a_circle(editor):
    meeting = MeetingFactory(**COMING)
    other = MeetingLinkFactory(from_meeting=meeting, kind="replaces").to_meeting

    found = [
        errors_of(decide(editor, meeting, "cancelled", successor=one.pk))
        for one in (meeting, other)
    ]

    assert [set(errors) for errors in found] == [{"successor"}, {"successor"}]


def test_only_what_does_not_take_place_is_replaced(editor):
    meeting = MeetingFactory(**COMING)
    response = decide(editor, meeting, "moved", new_dates="2025", successor=MeetingFactory().pk)
    assert set(errors_of(response)) == {"successor"}


def test_the_second_of_two_who_decide_at_once_is_told(editor):
    meeting = MeetingFactory(**COMING)
    seen = editor.get(page_of(meeting)).context["form"]["seen"].value()
    decide(editor, meeting, "postponed")

    response = editor.post(page_of(meeting), {"seen": seen, "act": "cancelled"})

    assert errors_of(response) == {
        "__all__": [
            "Somebody has changed this meeting meanwhile: it is now “Postponed”,"
            " 3–4\u00a0September 2024."
        ]
    }
    assert StatusChange.objects.count() == 1


def test_the_form_of_a_meeting_leads_to_the_decision(editor):
    meeting = MeetingFactory(**COMING)

    page = read(editor.get(reverse("admin:events_meeting_change", args=[meeting.pk])))

    (link,) = [link for link in page.all("a") if link["id"] == "id_status"]
    assert link["href"] == f"{page_of(meeting)}#id_act_0"
    assert editor.get(link["href"]).status_code == 200
    assert not [one for one in page.all("select") if one["name"] == "status"]


@pytest.mark.parametrize(
    ("persona", "status"),
    [("anonymous", 302), ("reader", 403), ("registrar", 403), ("editor", 200), ("publisher", 200)],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_those_who_may_change_meetings_decide(client, persona, status, method):
    meeting = MeetingFactory(**COMING)

    response = getattr(log_in(client, persona), method)(page_of(meeting), {"act": "x"})

    assert response.status_code == status


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999", "1_2F"])
def test_there_is_no_decision_on_what_is_not_there(editor, key):
    assert editor.get(f"/admin/events/meeting/{key}/status/").status_code == 404
