"""The pages that take tables in and hand them out: who may, what they say, what they do."""

from io import BytesIO

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import translation

from events.exchange.delegations import DelegationResource
from events.exchange.meetings import MeetingResource
from events.exchange.participants import ParticipantResource
from events.exchange.partners import PartnerResource, RoleResource
from events.models import Meeting, PersonalDataReading
from tests import factories
from tests.exchange import RESOURCES, address, as_csv, confirm, exported, upload
from tests.personas import PERSONAS, log_in
from tests.test_admin_access import CANARY

pytestmark = pytest.mark.django_db

RECORD_KEEPERS = {"editor", "publisher", "administrator"}
PEOPLE_KEEPERS = {"registrar", "administrator"}
EVERYBODY = {"reader", "editor", "publisher", "registrar", "administrator"}
MAY = [
    (MeetingResource, "export", EVERYBODY),
    (MeetingResource, "import", RECORD_KEEPERS),
    (PartnerResource, "export", EVERYBODY),
    (PartnerResource, "import", RECORD_KEEPERS),
    (RoleResource, "export", EVERYBODY),
    (RoleResource, "import", RECORD_KEEPERS),
    (DelegationResource, "export", EVERYBODY),
    (DelegationResource, "import", RECORD_KEEPERS | {"registrar"}),
    (ParticipantResource, "export", PEOPLE_KEEPERS),
    (ParticipantResource, "import", PEOPLE_KEEPERS),
]


def pages(resource, right):
    if right == "export":
        return [address(resource, "export"), address(resource, "export") + "?as=csv"]
    return [address(resource, page) for page in ("import", "import_template")] + [
        address(resource, "import_check", "token")
    ]


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize(("resource", "right", "allowed"), MAY)
def test_pages_are_open_to_those_who_may(client, persona, resource, right, allowed):
    log_in(client, persona)
    for page in pages(resource, right):
        status = client.get(page).status_code

        if persona in allowed:
            assert status == (302 if page.endswith("token/") else 200)
        else:
            assert status == (302 if persona == "anonymous" else 403)


def list_page(model):
    return reverse(f"admin:events_{model}_changelist")


@pytest.mark.parametrize(("persona", "offered"), [("reader", 1), ("editor", 2)])
def test_list_offers_what_is_allowed(client, persona, offered):
    links = (
        log_in(client, persona).get(list_page("meeting") + "?year=2023").context["exchange_links"]
    )

    expected = [("Export", address(MeetingResource, "export") + "?year=2023")]
    assert [*links] == [*expected, ("Import", address(MeetingResource, "import"))][:offered]


# Import


def table(meeting, title="After"):
    return as_csv([["slug", "title_fr"], [meeting.slug, title]])


@pytest.fixture
def meeting():
    return factories.MeetingFactory(title_fr="Before")


def test_file_is_shown_first_and_imported_when_confirmed(client, meeting):
    log_in(client, "editor")

    shown = upload(client, MeetingResource, table(meeting))

    meeting.refresh_from_db()
    content = shown.content.decode()
    assert meeting.title_fr == "Before"
    assert "<del>Before</del><ins>After</ins>" in content

    done = confirm(client, shown)

    meeting.refresh_from_db()
    assert meeting.title_fr == "After"
    assert "0 records were added and 1 was changed." in done.content.decode()
    version = meeting.history.first()
    assert (version.history_user.username, version.history_change_reason) == (
        "editor",
        "import table.csv",
    )
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_id) == ("editor", str(meeting.pk))
    assert entry.get_change_message() == "import table.csv"


def test_file_with_errors_cannot_be_confirmed(client, meeting):
    log_in(client, "editor")
    content = as_csv([["slug", "title_fr", "country"], [meeting.slug, "After", "<b>XX"]])

    shown = upload(client, MeetingResource, content)
    page = shown.content.decode()

    assert "There is no country with the code “&lt;b&gt;XX”." in page
    assert 'name="mark"' not in page
    confirm(client, shown)
    meeting.refresh_from_db()
    assert meeting.title_fr == "Before"


def test_record_that_changed_in_between_is_not_overwritten(client, meeting):
    log_in(client, "editor")
    shown = upload(client, MeetingResource, table(meeting))
    meeting.title_fr = "Somebody else’s"
    meeting.save()

    again = confirm(client, shown)

    meeting.refresh_from_db()
    assert meeting.title_fr == "Somebody else’s"
    assert "Nothing was imported: records have changed" in again.content.decode()
    assert LogEntry.objects.count() == 0
    url = shown.redirect_chain[-1][0]
    client.post(url, {"mark": again.context["outcome"].mark})
    meeting.refresh_from_db()
    assert meeting.title_fr == "After"


def test_second_click_imports_nothing(client):
    log_in(client, "editor")
    factories.MeetingTypeFactory(slug="workshop")
    head = ["slug", "type", "title_en", "start_date", "end_date"]
    row = ["new", "workshop", "New", "2027-01-01", "2027-01-01"]
    shown = upload(client, MeetingResource, as_csv([head, row]))
    confirm(client, shown)

    again = confirm(client, shown)

    assert "This file was imported already" in again.content.decode()
    assert Meeting.objects.count() == 1


def test_waiting_file_is_found_by_its_own_session_only(client, meeting):
    log_in(client, "editor")
    url = upload(client, MeetingResource, table(meeting)).redirect_chain[-1][0]
    client.logout()

    assert log_in(client, "editor").get(url).status_code == 302
    assert log_in(client, "publisher").get(url).status_code == 302


def test_waiting_file_is_not_imported_unseen(client, meeting):
    log_in(client, "editor")
    url = upload(client, MeetingResource, table(meeting)).redirect_chain[-1][0]

    for mark in ({}, {"mark": "x"}):
        assert client.post(url, mark).status_code == 200
    meeting.refresh_from_db()
    assert meeting.title_fr == "Before"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("table.xls", b"x", "“xls” is not allowed"),
        ("table.csv", b"", "The submitted file is empty."),
        ("table.csv", b"slug\n" + b"x\n" * 2_700_000, "The file is larger than 5 MB."),
        ("table.xlsx", b"PK\x03\x04", "The file cannot be read"),
        ("table.csv", b"slug\nR\xe9union\n", "The file is not in UTF-8"),
        ("table.csv", b"title_en\nx\n", "The column “slug” is missing."),
    ],
)
def test_file_is_refused_with_a_reason(client, name, content, message):
    response = upload(log_in(client, "editor"), MeetingResource, content, name)

    assert response.redirect_chain == []
    assert message in response.content.decode()


def test_page_without_a_file_asks_for_one(client):
    response = log_in(client, "editor").post(address(MeetingResource, "import"))

    assert "This field is required." in response.content.decode()


def test_name_of_a_file_fits_into_the_history(client, meeting):
    log_in(client, "editor")

    confirm(client, upload(client, MeetingResource, table(meeting), f"{'é' * 200}.csv"))

    assert len(meeting.history.first().history_change_reason) <= 100


def test_editor_brings_in_no_publication(client, meeting):
    log_in(client, "editor")
    content = as_csv([["slug", "publication"], [meeting.slug, "withdrawn"]])

    shown = upload(client, MeetingResource, content)

    assert shown.context["outcome"].counts["refused"] == 1


def test_pages_are_in_the_language_of_the_reader(client, meeting):
    log_in(client, "editor")
    client.cookies["django_language"] = "fr"

    content = as_csv([["slug", "country"], [meeting.slug, "XX"]])
    page = upload(client, MeetingResource, content).content.decode()

    assert "Il n’y a pas de pays dont le code est «\u00a0XX\u00a0»." in page
    translation.deactivate()


def test_only_so_many_rows_are_shown(client):
    log_in(client, "editor")
    rows = [[one.slug, "x"] for one in factories.MeetingFactory.create_batch(201)]

    shown = upload(client, MeetingResource, as_csv([["slug", "title_fr"], *rows]))

    assert len(shown.context["rows"]) == 200
    assert "and 1 more row" in shown.content.decode()


# Export


def test_every_table_of_people_that_is_taken_away_is_noted(client):
    part = factories.ParticipationFactory(person__phone="1")
    log_in(client, "registrar")
    page = address(ParticipantResource, "export")
    client.get(page)
    assert PersonalDataReading.objects.count() == 0

    client.get(f"{page}?attended__isnull=True&as=csv")
    head = ["meeting", "given_name", "family_name", "email", "phone"]
    person = part.person
    row = [part.meeting.slug, person.given_name, person.family_name, person.email, "2"]
    upload(client, ParticipantResource, as_csv([head, row]))

    notes = PersonalDataReading.objects.order_by("pk").values_list("what", "people", "selection")
    assert [*notes] == [("sheet", 1, "attended__isnull=True"), ("list", 1, "import")]


def test_long_texts_are_shown_by_what_became_of_them(client):
    meeting = factories.MeetingFactory(summary_en=f"The first. {'x' * 400}")
    log_in(client, "editor")
    row = [meeting.slug, f"The last. {'x' * 400}"]

    shown = upload(client, MeetingResource, as_csv([["slug", "summary_en"], row]))

    ((_row, changes),) = shown.context["rows"]
    assert changes == [
        (
            "summary_en",
            [
                ("same", "The "),
                ("old", "first"),
                ("new", "last"),
                ("same", f". {'x' * 78} … {'x' * 80}"),
            ],
        )
    ]


def test_what_a_new_row_takes_from_a_known_person_is_read_on_the_page_and_noted(client):
    person = factories.PersonFactory(given_name="Awa", family_name="Diop", phone="+221 33")
    log_in(client, "registrar")
    head = ["meeting", "given_name", "family_name", "email", "phone"]
    row = [factories.MeetingFactory().slug, "Awa", "Diop", person.email, ""]

    shown = upload(client, ParticipantResource, as_csv([head, row]))

    assert "<del>+221 33</del>" in shown.content.decode()
    assert PersonalDataReading.objects.get().people == 1


def test_export_follows_the_filters_of_the_list(client):
    old = factories.MeetingFactory(start_date="2010-01-01", title_en="Old")
    new = factories.MeetingFactory(start_date="2023-01-01", title_en="New")
    page = address(MeetingResource, "export")
    log_in(client, "reader")

    for query, expected in (("year=2010&", [old]), ("q=new&", [new]), ("", [new, old])):
        lines = client.get(f"{page}?{query}as=csv").getvalue().decode().splitlines()[1:]
        assert [line.split(",")[0].strip('"') for line in lines] == [one.slug for one in expected]


@pytest.mark.parametrize("query", ["year=x", "nothing__here=1", "as=exe", "p=99", "q=%00", "o=9.9"])
def test_export_survives_nonsense_in_its_address(client, query):
    factories.MeetingFactory()
    response = log_in(client, "reader").get(f"{address(MeetingResource, 'export')}?{query}")

    assert response.status_code in (200, 302)


def test_roles_are_those_of_the_partners_in_the_list(client):
    role = factories.PartnerRoleFactory(partner__kind="organisation", partner__region="")
    factories.PartnerRoleFactory(partner__kind="country")
    page = address(RoleResource, "export") + "?kind__exact=organisation&as=csv"

    lines = log_in(client, "reader").get(page).getvalue().decode().splitlines()

    assert [line.split(",")[0].strip('"') for line in lines[1:]] == [role.partner.code]


def test_workbook_holds_dates_and_the_name_of_the_day(client, meeting):
    response = log_in(client, "reader").get(address(MeetingResource, "export") + "?as=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(response.content))["Meetings"]

    assert sheet["A2"].value == meeting.slug
    assert sheet["E2"].is_date
    assert response["Content-Disposition"].startswith('attachment; filename="meetings-20')


def test_workbook_of_too_many_rows_is_refused_in_words(client, monkeypatch):
    factories.MeetingFactory.create_batch(2)
    monkeypatch.setattr("events.exchange.files.MOST_ROWS", 1)

    response = log_in(client, "reader").get(address(MeetingResource, "export") + "?as=xlsx")

    assert "Narrow the list down, or choose CSV." in response.content.decode()


def test_export_of_the_record_names_no_person(client):
    part = factories.ParticipationFactory(person__family_name=CANARY)
    factories.DelegationFactory(meeting=part.meeting)
    log_in(client, "reader")

    for resource in RESOURCES[:4]:
        content = client.get(address(resource, "export") + "?as=csv").getvalue().decode()
        assert CANARY not in content


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("resource", RESOURCES)
def test_template_has_the_headings_and_explains_them(client, resource, language):
    log_in(client, "administrator")
    client.cookies["django_language"] = language
    response = client.get(address(resource, "import_template"))
    book = openpyxl.load_workbook(BytesIO(response.content))
    headings = [cell.value for cell in book.worksheets[0][1]]
    explained = [row[0].value for row in book.worksheets[1].iter_rows(min_row=2)]

    assert headings == explained == resource().headings
    assert book.sheetnames == [resource.sheet_name, {"en": "Columns", "fr": "Colonnes"}[language]]
    assert all(row[3].value for row in book.worksheets[1].iter_rows())
    translation.deactivate()


@pytest.mark.parametrize("resource", RESOURCES)
def test_example_is_of_columns_that_exist(resource):
    assert set(resource.example) <= set(resource().headings)


def test_empty_template_says_that_it_is_empty(client):
    log_in(client, "editor")
    content = client.get(address(MeetingResource, "import_template")).content

    response = upload(client, MeetingResource, content, "template.xlsx")

    assert "The file has headings, but no rows below them." in response.content.decode()


def test_what_went_out_through_the_page_changes_nothing(client, meeting):
    log_in(client, "editor")
    shown = upload(client, MeetingResource, exported(MeetingResource, "xlsx"), "table.xlsx")

    assert shown.context["outcome"].counts == {
        "new": 0, "changed": 0, "unchanged": 1, "refused": 0,
    }  # fmt: skip
    assert "There is nothing to import." in shown.content.decode()


def test_seats_beyond_those_of_a_delegation_are_logged_with_the_reason(client):
    delegation = factories.DelegationFactory(principal_seats=0)
    row = {
        "meeting": delegation.meeting.slug,
        "given_name": "Awa",
        "family_name": "Diop",
        "email": "awa@example.org",
        "delegation": delegation.partner.code,
        "seat": "principal",
        "exception_reason": "Minister",
    }
    log_in(client, "registrar")

    confirm(client, upload(client, ParticipantResource, as_csv([[*row], [*row.values()]])))

    part = delegation.participations.get()
    logged = LogEntry.objects.filter(object_id=part.pk, change_message__contains="Reason")
    assert [entry.change_message for entry in logged] == [
        "Seat beyond those of the delegation. Reason: Minister"
    ]
