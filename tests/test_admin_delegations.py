"""The delegations to a meeting: seen, marked with one click, invited, listed, printed."""

import datetime
import io
import re
from itertools import chain

import openpyxl
import pikepdf
import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from events.models import Delegation, Participation, PersonalDataReading
from tests import factories
from tests.admin_forms import data_of, errors_of
from tests.personas import STAFF, log_in

pytestmark = pytest.mark.django_db
CANARY = "Zzyzx"
DAY = datetime.date(2023, 4, 25)
LISTS = ["delegations", "participants", "participants_xlsx", "sign_in"]


def address(name, key):
    return reverse(f"admin:events_{name}", args=[key])


def full_meeting(people=1, name=CANARY, **fields):
    """A meeting with a delegation of so many people to each of whom it has a seat."""
    meeting = factories.MeetingFactory(**fields)
    delegation = factories.DelegationFactory(meeting=meeting, status="invited")
    for number in range(people):
        factories.ParticipationFactory(
            meeting=meeting,
            delegation=delegation,
            seat="principal",
            person__family_name=f"{name} {number}",
        )
    return meeting


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def press(client, meeting, value):
    return client.post(address("meeting_mark", meeting.pk), {"mark": value}, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


# Who sees what


@pytest.mark.parametrize("persona", ["anonymous", *STAFF])
def test_board_tells_names_to_those_who_may_see_people_only(client, persona):
    meeting = full_meeting()
    response = log_in(client, persona).get(address("meeting_delegations", meeting.pk))
    assert response.status_code == (302 if persona == "anonymous" else 200)
    assert (CANARY in response.content.decode()) == (persona in ("registrar", "administrator"))


@pytest.mark.parametrize("name", LISTS[1:])
@pytest.mark.parametrize("persona", ["reader", "editor", "publisher"])
def test_lists_of_people_are_closed_to_others(client, persona, name):
    meeting = full_meeting()
    assert log_in(client, persona).get(address(f"meeting_{name}", meeting.pk)).status_code == 403


@pytest.mark.parametrize("name", LISTS)
def test_every_list_leaves_a_line_of_audit(client, name):
    meeting = full_meeting(people=2)
    response = log_in(client, "registrar").get(address(f"meeting_{name}", meeting.pk))
    assert response.status_code == 200
    line = PersonalDataReading.objects.get()
    assert (line.username, line.meeting, line.people) == ("registrar", meeting, 2)


def test_board_without_names_leaves_no_line(client):
    meeting = full_meeting()
    log_in(client, "reader").get(address("meeting_delegations", meeting.pk))
    assert not PersonalDataReading.objects.exists()


@pytest.mark.parametrize("name", [*LISTS, "invite"])
def test_pages_of_no_meeting_are_not_found(client, name):
    log_in(client, "registrar")
    keys = [1, 10**30]
    found = [client.get(address(f"meeting_{name}", key)).status_code for key in keys]
    assert found == [404, 404]


@pytest.mark.parametrize("each", [1, 3])
def test_board_costs_a_fixed_number_of_queries(client, django_assert_num_queries, each):
    meeting = full_meeting(people=each)
    factories.DelegationFactory.create_batch(each, meeting=meeting)
    log_in(client, "registrar")
    with django_assert_num_queries(8):
        client.get(address("meeting_delegations", meeting.pk))


# Counts


def test_board_counts_by_side_beside_what_was_reported(client):
    meeting = factories.MeetingFactory(african_countries=2, partner_countries=2)
    one = factories.DelegationFactory(meeting=meeting, status="attended", head_count=4)
    factories.DelegationFactory(
        meeting=meeting, partner__side="europe", partner__region="europe", status="declined"
    )
    factories.ParticipationFactory(meeting=meeting, delegation=one, registered_on=DAY)
    response = log_in(client, "reader").get(address("meeting_delegations", meeting.pk))
    counted = {row.name: row for row in response.context["board"].counts}
    african = counted["African countries"]
    assert (african.by_status, african.registered, african.present) == ([0, 0, 1, 0, 0], 1, 4)
    assert (african.reported_delegations, african.delegations_differ) == (2, True)
    assert counted["European countries"].by_status == [0, 0, 0, 1, 0]
    assert counted["All together"].delegations == 2


# One click


@pytest.mark.parametrize("status", ["registered", "attended", "declined"])
def test_delegation_is_marked_with_one_click(client, status):
    delegation = factories.DelegationFactory(status="invited")
    value = f"delegation-{status}-{delegation.pk}"
    press(log_in(client, "editor"), delegation.meeting, value)
    delegation.refresh_from_db()
    assert delegation.status == status
    assert delegation.history.first().history_user.username == "editor"


@pytest.mark.parametrize(
    ("word", "field", "value"),
    [
        ("registered", "registered_on", timezone.localdate),
        ("attended", "attended", lambda: True),
        ("absent", "attended", lambda: False),
        ("cancelled", "withdrawn_on", timezone.localdate),
    ],
)
@pytest.mark.time_machine("2026-11-22 12:00Z")
def test_person_is_marked_with_one_click(client, word, field, value):
    meeting = full_meeting()
    one = meeting.participations.get()
    response = press(log_in(client, "registrar"), meeting, f"person-{word}-{one.pk}")
    one.refresh_from_db()
    assert getattr(one, field) == value()
    assert len(said(response)) == 1
    assert LogEntry.objects.filter(object_id=one.pk).count() == 1


def test_person_moves_up_with_one_click_when_a_seat_is_free(client):
    meeting = full_meeting(participation="open")
    one = meeting.participations.get()
    one.waiting_since = timezone.now()
    one.save()
    press(log_in(client, "registrar"), meeting, f"person-up-{one.pk}")
    one.refresh_from_db()
    assert one.seat_number == 1


def test_click_that_the_seats_forbid_is_refused_in_words(client):
    meeting = full_meeting()
    one = meeting.participations.get()
    one.waiting_since = timezone.now()
    one.save()
    meeting.delegations.update(principal_seats=0)
    response = press(log_in(client, "registrar"), meeting, f"person-up-{one.pk}")
    assert said(response)[0].startswith("All seats for representatives are taken (0 of 0).")


def test_click_that_gives_a_seat_beyond_those_of_the_delegation_is_logged_with_the_reason(client):
    meeting = full_meeting()
    one = meeting.participations.get()
    one.withdrawn_on, one.exception_reason = DAY, "Minister"
    one.save()
    meeting.delegations.update(principal_seats=0)
    press(log_in(client, "registrar"), meeting, f"person-back-{one.pk}")
    logged = LogEntry.objects.filter(object_id=one.pk, change_message__contains="Reason")
    assert [entry.change_message for entry in logged] == [
        "Seat beyond those of the delegation. Reason: Minister"
    ]


@pytest.mark.parametrize(
    "value", ["", "x", "delegation-attended-0", "person-fly-1", "delegation-up-1", "person-up-9\0"]
)
def test_click_on_nothing_is_not_found(client, value):
    meeting = full_meeting()
    assert press(log_in(client, "registrar"), meeting, value).status_code == 404


def test_nobody_is_put_on_the_waiting_list_with_one_click(client):
    meeting = full_meeting()
    one = meeting.participations.get()
    response = press(log_in(client, "registrar"), meeting, f"person-waiting-{one.pk}")
    assert response.status_code == 404


def test_clicks_are_for_those_who_may(client):
    meeting = full_meeting()
    delegation, one = meeting.delegations.get(), meeting.participations.get()
    values = [f"delegation-attended-{delegation.pk}", f"person-attended-{one.pk}"]
    log_in(client, "reader")
    assert [press(client, meeting, value).status_code for value in values] == [403, 403]
    log_in(client, "editor")
    assert press(client, meeting, values[1]).status_code == 403


# Inviting


def partners(number, **fields):
    found = factories.PartnerFactory.create_batch(number, **fields)
    for one in found:
        factories.PartnerRoleFactory(partner=one, kind="partner")
    return found


def test_inviting_shows_first_whom_it_concerns(client):
    first, *others = sorted(partners(3), key=lambda one: one.name_en)
    meeting = factories.MeetingFactory()
    factories.DelegationFactory(meeting=meeting, partner=first)
    page = address("meeting_invite", meeting.pk)
    chosen = log_in(client, "editor").get(page, {"who": "partner-country"}).context["chosen"]
    assert (chosen.invited, chosen.missing) == ([first], others)
    assert meeting.delegations.count() == 1


def test_inviting_gives_all_of_a_kind_a_delegation_once(client):
    invited = partners(3)
    partners(1, organisation=True)
    meeting = factories.MeetingFactory()
    page = address("meeting_invite", meeting.pk)
    log_in(client, "editor")
    answers = [client.post(page, {"who": "partner-country"}, follow=True) for _twice in range(2)]
    assert [said(one) for one in answers] == [
        ["3 delegations were invited."],
        ["0 delegations were invited."],
    ]
    rows = meeting.delegations.order_by("pk")
    assert [row.partner for row in rows] == invited
    assert {row.history.get().history_user.username for row in rows} == {"editor"}


def test_inviting_goes_by_the_roles_on_the_first_day(client):
    former = factories.PartnerFactory()
    factories.PartnerRoleFactory(
        partner=former, start_date=datetime.date(2006, 1, 1), start_precision="day",
        end_date=datetime.date(2010, 1, 1), end_precision="day",
    )  # fmt: skip
    meeting = factories.MeetingFactory()
    response = log_in(client, "editor").get(address("meeting_invite", meeting.pk))
    assert response.context["circles"] == []


@pytest.mark.parametrize("each", [1, 3])
def test_inviting_costs_a_fixed_number_of_queries(client, django_assert_num_queries, each):
    partners(each)
    meeting = factories.MeetingFactory()
    log_in(client, "editor")
    with django_assert_num_queries(13):
        client.post(address("meeting_invite", meeting.pk), {"who": "partner-country"})


@pytest.mark.parametrize("who", ["", "nobody", "partner-country\0"])
def test_inviting_nobody_is_not_found(client, who):
    page = address("meeting_invite", factories.MeetingFactory().pk)
    assert log_in(client, "editor").post(page, {"who": who}).status_code == 404


@pytest.mark.parametrize(("persona", "status"), [("reader", 403), ("registrar", 200)])
def test_inviting_is_for_those_who_may(client, persona, status):
    page = address("meeting_invite", factories.MeetingFactory().pk)
    assert log_in(client, persona).get(page).status_code == status


# Lists to take away

NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "a\0b",
    "X" * 100,
    "محمد بن علي",
    "😀 🎉",
    "#panic()[*x*] \\",
    '"]; #read("/etc/passwd")',
    "山田",
    "\ud7ff\ufffe",
]


def nasty_meeting():
    meeting = full_meeting(people=0, title_en="Line\r\nX: y “é”", slug="a-meeting")
    for name in NASTY:
        person = factories.PersonFactory.build(family_name=name[:100], given_name=name[:100])
        person.family_name = person.family_name.replace("\0", "")
        person.given_name = person.given_name.replace("\0", "")
        person.save()
        factories.ParticipationFactory(
            meeting=meeting, person=person, delegation=meeting.delegations.get(), seat="principal"
        )
    return meeting


def test_table_holds_those_who_come_and_no_formula(client):
    meeting = nasty_meeting()
    response = log_in(client, "registrar").get(address("meeting_participants_xlsx", meeting.pk))
    assert response["Content-Disposition"] == 'attachment; filename="a-meeting.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(body(response))).active
    cells = [*chain.from_iterable(sheet.iter_rows(min_row=2))]
    assert len(cells) == 7 * len(NASTY)
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    risky = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert risky
    assert all(cell.quotePrefix for cell in risky)


def test_table_leaves_out_how_to_reach_people(client):
    meeting = full_meeting()
    response = log_in(client, "registrar").get(address("meeting_participants_xlsx", meeting.pk))
    sheet = openpyxl.load_workbook(io.BytesIO(body(response))).active
    assert not [row for row in sheet.iter_rows(values_only=True) if "example.org" in str(row)]


def test_lists_leave_out_who_waits_or_has_cancelled(client):
    meeting = full_meeting()
    meeting.participations.update(waiting_since=timezone.now(), seat_number=None)
    response = log_in(client, "registrar").get(address("meeting_participants", meeting.pk))
    assert CANARY not in response.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "Sign-in"), ("fr", "émargement")])
def test_sign_in_sheet_is_accessible_and_in_the_language_of_the_page(client, language, words):
    meeting = full_meeting(people=40, name="Awa Diop")
    client.cookies["django_language"] = language
    response = log_in(client, "registrar").get(address("meeting_sign_in", meeting.pk))
    with pikepdf.open(io.BytesIO(body(response))) as pdf:
        assert len(pdf.pages) > 1
        assert pdf.Root.MarkInfo.Marked == True  # noqa: E712 - a value of the file
        assert str(pdf.Root.Lang) == language
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert words in metadata["dc:title"]


def test_sign_in_sheet_prints_whatever_people_are_called(client):
    meeting = nasty_meeting()
    response = log_in(client, "registrar").get(address("meeting_sign_in", meeting.pk))
    assert response["Content-Disposition"].startswith('attachment; filename="a-meeting-')
    assert body(response).startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["participants", "sign_in"])
def test_lists_of_nobody_say_so(client, name):
    meeting = factories.MeetingFactory()
    response = log_in(client, "registrar").get(address(f"meeting_{name}", meeting.pk))
    assert response.status_code == 200
    assert not PersonalDataReading.objects.exists()


# Replacing, entering


def test_somebody_comes_instead_of_somebody_else(client):
    meeting = full_meeting()
    one, other = meeting.participations.get(), factories.PersonFactory()
    page = address("participation_replace", one.pk)
    assert log_in(client, "registrar").get(page).status_code == 200
    client.post(page, {"person": other.pk, "on": "2023-04-20"})
    one.refresh_from_db()
    assert (one.replaced_by.person, one.replaced_by.seat_number) == (other, 1)


@pytest.mark.parametrize(
    "data",
    [{}, {"person": "x\0", "on": "never"}, {"person": "9" * 30, "on": "2023-04-20"}],
)
def test_replacing_by_nobody_is_refused_in_words(client, data):
    one = full_meeting().participations.get()
    page = address("participation_replace", one.pk)
    response = log_in(client, "registrar").post(page, data)
    assert "person" in response.context["form"].errors


def test_replacing_by_oneself_is_refused_in_words(client):
    one = full_meeting().participations.get()
    page = address("participation_replace", one.pk)
    data = {"person": one.person_id, "on": "2023-04-20"}
    response = log_in(client, "registrar").post(page, data)
    assert response.context["form"].non_field_errors() == ["This person takes part already."]


@pytest.mark.parametrize("persona", ["reader", "editor", "publisher"])
def test_replacing_is_for_those_who_may_see_people(client, persona):
    one = full_meeting().participations.get()
    page = address("participation_replace", one.pk)
    assert log_in(client, persona).get(page).status_code == 403


def adding_to(client, delegation, **values):
    """Somebody added from the board, as its link does."""
    query = f"?meeting={delegation.meeting_id}&delegation={delegation.pk}&to_delegations=1"
    page = reverse("admin:events_participation_add") + query
    data = data_of(log_in(client, "registrar").get(page))
    person = factories.PersonFactory()
    return client.post(page, data | {"person": person.pk, "seat": "principal", **values})


def test_person_is_added_from_the_board_and_leads_back_to_it(client):
    delegation = factories.DelegationFactory()
    response = adding_to(client, delegation)
    assert response["Location"] == address("meeting_delegations", delegation.meeting_id)
    assert delegation.participations.get().seat_number == 1


def test_person_beyond_the_seats_is_refused_waits_or_has_a_reason(client):
    delegation = factories.DelegationFactory(principal_seats=0)
    assert list(errors_of(adding_to(client, delegation))) == ["seat"]
    assert adding_to(client, delegation, waiting="on").status_code == 302
    assert adding_to(client, delegation, exception_reason="Minister").status_code == 302
    people = Participation.objects.order_by("pk")
    assert [(one.is_waiting, one.seat_number) for one in people] == [(True, None), (False, 1)]
    logged = LogEntry.objects.filter(object_id=people.last().pk, change_message__contains="Reason")
    assert [entry.change_message for entry in logged] == [
        "Seat beyond those of the delegation. Reason: Minister"
    ]


# Lists and suggestions of people


def suggested(client, term):
    query = {"app_label": "events", "model_name": "participation", "field_name": "person"}
    response = client.get(reverse("admin:autocomplete"), {**query, "term": term})
    return response.json()["results"]


def test_people_are_suggested_ten_at_most_from_three_characters(client):
    factories.PersonFactory.create_batch(12, given_name="Élodie", family_name="Zola")
    log_in(client, "registrar")
    assert [len(suggested(client, term)) for term in ("", "el", "elo", "ELODIE zola")] == [
        0,
        0,
        10,
        10,
    ]
    lines = PersonalDataReading.objects.values_list("what", "people", "selection")
    assert list(lines) == [
        ("search", 10, "person"),
        ("search", 10, "person"),
    ]


def test_people_are_not_asked_for_before_three_characters(client):
    page = log_in(client, "registrar").get(reverse("admin:events_participation_add"))
    assert re.search(r'<select name="person"[^>]*data-minimum-input-length="3"', page.text)


@pytest.mark.parametrize("model", ["person", "participation"])
def test_lists_of_people_leave_a_line_of_audit(client, model):
    full_meeting(people=2)
    page = reverse(f"admin:events_{model}_changelist")
    log_in(client, "registrar").get(page, {"q": "zzy\0zx"})
    assert PersonalDataReading.objects.get().what == "list"


@pytest.mark.parametrize("persona", STAFF)
def test_lines_of_audit_are_read_by_administrators_and_changed_by_nobody(client, persona):
    line = factories.PersonalDataReadingFactory()
    log_in(client, persona)
    pages = [("changelist", []), ("change", [line.pk]), ("add", []), ("delete", [line.pk])]
    found = [
        client.get(reverse(f"admin:events_personaldatareading_{page}", args=args)).status_code
        for page, args in pages
    ]
    assert found == ([200, 200, 403, 403] if persona == "administrator" else [403] * 4)


def test_meeting_leads_to_its_delegations(client):
    meeting = full_meeting()
    form = log_in(client, "reader").get(address("meeting_change", meeting.pk)).content.decode()
    assert address("meeting_delegations", meeting.pk) in form
    assert Delegation.objects.count() == 1


BOARDS = ["events_meeting_change", "events_meeting_delegations", "events_nominationlink_meeting"]


@pytest.mark.parametrize(
    ("persona", "seen"),
    [("registrar", set(BOARDS)), ("reader", set(BOARDS[:2]))],
)
def test_form_and_boards_of_a_meeting_lead_to_each_other(client, persona, seen):
    meeting = factories.DelegationFactory().meeting
    log_in(client, persona)
    addresses = {name: reverse(f"admin:{name}", args=[meeting.pk]) for name in BOARDS}

    for name in seen:
        page = client.get(addresses[name]).text
        led_to = {other for other in BOARDS if f'href="{addresses[other]}"' in page}
        assert led_to - {name} == seen - {name}


# What hangs on a delegation


def tied_delegation(what):
    delegation = factories.DelegationFactory(status="invited")
    if what == "link":
        factories.NomineeFactory(nomination__link__delegation=delegation)
    else:
        factories.ParticipationFactory(meeting=delegation.meeting, delegation=delegation)
    return delegation


@pytest.mark.parametrize("what", ["link", "person"])
@pytest.mark.parametrize("act", ["delete", "give away"])
@pytest.mark.parametrize("persona", ["editor", "administrator"])
def test_delegation_with_people_or_links_is_kept_on_the_form_of_its_meeting(
    client, persona, act, what
):
    delegation = tied_delegation(what)
    page = address("meeting_change", delegation.meeting_id)
    data = data_of(log_in(client, persona).get(page))
    other = factories.PartnerFactory()
    change = {"DELETE": "on"} if act == "delete" else {"partner": str(other.pk)}
    response = client.post(
        page, data | {f"delegations-0-{name}": value for name, value in change.items()}
    )
    kept = Delegation.objects.filter(partner=delegation.partner).exists()
    assert kept == (persona == "editor")
    if kept:
        [text] = errors_of(response)["delegations"]
        assert f"belong to the delegation of {delegation.partner}:" in text


@pytest.mark.parametrize("act", ["delete", "give away"])
def test_delegation_on_which_nothing_hangs_is_changed_on_the_form_of_its_meeting(client, act):
    delegation = factories.DelegationFactory()
    page = address("meeting_change", delegation.meeting_id)
    data = data_of(log_in(client, "editor").get(page))
    other = factories.PartnerFactory()
    change = {"DELETE": "on"} if act == "delete" else {"partner": str(other.pk)}
    client.post(page, data | {f"delegations-0-{name}": value for name, value in change.items()})
    assert not Delegation.objects.filter(partner=delegation.partner).exists()


@pytest.mark.parametrize("what", ["link", "person"])
def test_delegation_with_people_or_links_is_kept_on_its_own_form(client, what):
    delegation = tied_delegation(what)
    page = address("delegation_change", delegation.pk)
    data = data_of(log_in(client, "editor").get(page))
    client.post(page, data | {"partner": str(factories.PartnerFactory().pk)})
    deletion = address("delegation_delete", delegation.pk)
    seen = getattr(client.get(deletion).wsgi_request, "deletion_seen", "")
    answer = client.post(deletion, {"post": "yes", "_seen": seen})
    assert (answer.status_code, Delegation.objects.get().partner) == (403, delegation.partner)
    version = [delegation.pk, delegation.history.last().pk]
    earlier = reverse("admin:events_delegation_simple_history", args=version)
    seen = client.get(earlier).context["seen"]
    assert client.post(earlier, {"_seen": seen}).status_code == 403
