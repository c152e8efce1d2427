"""People leave the record when their time is over, and nothing keeps their names."""

import datetime

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.models import signals
from django.urls import reverse

from events.anonymising.due import end_retention
from events.anonymising.people import anonymise, due_people
from events.models import (
    Mail,
    Nomination,
    NominationLink,
    Nominee,
    Participation,
    Person,
    PersonalDataReading,
)
from events.models.person import NOBODY
from tests import factories
from tests.personas import log_in, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22T10:00:00Z", tick=False)]
TODAY = datetime.date(2026, 11, 22)
NOW = datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.UTC)
NAME, FORMER, EMAIL = "Zoé Zzyzxová", "Zoé Formerly-Zzyzx", "zzyzx@example.org"
CANARY = "zzyzx"


def make_person(**values):
    """Somebody with two names, a part in a meeting, and traces in log and audit trail."""
    person = factories.PersonFactory(
        given_name="Zoé", family_name="Formerly-Zzyzx", email=EMAIL, phone="+212 5 ZZYZX",
        notes="Zzyzx is allergic", position="Zzyzx", institution="Zzyzx Office", **values,
    )  # fmt: skip
    person.family_name = "Zzyzxová"
    person.save()
    meeting = factories.MeetingFactory(
        start_date=datetime.date(2020, 6, 1), end_date=datetime.date(2020, 6, 2)
    )
    part = factories.ParticipationFactory(
        person=person, meeting=meeting, exception_reason="Zzyzx speaks"
    )
    user = make_user("registrar")
    for row, message in [
        (person, ""),
        (part, ""),
        (meeting, f'[{{"added": {{"object": "Zo\\u00e9 Zzyzxov\\u00e1 \\u2013 {meeting}"}}}}]'),
    ]:
        LogEntry.objects.create(
            user=user,
            content_type=ContentType.objects.get_for_model(row),
            object_id=row.pk,
            object_repr=str(row),
            action_flag=CHANGE,
            change_message=message,
        )
    make_nomination(meeting, person=person)
    return person


def make_nomination(meeting, **values):
    """Somebody named through a link that was sent to them and to somebody else, and letters."""
    link = factories.NominationLinkFactory(
        delegation__meeting=meeting, recipients=f"focal@example.org\n{EMAIL.upper()}"
    )
    nomination = factories.NominationFactory(
        link=link, state="accepted", remark="Ms Zzyzx is vegetarian", note="Zzyzx is welcome"
    )
    factories.NomineeFactory(
        nomination=nomination, given_name="Zoé", family_name="Zzyzxová", email=EMAIL.title(),
        position="Zzyzx", institution="Zzyzx Office", phone="+212 5 ZZYZX", **values,
    )  # fmt: skip
    letter = factories.MailFactory(
        recipient=EMAIL, subject="To Zzyzx", body="Dear Zzyzx", last_error=f"{EMAIL} is unknown"
    )
    factories.MailFactory(subject=NAME, body=f"{NAME} takes part", last_error=f"not {EMAIL}")
    LogEntry.objects.create(
        user=make_user("registrar"),
        content_type=ContentType.objects.get_for_model(letter),
        object_id=letter.pk,
        object_repr=str(letter),
        action_flag=CHANGE,
    )
    return nomination


def where_it_stands(canary: str) -> list[str]:
    """The columns of all tables of the database in which a word stands."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                with connection.cursor() as cursor:
                    cursor.execute(
                        f'SELECT COUNT(*) FROM "{model._meta.db_table}"'  # noqa: S608
                        f' WHERE LOWER(CAST("{field.column}" AS TEXT)) LIKE %s',
                        [f"%{canary}%"],
                    )
                    if cursor.fetchone()[0]:
                        found.append(f"{model._meta.label}.{field.name}")
    return found


# What is kept how long


@pytest.mark.parametrize(
    ("values", "end", "due"),
    [
        ({}, "2021-11-21", True),  # five years and a day ago
        ({}, "2021-11-22", False),
        ({"keep_until": "2026-11-22"}, "2010-01-01", False),
        ({"keep_until": "2026-11-21"}, "2026-01-01", True),
    ],
)
def test_time_is_counted_from_the_last_meeting(time_machine, values, end, due):
    person = factories.PersonFactory(**values)
    for day in ("2010-01-01", end):
        meeting = factories.MeetingFactory(start_date=day, end_date=day)
        factories.ParticipationFactory(person=person, meeting=meeting)

    assert (person.pk in due_people(TODAY)) is due


def test_time_is_counted_from_the_day_of_entry_without_a_meeting():
    person = factories.PersonFactory()

    assert due_people(datetime.date(2031, 11, 22)) == []
    assert due_people(datetime.date(2031, 11, 23)) == [person.pk]


def test_the_first_page_announces_whose_time_is_over_soon(client, time_machine):
    person = make_person()  # kept until 2 June 2025
    log_in(client, "registrar")
    address = reverse("admin:events_person_changelist")

    def announced(day):
        time_machine.move_to(day)
        found = client.get(reverse("admin:index")).context["people"]
        rows = client.get(address, {"retention": "soon"}).context["cl"].result_list
        return [(count.number, count.address) for count in found], [row.pk for row in rows]

    assert announced("2025-05-03 10:00Z") == ([], [])
    assert announced("2025-05-04 10:00Z") == ([(1, f"{address}?retention=soon")], [person.pk])
    assert log_in(client, "editor").get(reverse("admin:index")).context["people"] == []


def test_nobody_leaves_by_the_clock_before_it_is_decided_how_long_people_are_kept(settings):
    person = make_person()

    for decided in (False, True):
        settings.RETENTION_IS_DECIDED = decided
        call_command("work", "--once")
        person.refresh_from_db()
        assert (bool(person.anonymised_at), where_it_stands(CANARY) == []) == (decided, decided)


def test_list_shows_until_when_and_who_is_due(client):
    due, kept = make_person(), factories.PersonFactory()
    log_in(client, "registrar")

    response = client.get(reverse("admin:events_person_changelist"), {"retention": "due"})

    assert [row.pk for row in response.context["cl"].result_list] == [due.pk]
    assert response.context["cl"].result_list[0].retained_until() == datetime.date(2025, 6, 2)
    assert kept.pk not in due_people(TODAY)


# What goes and what stays


def test_name_stands_nowhere_afterwards():
    person = make_person()
    before = where_it_stands(CANARY)

    anonymise(person.pk)

    assert len(before) == 36
    assert where_it_stands(CANARY) == []
    for rows in (Nomination.objects, Nomination.history):
        assert {one.digest for one in rows.all()} == {NOBODY}


def test_somebody_who_is_named_again_is_kept_for_a_time_again():
    person = make_person()
    anonymise(person.pk)
    again = Person.objects.get()
    again.family_name, again.keep_until = "Zzyzxová", TODAY

    again.save(update_fields=["family_name", "keep_until"])

    again.refresh_from_db()
    assert again.anonymised_at is None
    assert due_people(TODAY + datetime.timedelta(days=1)) == [person.pk]


def test_numbers_stay():
    person = make_person(partner=factories.PartnerFactory())

    anonymise(person.pk)

    part = Participation.objects.get()
    assert (part.person.pk, str(part.person), part.person.partner_id) == (
        person.pk,
        NOBODY,
        person.partner_id,
    )


def test_people_who_were_deleted_leave_the_history_too():
    factories.PersonFactory(family_name="Zzyzx").delete()

    call_command("anonymise_people")

    assert where_it_stands(CANARY) == []


def test_others_are_left_alone():
    make_person()
    other = factories.PersonFactory(given_name="Zoé", family_name="Other")

    call_command("anonymise_people")

    assert str(Person.objects.get(pk=other.pk)) == "Zoé Other"
    assert other.history.count() == 1


def test_command_says_how_many_and_does_nothing_the_second_time(capsys):
    make_person()

    call_command("anonymise_people")
    call_command("anonymise_people")

    assert capsys.readouterr().out == (
        "Done: 1 people, 1 nominations, 0 letters, 0 readings, 0 tokens.\n"
        "Done: 0 people, 0 nominations, 0 letters, 0 readings, 0 tokens.\n"
    )


def logged(text: str) -> LogEntry:
    """A line of the log about nobody in particular."""
    meeting = factories.MeetingFactory()
    return LogEntry.objects.create(
        user=make_user("registrar"),
        content_type=ContentType.objects.get_for_model(meeting),
        object_id=meeting.pk,
        object_repr=text[:200],
        action_flag=CHANGE,
        change_message=text,
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Letters from elsewhere", "Letters from elsewhere"),
        ("From m el, too", "From N. N., too"),
        (r'[{"added": "\u201cM El\u201d"}]', r'[{"added": "\u201cN. N.\u201d"}]'),
        ("M El " * 40, "N. N. " * 40),  # longer than the log takes a name
    ],
)  # fmt: skip
def test_names_are_blacked_out_as_words(text, left):
    line, person = logged(text), factories.PersonFactory(given_name="M", family_name="El")

    anonymise(person.pk)

    line.refresh_from_db()
    assert (line.object_repr, line.change_message) == (left[:200], left)


@pytest.fixture
def unchangeable():
    """Somebody whom something keeps from being saved, although the time is over."""
    person = factories.PersonFactory(keep_until="2020-01-01")

    def refuse(instance, **kwargs):
        if instance.pk == person.pk:
            raise RuntimeError(instance.email)

    signals.pre_save.connect(refuse, sender=Person)
    yield person
    signals.pre_save.disconnect(refuse, sender=Person)


def test_one_who_cannot_be_anonymised_keeps_nobody_else_back(
    unchangeable, settings, capsys, caplog
):
    settings.RETENTION_IS_DECIDED = True
    make_person()

    with pytest.raises(CommandError, match=rf"^Not done:\nperson {unchangeable.pk}: RuntimeError$"):
        call_command("anonymise_people")
    call_command("work", "--once")

    assert where_it_stands(CANARY) == []
    assert capsys.readouterr().out.startswith("Done: 1 people, 1 nominations, ")
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        f"Kept although retention is over: person {unchangeable.pk}: RuntimeError"
    ]


def test_command_only_counts_when_asked_to_check():
    make_person()

    with pytest.raises(
        CommandError, match=r"^Due: 1 people, 3 nominations, 0 letters, 0 readings, 0 tokens\.$"
    ):
        call_command("anonymise_people", "--check")

    assert str(Person.objects.get()) == NAME


# Those who never became a person, letters, and lines of audit


@pytest.mark.parametrize(("end", "stays"), [("2021-11-21", False), ("2021-11-22", True)])
def test_names_of_a_nomination_stay_for_the_same_time(end, stays):
    meeting = factories.MeetingFactory(start_date=end, end_date=end)
    make_nomination(meeting)
    Mail.objects.all().delete()

    end_retention(NOW)

    names = {column for column in where_it_stands(CANARY) if "nomin" in column.lower()}
    assert bool(names) is stays
    assert Nominee.objects.count() == 1


def test_no_trace_of_an_old_nomination_is_left():
    meeting = factories.MeetingFactory(start_date="2021-11-01", end_date="2021-11-02")
    make_nomination(meeting)
    Mail.objects.update(sent_at=NOW - datetime.timedelta(days=366), due_at=None)

    end_retention(NOW)

    assert where_it_stands(CANARY) == []


def test_nominations_that_were_deleted_leave_the_history_too():
    nomination = make_nomination(factories.MeetingFactory())
    Mail.objects.all().delete()
    LogEntry.objects.all().delete()
    nomination.link.delete()

    end_retention(NOW)

    assert where_it_stands(CANARY) == []


def test_who_is_named_for_a_meeting_to_come_is_decided_about_first():
    person = factories.PersonFactory(keep_until="2020-01-01", email=EMAIL)
    meeting = factories.MeetingFactory(start_date="2027-01-01", end_date="2027-01-02")
    factories.NomineeFactory(nomination__link__delegation__meeting=meeting, email=EMAIL.upper())

    assert end_retention(NOW).counts["people"] == 0
    assert (Person.objects.get().email, Nominee.objects.get().email) == (EMAIL, EMAIL.upper())
    assert anonymise(person.pk)
    assert where_it_stands(CANARY) == []


def test_address_that_somebody_else_has_by_now_is_left_to_them():
    factories.PersonFactory(family_name="Former", email=EMAIL).delete()
    other = factories.PersonFactory(email=EMAIL)
    factories.NomineeFactory(person=other, email=EMAIL)
    factories.MailFactory(recipient=EMAIL)

    end_retention(NOW)

    assert Person.history.filter(family_name=NOBODY).count() == 2
    assert (Nominee.objects.get().email, Mail.objects.get().recipient) == (EMAIL, EMAIL)


@pytest.mark.parametrize(
    ("values", "stays"),
    [
        ({"sent_at": 366, "due_at": None}, False),
        ({"sent_at": 364, "due_at": None}, True),
        ({"created_at": 366, "due_at": None}, False),
        ({"created_at": 366}, True),  # waits
    ],
)
def test_letters_stay_for_a_year(values, stays):
    factories.MailFactory()
    Mail.objects.update(
        **{name: days and NOW - datetime.timedelta(days=days) for name, days in values.items()}
    )

    end_retention(NOW)

    assert Mail.objects.exists() is stays


@pytest.mark.parametrize(("days", "stays"), [(731, False), (729, True)])
def test_lines_of_audit_stay_for_two_years(days, stays):
    factories.PersonalDataReadingFactory(read_at=NOW - datetime.timedelta(days=days))

    end_retention(NOW)

    assert PersonalDataReading.objects.exists() is stays


def test_lines_of_audit_say_that_somebody_was_searched_for_and_not_who(client):
    make_person(language="fr")
    log_in(client, "registrar")
    people = reverse("admin:events_person_changelist")
    suggest = {"app_label": "events", "model_name": "participation", "field_name": "person"}

    client.get(people, {"q": EMAIL, "language__exact": "fr"})
    client.get(people, {"family_name__startswith": "Zzyzx"})
    client.get(reverse("admin:autocomplete"), {**suggest, "term": "zzyzxova"})
    client.get(reverse("admin:events_participation_export"), {"q": "Zoé", "as": "csv"})

    lines = PersonalDataReading.objects.order_by("pk").values_list("what", "selection")
    assert list(lines) == [
        ("list", "person: q=…&language__exact=fr"),
        ("list", "person: family_name__startswith=…"),
        ("search", "person"),
        ("sheet", "q=…"),
    ]


# One person, by hand


def test_one_person_is_anonymised_after_a_question(client):
    person = make_person()
    page = reverse("admin:events_person_anonymise", args=[person.pk])
    log_in(client, "registrar")

    asked = client.post(page)
    assert (asked.status_code, str(Person.objects.get())) == (200, NAME)
    client.post(page, {"sure": "yes"})

    assert str(Person.objects.get()) == NOBODY


@pytest.mark.parametrize("number", [0, 10**30])
@pytest.mark.parametrize("page", ["anonymise", "data"])
def test_nobody_is_not_found(client, page, number):
    log_in(client, "registrar")

    assert client.get(f"/admin/events/person/{number}/{page}/").status_code == 404


def test_everything_held_is_handed_over_and_noted(client):
    person = make_person()
    log_in(client, "registrar")

    response = client.get(reverse("admin:events_person_data", args=[person.pk]))

    held = response.json()
    assert {name: len(rows) for name, rows in held.items()} == {
        "events.person": 1,
        "events.historicalperson": 2,
        "events.nominee": 1,
        "events.historicalnominee": 1,
        "events.nomination": 1,
        "events.historicalnomination": 1,
        "events.nominationlink": 1,
        "events.historicalnominationlink": 1,
        "events.mail": 1,
        "events.participation": 1,
        "events.historicalparticipation": 1,
        "admin.logentry": 1,
        "events.personaldatareading": 1,
    }
    assert "focal@example.org" not in response.text
    assert NominationLink.objects.get().key not in response.text
    assert [row["family_name"] for row in held["events.historicalperson"]] == [
        "Zzyzxová",
        "Formerly-Zzyzx",
    ]
    assert PersonalDataReading.objects.filter(what="export", username="registrar").count() == 1


def test_form_offers_the_two_acts_to_those_who_may(client):
    person = make_person()
    log_in(client, "registrar")

    content = client.get(reverse("admin:events_person_change", args=[person.pk])).content.decode()

    for page in ("anonymise", "data"):
        assert reverse(f"admin:events_person_{page}", args=[person.pk]) in content
