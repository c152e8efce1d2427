"""Links for nominations in the administration, and deciding about what came through them."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from events.anonymising.people import anonymise
from events.models import Mail, Nomination, NominationLink, Participation, Person
from events.nominations import deciding
from tests.browsing import read
from tests.factories import (
    DelegationFactory,
    MeetingFactory,
    NominationFactory,
    NominationLinkFactory,
    NomineeFactory,
    ParticipationFactory,
    PersonFactory,
)
from tests.personas import PERSONAS, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-06-15 12:00Z")]
DAY = datetime.date(2026, 7, 1)
SEATS = {
    "participation": "seats",
    "principal_seats": 1,
    "accompanying_seats": 1,
    "seat_unit": "country/organisation",
}


@pytest.fixture
def registrar(client):
    return log_in(client, "registrar")


def make_meeting(**fields):
    return MeetingFactory(**({"start_date": DAY, "status": "planned"} | SEATS | fields))


def make_nomination(**fields):
    """A nomination of one representative, Awa Diop."""
    delegation = DelegationFactory(meeting=make_meeting(), status="invited")
    link = NominationLinkFactory(delegation=delegation, recipients="focal@example.org")
    nomination = NominationFactory(link=link)
    data = {"given_name": "Awa", "family_name": "Diop", "email": "awa@example.org"}
    return NomineeFactory(nomination=nomination, **(data | fields))


def board(meeting):
    return f"/admin/events/nominationlink/meeting/{meeting.pk}/"


def act(client, action, *delegations, addresses="focal@example.org", follow=False, **fields):
    data = {"action": action, "delegations": [one.pk for one in delegations], "language": "fr"}
    data |= {f"recipients-{one.pk}": addresses for one in delegations}
    data |= {"expires_on": "2026-06-20"} | fields
    return client.post(board(delegations[0].meeting), data, follow=follow)


def page_of(nominee):
    return f"/admin/events/nomination/{nominee.nomination_id}/decide/"


def decide(client, nominee, **fields):
    data = {"person": "new", "decision": "seat"} | fields
    named = {f"n{nominee.pk}-{name}": value for name, value in data.items()}
    return client.post(page_of(nominee), named | {"note": "Welcome", "accept": "yes"})


# Links


def test_links_are_sent_to_the_ticked(registrar):
    meeting = make_meeting()
    asked, other = DelegationFactory.create_batch(2, meeting=meeting, status="invited")

    response = act(registrar, "send", asked, addresses="a@example.org, b@example.org")

    link = NominationLink.objects.get()
    assert response.status_code == 302
    assert (link.delegation, link.issued_by.username) == (asked, "registrar")
    assert link.recipient_list() == ["a@example.org", "b@example.org"]
    assert sorted(Mail.objects.values_list("recipient", flat=True)) == link.recipient_list()
    assert not other.nomination_links.exists()


def test_a_link_sent_twice_is_one_link_and_one_letter(registrar):
    one = DelegationFactory(meeting=make_meeting(), status="invited")
    act(registrar, "send", one)
    act(registrar, "send", one)

    assert (NominationLink.objects.count(), Mail.objects.count()) == (1, 1)


def test_a_link_that_everybody_has_already_is_prolonged_and_that_is_said(registrar):
    one = DelegationFactory(meeting=make_meeting(), status="invited")
    addresses = "a@example.org b@example.org"
    first = act(registrar, "send", one, addresses=addresses, follow=True)
    again = act(registrar, "send", one, addresses=addresses, expires_on="2026-06-30", follow=True)

    link = NominationLink.objects.get()
    said = [str(message) for page in (first, again) for message in page.context["messages"]]
    assert link.expires_on == datetime.date(2026, 6, 30)
    assert said == [
        "Send links: 1 delegation. 2 letters were written.",
        "Send links: 0 delegations. "
        "1 link had been sent to all of them before: only its last day was set.",
    ]
    logged = LogEntry.objects.filter(object_id=link.pk).order_by("pk")
    assert [entry.change_message for entry in logged] == ["Send links", "Change the last day"]


def test_who_is_no_recipient_any_more_has_no_link_and_the_others_get_a_new_one(registrar):
    one = DelegationFactory(meeting=make_meeting(), status="invited")
    act(registrar, "send", one, addresses="wrong@example.org Focal@example.org")
    old = NominationLink.objects.get()
    waiting = NominationFactory(link=old)

    response = act(registrar, "send", one, addresses="focal@example.org", follow=True)

    old.refresh_from_db()
    waiting.refresh_from_db()
    new = NominationLink.objects.get(revoked_at=None)
    assert old.revoked_at is not None
    assert (new.recipients, waiting.link) == ("focal@example.org", new)
    assert [(one.link, one.recipient) for one in Mail.objects.all()] == [(new, "focal@example.org")]
    assert "A recipient was taken out: 1 former link opens nothing any more" in response.text
    logged = LogEntry.objects.filter(object_id=old.pk, change_message="Revoke")
    assert logged.count() == 1


def test_a_recipient_more_leaves_the_link_as_it_is(registrar):
    one = DelegationFactory(meeting=make_meeting(), status="invited")
    act(registrar, "send", one, addresses="a@example.org")
    act(registrar, "send", one, addresses="A@example.org b@example.org")

    assert NominationLink.objects.count() == 1
    assert sorted(one.recipient for one in Mail.objects.all()) == ["a@example.org", "b@example.org"]


def test_a_revoked_link_takes_its_waiting_letters_along(registrar):
    one = DelegationFactory(meeting=make_meeting(), status="invited")
    act(registrar, "send", one)
    act(registrar, "revoke", one)

    assert NominationLink.objects.get().revoked_at is not None
    assert Mail.objects.count() == 0


def test_the_last_day_is_changed(registrar):
    one = NominationLinkFactory(delegation__meeting=make_meeting()).delegation

    act(registrar, "extend", one, expires_on="2026-06-30")

    assert NominationLink.objects.get().expires_on == datetime.date(2026, 6, 30)


def test_those_who_have_not_answered_are_reminded_once_a_day(registrar):
    meeting = make_meeting()
    silent = NominationLinkFactory(delegation__meeting=meeting).delegation
    answered = NominationFactory(link__delegation__meeting=meeting).link.delegation
    act(registrar, "remind", silent, answered)
    act(registrar, "remind", silent, answered)

    assert [one.link.delegation for one in Mail.objects.all()] == [silent]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"addresses": ""}, "An e-mail address is needed"),
        ({"addresses": "nonsense"}, "valid email address"),
        ({"addresses": "a@b.org\r\nBcc:c@d.org"}, "valid email address"),
        ({"addresses": " ".join(f"a{n}@b.org" for n in range(6))}, "At most five"),
        ({"expires_on": "2026-06-14"}, "from today on"),
        ({"expires_on": "2026-07-02"}, "after the meeting"),
        ({"expires_on": "soon"}, "valid date"),
        ({"expires_on": "\0"}, "valid date"),
        ({"action": "explode"}, "Select a valid choice"),
        ({"delegations": ["x"]}, "not a valid value"),
        ({"delegations": ["1\0"]}, "Null characters"),
        ({"delegations": []}, "Tick the delegations"),
    ],
)
def test_mistakes_on_the_board_are_named_and_nothing_is_sent(registrar, fields, said):
    one = DelegationFactory(meeting=make_meeting(), status="invited")
    action = {"action": "send"} | {k: v for k, v in fields.items() if k == "action"}
    rest = {k: v for k, v in fields.items() if k != "action"}

    response = act(registrar, action["action"], one, **rest)

    assert (response.status_code, said in response.content.decode()) == (200, True)
    assert NominationLink.objects.count() == 0


def test_the_address_of_last_time_is_suggested(registrar):
    last = NominationLinkFactory(recipients="known@example.org")
    one = DelegationFactory(meeting=make_meeting(), partner=last.delegation.partner)

    page = read(registrar.get(board(one.meeting)))

    assert page.one("textarea", name=f"recipients-{one.pk}").text.strip() == "known@example.org"


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_a_fixed_number_of_queries(registrar, count, django_assert_max_num_queries):
    meeting = make_meeting()
    for _number in range(count):
        NominationFactory(link__delegation__meeting=meeting)

    with django_assert_max_num_queries(9):
        registrar.get(board(meeting))


# Deciding


def test_an_accepted_name_is_a_person_with_a_seat(registrar):
    nominee = make_nomination(position="Director", function="head")

    response = decide(registrar, nominee)

    person, part = Person.objects.get(), Participation.objects.get()
    nomination = Nomination.objects.get()
    assert response.status_code == 302
    assert (str(person), person.position) == ("Awa Diop", "Director")
    assert (part.seat, part.seat_number, part.function) == ("principal", 1, "head")
    assert (nomination.state, nomination.decided_by.username) == ("accepted", "registrar")
    letter = Mail.objects.get()
    assert letter.recipient == "focal@example.org"
    assert "Accepted: 1 person." in letter.body
    assert "Welcome" in letter.body
    assert "Diop" not in letter.body


def test_who_is_known_by_the_address_is_updated_not_doubled(registrar):
    known = PersonFactory(email="AWA@example.org", phone="1", position="Adviser")
    nominee = make_nomination(position="Director")

    decide(registrar, nominee, person=str(known.pk))

    person = Person.objects.get()
    assert (person.pk, person.position, person.phone) == (known.pk, "Director", "1")


def test_who_is_known_by_the_address_cannot_be_made_anew(registrar):
    PersonFactory(email="AWA@example.org")

    response = decide(registrar, make_nomination(), person="new")

    assert (response.status_code, Person.objects.count()) == (200, 1)


def test_what_was_taken_out_of_a_person_meanwhile_does_not_come_back():
    known = PersonFactory(email="awa@example.org", phone="1")
    nominee = make_nomination()
    read_before = Person.objects.get(pk=known.pk)
    anonymise(known.pk)
    nominee.refresh_from_db()
    nominee.family_name = "Diop"

    deciding.decide(nominee.nomination, [deciding.Verdict(nominee, read_before)], "", None)

    person = Person.objects.get()
    assert (person.family_name, person.phone, person.anonymised_at) == ("Diop", "", None)


@pytest.mark.parametrize(
    ("fields", "done", "seat"),
    [
        ({}, False, None),
        ({"exception_reason": "Minister comes too"}, True, 2),
        ({"decision": "wait"}, True, None),
    ],
)
def test_a_seat_that_is_taken_needs_a_reason_or_a_place_on_the_waiting_list(
    registrar, fields, done, seat
):
    nominee = make_nomination()
    delegation = nominee.nomination.link.delegation
    ParticipationFactory(meeting=delegation.meeting, delegation=delegation, seat="principal")

    response = decide(registrar, nominee, **fields)

    part = Participation.objects.filter(person__family_name="Diop").first()
    assert (response.status_code == 302, part is not None) == (done, done)
    assert (part and part.seat_number) == seat
    assert (Nomination.objects.get().state == "accepted") is done
    logged = LogEntry.objects.filter(change_message__endswith="Reason: Minister comes too")
    assert [one.object_id for one in logged] == ([str(part.pk)] if seat else [])


def test_nobody_accepted_is_refused_and_said_so(registrar):
    decide(registrar, make_nomination(), decision="leave")

    assert Nomination.objects.get().state == "refused"
    assert "could not be accepted" in Mail.objects.get().body
    assert Person.objects.count() == 0


@pytest.mark.parametrize("state", ["accepted", "refused", "replaced"])
def test_what_is_decided_is_not_decided_again(registrar, state):
    nominee = make_nomination()
    Nomination.objects.update(state=state)

    response = decide(registrar, nominee)

    assert (response.status_code, Person.objects.count(), Mail.objects.count()) == (200, 0, 0)


@pytest.mark.parametrize("persona", PERSONAS)
def test_only_those_who_may_see_people_see_nominations(client, persona):
    nominee = make_nomination()
    log_in(client, persona)
    meeting = nominee.nomination.link.delegation.meeting

    pages = [page_of(nominee), board(meeting), "/admin/events/nomination/", "/admin/events/mail/"]
    statuses = {client.get(one).status_code for one in pages}
    start = client.get("/admin/").content.decode()

    expected = {"anonymous": {302}, "registrar": {200}, "administrator": {200}}
    assert statuses == expected.get(persona, {403})
    assert ("Nominations to accept" in start) is (persona in ("registrar", "administrator"))


@pytest.mark.parametrize("kind", ["link", "nomination"])
def test_what_was_revoked_or_decided_is_not_undone_by_the_history(registrar, kind):
    link = NominationLinkFactory(recipients="former@example.org")
    record = link if kind == "link" else NominationFactory(link=link)
    if kind == "link":
        link.revoked_at, link.recipients = link.issued_at, "present@example.org"
    else:
        record.state, record.remark = "refused", "Present"
    record.save()
    first = record.history.last()
    name = record._meta.model_name
    page = reverse(f"admin:events_{name}_simple_history", args=[record.pk, first.pk])
    column = "recipients" if kind == "link" else "remark"
    text = reverse(f"admin:events_{name}_restore_text", args=[record.pk, first.pk, name, column])

    shown = registrar.get(page)
    answers = [registrar.post(one, {"_seen": shown.context["seen"]}) for one in (page, text)]

    assert (shown.status_code, "Revert" in shown.text) == (200, False)
    assert [one.status_code for one in answers] == [403, 403]
    assert record.history.count() == 2


def test_the_list_of_links_leads_to_the_boards_of_coming_meetings(registrar):
    meeting = make_meeting()

    page = read(registrar.get("/admin/events/nominationlink/"))

    assert board(meeting) in [one.attributes.get("href") for one in page.all("a")]
