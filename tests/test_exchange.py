"""Tables that go out and come back: what changes the record, what does not, what is refused."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.exchange.delegations import DelegationResource
from events.exchange.meetings import MeetingResource
from events.exchange.participants import ParticipantResource
from events.exchange.partners import PartnerResource, RoleResource
from events.models import (
    Delegation,
    Meeting,
    MeetingPartner,
    Participation,
    Partner,
    PartnerRole,
    Person,
)
from tests import factories
from tests.exchange import RESOURCES, as_csv, as_xlsx, bring_in, exported, said
from tests.payloads import EVERYTHING

pytestmark = pytest.mark.django_db
FORMS = ["xlsx", "csv-en", "csv-fr"]
UNCHANGED = {"new": 0, "changed": 0, "refused": 0}


def meetings(*rows, **kwargs):
    """What comes of a table of meetings with these rows, dictionaries."""
    headings = list(dict.fromkeys(name for row in rows for name in row))
    table = [headings, *([row.get(name, "") for name in headings] for row in rows)]
    return bring_in(MeetingResource, as_csv(table), **kwargs)


NEW = {
    "slug": "new-one",
    "type": "workshop",
    "title_en": "New",
    "start_date": "2027-03-01",
    "end_date": "2027-03-02",
}


@pytest.fixture
def workshop():
    return factories.MeetingTypeFactory(slug="workshop")


def counts(outcome) -> dict:
    return {kind: outcome.counts[kind] for kind in UNCHANGED}


# There and back


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("resource", RESOURCES[:4])
def test_the_record_comes_back_without_a_change(resource, form):
    before = resource.model.history.count()

    outcome = bring_in(resource, exported(resource, form))

    assert counts(outcome) == UNCHANGED
    assert outcome.counts["unchanged"] == resource.model.objects.count() > 50
    assert resource.model.history.count() == before


@pytest.mark.parametrize("form", FORMS)
def test_participants_come_back_without_a_change(form):
    delegation = factories.DelegationFactory()
    for address, answer in (("a@example.org", True), ("", False), ("", None)):
        person = factories.PersonFactory(
            email=address, phone="+32 2 550", partner=delegation.partner, notes="One\r\nTwo "
        )
        factories.ParticipationFactory(
            meeting=delegation.meeting,
            person=person,
            delegation=delegation,
            attended=answer,
            invited_on=datetime.date(2023, 1, 2),
        )

    outcome = bring_in(ParticipantResource, exported(ParticipantResource, form))

    assert (counts(outcome), outcome.counts["unchanged"]) == (UNCHANGED, 3)


@pytest.mark.parametrize("form", FORMS)
def test_texts_come_back_without_a_change(form):
    texts = [*EVERYTHING, " wide ", "a\r\nb", "_x000D_", "\x0bold", "’", "1e400"]
    for text in texts:
        factories.MeetingFactory(title_en=text, summary_en=text, notes=text)

    outcome = bring_in(MeetingResource, exported(MeetingResource, form))

    assert (said(outcome), outcome.counts["unchanged"]) == ([], len(texts))


@pytest.mark.parametrize("form", FORMS)
def test_what_went_out_makes_the_same_records_elsewhere(form):
    meeting = factories.MeetingFactory(slug="one", publication="draft", notes="=1+1")
    partner = factories.PartnerFactory()
    factories.MeetingPartnerFactory(meeting=meeting, partner=partner, role="co_chair")
    area = factories.AreaFactory()
    factories.PlanLinkFactory(meeting=meeting, area=area)
    content = exported(MeetingResource, form)
    uid = str(meeting.uid)
    meeting.delete()

    outcome = bring_in(MeetingResource, content.replace(uid.encode(), b""))

    if form != "xlsx":  # an archive is not edited like that
        assert counts(outcome) == {**UNCHANGED, "new": 1}
        again = Meeting.objects.get(slug="one")
        assert again.notes == "=1+1"
        assert [part.partner for part in again.partner_parts.all()] == [partner]
        assert [link.item for link in again.plan_links.all()] == [area]


# Meetings


def test_row_changes_what_it_says_and_nothing_else():
    city = factories.CityFactory()
    meeting = factories.MeetingFactory(title_fr="Avant", notes="Kept", city=city)

    outcome = meetings({"slug": meeting.slug, "title_fr": "Après", "mode": "online"})

    meeting.refresh_from_db()
    assert counts(outcome) == {**UNCHANGED, "changed": 1}
    assert (meeting.title_fr, meeting.mode, meeting.notes) == ("Après", "online", "Kept")
    assert meeting.city == city
    version = meeting.history.first()
    assert version.history_change_reason == "import table.csv"


def test_new_meeting_is_a_draft(workshop):
    outcome = meetings(NEW)

    meeting = Meeting.objects.get()
    assert counts(outcome) == {**UNCHANGED, "new": 1}
    assert (meeting.publication, meeting.type, meeting.mode) == ("draft", workshop, "not_stated")


def test_dry_run_changes_nothing(workshop):
    existing = factories.MeetingFactory(slug="existing", title_en="Before")
    outcome = meetings(NEW, {"slug": "existing", "title_en": "After"}, dry_run=True)

    existing.refresh_from_db()
    assert outcome.counts["new"] == 1
    assert existing.title_en == "Before"
    assert Meeting.objects.count() == 1


def test_dry_run_says_what_the_import_does(workshop):
    factories.PartnerFactory(code="MA")
    row = {**NEW, "co_chairs": "MA"}

    checked = meetings(row, dry_run=True)
    done = meetings(row)

    assert checked.mark == done.mark
    assert {change.column for change in checked.shown[0].changes} >= {"co_chairs", "title_en"}


def test_one_wrong_row_undoes_all(workshop):
    outcome = meetings(NEW, {**NEW, "slug": "other", "type": "party"})

    assert Meeting.objects.count() == 0
    assert said(outcome) == [(3, "type", "There is no meeting type with the slug “party”.")]


def test_partners_are_named_in_their_order():
    meeting = factories.MeetingFactory()
    for code in ("FR", "MA", "SN"):
        factories.PartnerFactory(code=code)
    meetings({"slug": meeting.slug, "co_chairs": "MA; FR", "hosts": "SN"})

    meetings({"slug": meeting.slug, "co_chairs": "FR, SN"})

    parts = MeetingPartner.objects.filter(role="co_chair").order_by("order")
    assert [part.partner.code for part in parts] == ["FR", "SN"]
    assert MeetingPartner.objects.get(role="host").partner.code == "SN"
    removed = MeetingPartner.history.filter(history_type="-").get()
    assert (removed.partner.code, removed.history_change_reason) == ("MA", "import table.csv")


@pytest.mark.parametrize("text", ["Area 4 | Actions 20-21", "Domaine 4 ; actions 20 et 21"])
def test_items_come_in_as_they_are_printed(text):
    plan = factories.ActionPlanFactory(start_year=2023, end_year=2027)
    area = factories.AreaFactory(plan=plan, number=4)
    actions = [factories.ActionFactory(plan=plan, number=number) for number in (20, 21)]
    meeting = factories.MeetingFactory()

    meetings({"slug": meeting.slug, "start_date": "2023-04-25", "plan_links": text})

    assert {link.item for link in meeting.plan_links.all()} == {area, *actions}


def test_items_move_between_stated_and_inferred():
    link = factories.PlanLinkFactory(area=factories.AreaFactory(), basis="stated")
    name = f"{link.area.plan.slug}.{link.area.code}"

    meetings({"slug": link.meeting.slug, "plan_links": "", "plan_links_inferred": name})

    assert link.meeting.plan_links.get().basis == "inferred"


@pytest.mark.parametrize(
    ("basis", "column", "other"),
    [
        ("stated", "plan_links_inferred", "plan_links"),
        ("inferred", "plan_links", "plan_links_inferred"),
    ],
)
def test_items_do_not_leave_a_column_that_the_file_does_not_have(basis, column, other):
    link = factories.PlanLinkFactory(area=factories.AreaFactory(), basis=basis)
    name = f"{link.area.plan.slug}.{link.area.code}"

    outcome = meetings({"slug": link.meeting.slug, column: name})

    text = f"Recorded in the column “{other}”: {name}. Add that column to move items."
    assert said(outcome) == [(2, column, text)]


def test_meeting_may_belong_to_one_further_up(workshop):
    meetings(NEW, {**NEW, "slug": "side", "part_of": "new-one", "part_kind": "side_event"})

    assert Meeting.objects.get(slug="side").part_of.slug == "new-one"


def test_city_of_a_common_name_is_the_one_in_the_country():
    lebanese, libyan = (
        factories.CityFactory(name_en="Tripoli", country__code=code) for code in ("LB", "LY")
    )
    meeting = factories.MeetingFactory()

    meetings({"slug": meeting.slug, "city": "Tripoli", "country": "LY"})

    meeting.refresh_from_db()
    assert meeting.city == libyan != lebanese


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ({}, "There are several cities called “Tripoli”. Fill in the country."),
        ({"country": ""}, "There are several cities called “Tripoli”. Fill in the country."),
        ({"country": "MA"}, "There is no city called “Tripoli”. Record it first."),
    ],
)
def test_city_of_a_common_name_asks_for_its_country(country, text):
    factories.PartnerFactory(code="MA")
    for code in ("LB", "LY"):
        factories.CityFactory(name_en="Tripoli", country__code=code)

    outcome = meetings({"slug": factories.MeetingFactory().slug, "city": "Tripoli", **country})

    assert said(outcome) == [(2, "city", text)]


def test_status_of_a_published_meeting_is_kept_as_a_change():
    meeting = factories.MeetingFactory(status="planned")

    meetings({"slug": meeting.slug, "status": "cancelled"})

    assert meeting.status_changes.get().status == "cancelled"


MESSAGES = [
    ("country", "XX", "There is no country with the code “XX”."),
    ("city", "Atlantis", "There is no city called “Atlantis”. Record it first."),
    ("co_chairs", "XX", "There is no partner with the code “XX”."),
    ("hosts", "MA; MA", "“MA” is named twice."),
    ("plan_links", "cadiz.area-9", "There is no item “cadiz.area-9” in the action plans."),
    ("plan_links", "Area 999", "Choose the plan, or begin the line with its name and a colon."),
    ("plan_links", "the roadmap", "“roadmap” is not understood in “the roadmap”."),
    ("plan_links", "1-999, " * 300, "This text is too long."),
    ("part_of", "none", "There is no meeting with the slug “none”."),
    ("chairmanship", "none", "There is no chairmanship with the slug “none”."),
    ("start_date", "2023-02-31", "A real date is expected, written as 2023-04-25."),
    ("start_date", "0000-00-00", "A real date is expected, written as 2023-04-25."),
    ("start_date", "25/04/2023", "A real date is expected, written as 2023-04-25."),
    ("start_date", "9999-12-31", "The year must lie between 1990 and 2100."),
    ("start_date", "", "This must not be empty."),
    ("end_date", "2020-01-01", "The last day is before the first."),
    ("start_time", "25:00", "A time is expected, written as 14:00."),
    ("mode", "by boat", "One of these words is expected: not_stated, in_person, online, hybrid."),
    ("status", "", "This must not be empty."),
    ("principal_seats", "-1", "A whole number from 0 to 32767 is expected."),
    ("principal_seats", "1e400", "A whole number from 0 to 32767 is expected."),
    ("principal_seats", "99999999999999", "A whole number from 0 to 32767 is expected."),
    ("principal_seats", "٣", "A whole number from 0 to 32767 is expected."),
    ("principal_seats", "TRUE", "A whole number from 0 to 32767 is expected."),
    ("time_zone", "Mars/Base", "“Mars/Base” is not a time zone. Use a name such as Africa/Dakar."),
    ("title_en", "", "This must not be empty."),
    ("title_en", "x" * 251, "Ensure this value has at most 250 characters (it has 251)."),
    ("title_fr", "a\0b", "This holds a character that cannot be stored."),
    ("summary_en", "x" * 100_001, "This text is too long."),
    ("publication", "draft", "An import does not change this; the record says “published”."),
]


@pytest.mark.parametrize(("column", "value", "message"), MESSAGES)
def test_cell_is_refused_with_its_place_and_a_reason(column, value, message):
    factories.PartnerFactory(code="MA")
    meeting = factories.MeetingFactory()

    outcome = meetings({"slug": meeting.slug, column: value})

    (found,) = outcome.messages
    assert (found.sheet, found.row, found.column, found.letter) == ("Meetings", 2, column, "B")
    assert found.text == message
    assert found.value[:79] == value.replace("\0", "␀")[:79]


def test_everything_that_is_wrong_is_said_at_once():
    meeting = factories.MeetingFactory()

    outcome = meetings(
        {"slug": meeting.slug, "mode": "by boat", "country": "XX", "part_kind": "part"},
        {"slug": "other", "mode": "online", "country": "YY", "part_kind": "much"},
    )

    assert {(row, column) for row, column, _text in said(outcome)} >= {
        (2, "mode"),
        (2, "country"),
        (3, "country"),
        (3, "part_kind"),
    }


def test_rule_of_the_database_is_a_message():
    meeting = factories.MeetingFactory()

    outcome = meetings({"slug": meeting.slug, "participation": "seats"})

    text = "Seats per delegation need two numbers and a unit; other formats have none."
    assert said(outcome) == [(2, "", text)]


def test_same_record_twice_is_refused():
    meeting = factories.MeetingFactory()

    outcome = meetings(*[{"slug": meeting.slug, "mode": "online"}] * 2)

    assert said(outcome) == [(3, "slug", "Row 2 is about the same record.")]


def test_permanent_id_of_another_meeting_is_refused():
    one, two = factories.MeetingFactory.create_batch(2)

    outcome = meetings({"slug": one.slug, "uid": two.uid})

    text = f"An import does not change this; the record says “{one.uid}”."
    assert said(outcome) == [(2, "uid", text)]


def test_new_meeting_is_not_published_by_a_file(workshop):
    outcome = meetings({**NEW, "publication": "published"})

    text = "A new record cannot say this; leave the cell empty."
    assert said(outcome) == [(2, "publication", text)]


def test_formula_in_a_workbook_is_refused_and_text_like_one_is_not():
    meeting = factories.MeetingFactory()

    def write_as_text(book):
        book.active["C2"].data_type = "s"

    table = [["slug", "title_fr", "notes"], [meeting.slug, "=1+1", "=1+1"]]
    outcome = bring_in(MeetingResource, as_xlsx(table, change=write_as_text))

    text = "This is a formula. Put what it comes to in its place."
    assert said(outcome) == [(2, "title_fr", text)]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("start_date", datetime.datetime(2023, 4, 20, tzinfo=None), datetime.date(2023, 4, 20)),  # noqa: DTZ001
        ("start_time", datetime.time(9, 30), datetime.time(9, 30)),
        ("partner_countries", 12.0, 12),
        ("title_fr", 2023, "2023"),
        ("notes", True, "True"),
    ],
)
def test_values_of_workbooks_are_taken_as_meant(column, value, expected):
    meeting = factories.MeetingFactory()

    outcome = bring_in(MeetingResource, as_xlsx([["slug", column], [meeting.slug, value]]))

    meeting.refresh_from_db()
    assert said(outcome) == []
    assert getattr(meeting, column) == expected


def test_date_in_place_of_a_text_is_refused():
    meeting = factories.MeetingFactory()
    table = [["slug", "notes"], [meeting.slug, datetime.date(2023, 4, 5)]]

    outcome = bring_in(MeetingResource, as_xlsx(table))

    text = "A text is expected; your program made a date of it."
    assert said(outcome) == [(2, "notes", text)]


# Partners, roles, delegations


def test_new_partner_is_a_draft_until_somebody_looks():
    table = [["code", "kind", "name_en", "region"], ["MA", "country", "Morocco", "north_africa"]]

    bring_in(PartnerResource, as_csv(table))

    assert Partner.objects.get(code="MA").publication == "draft"


def test_role_is_ended_and_another_begins():
    role = factories.PartnerRoleFactory(
        partner__code="MA", kind="observer", start_date="2010-01-01", start_precision="year"
    )
    head = ["partner", "kind", "area", "start_date", "start_precision", "end_date", "end_precision"]
    ended = ["MA", "observer", "", "2010-01-01", "year", "2015-12-31", "day"]
    begun = ["MA", "partner", "", "2016-01-01", "day", "", ""]

    outcome = bring_in(RoleResource, as_csv([head, ended, begun]))

    role.refresh_from_db()
    assert counts(outcome) == {"new": 1, "changed": 1, "refused": 0}
    assert role.end_date == datetime.date(2015, 12, 31)
    assert PartnerRole.objects.get(kind="partner").is_open


@pytest.fixture
def ended_and_open():
    """Two roles of a partner that both began on a day nobody knows."""
    partner = factories.PartnerFactory(code="MA")
    end = {"end_date": datetime.date(2010, 12, 31), "end_precision": "year"}
    return [
        factories.PartnerRoleFactory(partner=partner, kind="partner", **fields)
        for fields in (end, {})
    ]


@pytest.mark.usefixtures("ended_and_open")
@pytest.mark.parametrize("form", FORMS)
def test_roles_that_began_alike_come_back_without_a_change(form):
    outcome = bring_in(RoleResource, exported(RoleResource, form))

    assert (said(outcome), outcome.counts["unchanged"]) == ([], 2)


def test_role_is_ended_in_no_other_s_place(ended_and_open):
    head = ["partner", "kind", "area", "start_date", "end_date", "end_precision"]
    row = ["MA", "partner", "", "", "2011-12-31", "year"]

    outcome = bring_in(RoleResource, as_csv([head, row]))

    text = "Several roles began like this one, and none ends as this row says. "
    assert said(outcome) == [(2, "start_date", text + "Change it on the page of the partner.")]


@pytest.mark.parametrize("end_precision", ["unknown", ""])
def test_role_that_ended_on_an_unknown_day_is_told_from_the_open_one(end_precision):
    partner = factories.PartnerFactory(code="MA")
    for precision in ("unknown", ""):
        factories.PartnerRoleFactory(partner=partner, kind="partner", end_precision=precision)
    head = ["partner", "kind", "area", "start_date", "end_date", "end_precision", "notes"]

    row = ["MA", "partner", "", "", "", end_precision, "Changed"]
    bring_in(RoleResource, as_csv([head, row]))

    assert PartnerRole.objects.get(notes="Changed").end_precision == end_precision


def test_delegation_is_found_by_meeting_and_partner():
    delegation = factories.DelegationFactory(status="invited")
    other = factories.PartnerFactory(code="MA")
    meeting, code = delegation.meeting.slug, delegation.partner.code
    table = [["meeting", "partner", "status"], [meeting, code, "attended"], [meeting, "MA", ""]]

    outcome = bring_in(DelegationResource, as_csv(table))

    delegation.refresh_from_db()
    assert counts(outcome) == {"new": 1, "changed": 1, "refused": 0}
    assert delegation.status == "attended"
    assert Delegation.objects.get(partner=other).status == "invited"


# Participants


PEOPLE = ["meeting", "given_name", "family_name", "email", "phone", "delegation", "attended"]


def participants(*rows, **kwargs):
    return bring_in(ParticipantResource, as_csv([PEOPLE, *rows]), **kwargs)


def test_participant_is_added_with_the_person():
    delegation = factories.DelegationFactory()
    slug, code = delegation.meeting.slug, delegation.partner.code

    participants([slug, "Awa", "Diop", "awa@example.org", "+221 33", code, "yes"])

    participation = Participation.objects.get()
    assert participation.person.phone == "+221 33"
    assert (participation.delegation, participation.attended) == (delegation, True)


def test_person_who_is_known_is_not_entered_twice():
    person = factories.PersonFactory(email="Awa@Example.org", given_name="Awa", family_name="Diop")
    one, two = factories.MeetingFactory.create_batch(2)
    row = ["Awa", "Diop", "awa@example.org", "", "", ""]

    outcome = participants([one.slug, *row], [two.slug, *row])

    assert outcome.counts["new"] == 2
    assert {part.person for part in Participation.objects.all()} == {person}


@pytest.mark.parametrize("dry_run", [True, False])
def test_row_that_adds_a_known_person_tells_what_it_changes_of_the_person(dry_run):
    person = factories.PersonFactory(given_name="Awa", family_name="Diop", phone="+221 33")
    factories.ParticipationFactory(person=person)
    meeting = factories.MeetingFactory()

    outcome = participants(
        [meeting.slug, "Awa", "Diop", person.email, "", "", "yes"], dry_run=dry_run
    )

    (row,) = outcome.shown
    assert row.kind == "new"
    assert [(one.column, one.before, one.after) for one in row.changes] == [
        ("meeting", "", meeting.slug),
        ("phone", "+221 33", ""),
        ("attended", "", "yes"),
    ]


def test_new_person_in_two_rows_is_one_person():
    one, two = factories.MeetingFactory.create_batch(2)
    row = ["Awa", "Diop", "awa@example.org", "", "", ""]

    participants([one.slug, *row], [two.slug, *row])

    assert Person.objects.get().participations.count() == 2


def test_rows_that_contradict_each_other_about_a_person_are_refused():
    one, two = factories.MeetingFactory.create_batch(2)
    row = ["Awa", "Diop", "awa@example.org"]

    outcome = participants([one.slug, *row, "1", "", ""], [two.slug, *row, "2", "", ""])

    assert said(outcome) == [(3, "phone", "Row 2 says otherwise of the same person.")]


def test_somebody_of_that_name_at_another_meeting_is_somebody_else():
    person = factories.PersonFactory(email="", given_name="Ali", family_name="Hassan", phone="1")
    factories.ParticipationFactory(person=person)
    meeting = factories.MeetingFactory()

    participants([meeting.slug, "Ali", "Hassan", "", "2", "", ""])

    person.refresh_from_db()
    assert (person.phone, person.participations.count()) == ("1", 1)
    assert meeting.participations.get().person.phone == "2"


def test_name_is_found_at_the_meeting_however_it_is_written():
    person = factories.PersonFactory(email="", given_name="Élodie", family_name="Hassan")
    part = factories.ParticipationFactory(person=person)

    outcome = participants([part.meeting.slug, "élodie", "HASSAN", "", "", "", ""])

    assert counts(outcome) == {**UNCHANGED, "changed": 1}
    assert Person.objects.get().family_name == "HASSAN"


def test_two_of_one_name_at_two_meetings_are_two_people():
    one, two = factories.MeetingFactory.create_batch(2)

    outcome = participants(
        *(
            [meeting.slug, "Ali", "Hassan", "", phone, "", ""]
            for meeting, phone in ((one, "1"), (two, "2"))
        )
    )

    assert (said(outcome), Person.objects.count()) == ([], 2)


def test_address_that_was_not_recorded_completes_the_person():
    person = factories.PersonFactory(email="", given_name="Awa", family_name="Diop")
    part = factories.ParticipationFactory(person=person)

    participants([part.meeting.slug, "Awa", "Diop", "awa@example.org", "", "", ""])

    assert Person.objects.get().email == "awa@example.org"


def test_delegation_to_another_meeting_is_refused():
    delegation = factories.DelegationFactory()
    meeting = factories.MeetingFactory()
    code = delegation.partner.code

    outcome = participants([meeting.slug, "Awa", "Diop", "", "", code, ""])

    text = f"There is no delegation of “{code}” to this meeting."
    assert said(outcome) == [(2, "delegation", text)]


def test_unchanged_person_gets_no_new_version():
    part = factories.ParticipationFactory(person__phone="1")
    who = [part.person.given_name, part.person.family_name, part.person.email, "1"]

    participants([part.meeting.slug, *who, "", "yes"])

    assert (part.person.history.count(), part.history.count()) == (1, 2)


def test_seats_of_a_delegation_are_kept():
    delegation = factories.DelegationFactory(principal_seats=1, accompanying_seats=0)
    slug, code = delegation.meeting.slug, delegation.partner.code
    head = ["meeting", "given_name", "family_name", "email", "delegation", "seat"]
    rows = [[slug, "", name, "", code, "principal"] for name in ("One", "Two")]

    outcome = bring_in(ParticipantResource, as_csv([head, *rows]))

    (found,) = outcome.messages
    assert (found.row, found.column) == (3, "seat")
    assert found.text.startswith("All seats for representatives are taken (1 of 1).")
    excepted = [[*rows[0], ""], [*rows[1], "Head of state"]]
    again = bring_in(ParticipantResource, as_csv([[*head, "exception_reason"], *excepted]))
    assert counts(again) == {"new": 2, "changed": 0, "refused": 0}


# Cost


def queries(function) -> int:
    with CaptureQueriesContext(connection) as captured:
        function()
    return len(captured)


@pytest.mark.parametrize("resource", RESOURCES)
def test_export_costs_the_same_for_one_and_three(resource):
    make = {
        MeetingResource: lambda: factories.PlanLinkFactory(
            area=factories.AreaFactory(), meeting=factories.MeetingPartnerFactory().meeting
        ),
        PartnerResource: factories.PartnerFactory,
        RoleResource: factories.PartnerRoleFactory,
        DelegationResource: factories.DelegationFactory,
        ParticipantResource: factories.ParticipationFactory,
    }[resource]
    make()
    one = queries(lambda: exported(resource, "csv-en"))
    make()
    make()

    assert queries(lambda: exported(resource, "csv-en")) == one <= 4


def test_import_costs_two_queries_for_a_row_that_changes_nothing():
    factories.MeetingFactory()
    one = exported(MeetingResource, "csv-en")
    first = queries(lambda: bring_in(MeetingResource, one))
    factories.MeetingFactory.create_batch(3)
    four = exported(MeetingResource, "csv-en")

    more = queries(lambda: bring_in(MeetingResource, four)) - first

    assert more == 3 * 2  # a savepoint is made and released
