"""Two who do the same at the same moment: it is done once, and both get an answer that is true."""

from datetime import date
from io import StringIO
from threading import Event
from time import sleep

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import City, Meeting, Nomination, NominationLink
from events.models.seating import locked
from events.nominations.deciding import Verdict, decide
from events.nominations.form import NominationForm
from events.nominations.issuing import extend, remind, revoke
from events.nominations.slots import slots
from events.nominations.submission import receive
from tests.admin_forms import data_of
from tests.at_once import at_once
from tests.factories import (
    DelegationFactory,
    MeetingFactory,
    NominationLinkFactory,
    NomineeFactory,
    ParticipationFactory,
    PartnerFactory,
    PersonFactory,
)
from tests.personas import log_in, make_user

pytestmark = pytest.mark.django_db(transaction=True)
COMING = {"start_date": date(2099, 7, 1), "end_date": date(2099, 7, 1), "status": "planned"}


def page_of(meeting, page="change"):
    return reverse(f"admin:events_meeting_{page}", args=[meeting.pk])


def sending(page: str, data: dict, persona: str):
    """To be done in a thread: sends a form with a browser of its own."""
    client = log_in(Client(), persona)
    return lambda: client.post(page, data)


def in_turn(first, second):
    """Two deeds: the second begins when the first is done but not yet committed."""
    done = Event()

    def first_of_two():
        with transaction.atomic():
            result = first()
            done.set()
            sleep(0.3)
        return result

    def second_of_two():
        done.wait(10)
        return second()

    return first_of_two, second_of_two


def publish_due() -> str:
    said = StringIO()
    call_command("publish_due", stdout=said)
    return said.getvalue()


def test_each_record_is_published_once(tmp_path):
    drafts = MeetingFactory.create_batch(5, publication="draft")
    for draft in drafts:
        draft.publish_at, draft._history_user = timezone.now(), make_user("publisher")
        draft.save()

    def after():
        versions = Meeting.history.filter(history_change_reason="Published as scheduled")
        logged = LogEntry.objects.filter(change_message="Published as scheduled")
        return [
            sorted(rows.values_list(key, flat=True))
            for rows, key in (
                (versions, "id"),
                (logged, "object_id"),
                (Meeting.objects.published(), "pk"),
            )
        ]

    *said, found = at_once(tmp_path, publish_due, publish_due, after=after)

    keys = [draft.pk for draft in drafts]
    assert found == [keys, sorted(map(str, keys)), keys]
    lines = "".join(said).splitlines()
    assert sorted(lines) == sorted(f"Published: meeting {one.pk}, {one}" for one in drafts)


def test_form_sent_twice_at_once_adds_one_record(client, tmp_path):
    page = reverse("admin:events_city_add")
    data = data_of(log_in(client, "editor").get(page))
    data |= {"name_en": "Tangier", "country": str(PartnerFactory().pk)}
    send = [sending(page, data, "editor") for _click in range(2)]

    *answers, found = at_once(
        tmp_path, *send, after=lambda: (City.objects.count(), LogEntry.objects.count())
    )

    assert [answer.status_code for answer in answers] == [302, 302]
    assert found == (1, 1)


def test_record_deleted_twice_at_once_is_gone(client, tmp_path):
    meeting = MeetingFactory()
    page = page_of(meeting, "delete")
    seen = log_in(client, "publisher").get(page).wsgi_request.deletion_seen
    send = [sending(page, {"post": "yes", "_seen": seen}, "publisher") for _click in range(2)]

    def after():
        return Meeting.objects.count(), Meeting.history.filter(history_type="-").count()

    *answers, found = at_once(tmp_path, *send, after=after)

    assert [answer.status_code for answer in answers] == [302, 302]
    assert found == (0, 1)


def test_of_an_edit_and_a_deletion_at_once_one_is_told(client, tmp_path):
    meeting = MeetingFactory()
    page, deletion = page_of(meeting), page_of(meeting, "delete")
    seen = log_in(client, "publisher").get(deletion).wsgi_request.deletion_seen
    data = data_of(log_in(client, "editor").get(page)) | {"title_en": "Mine"}
    send = [
        sending(page, data, "editor"),
        sending(deletion, {"post": "yes", "_seen": seen}, "publisher"),
    ]

    *answers, titles = at_once(
        tmp_path, *send, after=lambda: list(Meeting.objects.values_list("title_en", flat=True))
    )

    edited, deleted = answers
    told = (edited.status_code, deleted["Location"] == deletion)
    assert (told, titles) in [((302, True), ["Mine"]), ((410, False), [])]


def form_for(link) -> NominationForm:
    """Filled in with one name."""
    names = {"given_name": "Awa", "family_name": "Diop", "email": "awa@example.org"}
    data = {f"none1-{name}": value for name, value in names.items()} | {"none1-function": "head"}
    form = NominationForm(slots(link.delegation), data)
    assert form.is_valid()
    return form


def test_nothing_comes_through_a_link_that_is_just_being_revoked(tmp_path):
    link = NominationLinkFactory(delegation__meeting=MeetingFactory(**COMING))
    form = form_for(link)

    *answers, found = at_once(
        tmp_path,
        *in_turn(lambda: revoke(link, timezone.now()), lambda: receive(link, form, "")),
        after=Nomination.objects.count,
    )

    assert (answers, found) == ([True, None], 0)


@pytest.mark.parametrize(
    "deed",
    [
        lambda link: extend(link, date(2099, 6, 1)),
        lambda link: remind(link, timezone.now(), {}),
        lambda link: revoke(link, timezone.now()),
    ],
)
def test_a_link_that_is_just_being_revoked_stays_so(tmp_path, deed):
    link = NominationLinkFactory(delegation__meeting=MeetingFactory(**COMING))
    at = timezone.now()

    *answers, revoked_at = at_once(
        tmp_path,
        *in_turn(lambda: revoke(link, at), lambda: deed(link)),
        after=lambda: NominationLink.objects.values_list("revoked_at", flat=True).get(),
    )

    assert (answers, revoked_at) == ([True, False], at)


def test_a_decision_stands_when_other_names_arrive_at_the_same_moment(tmp_path):
    link = NominationLinkFactory(delegation__meeting=MeetingFactory(**COMING))
    nominee = NomineeFactory(seat="none", nomination__link=link)
    form = form_for(link)

    *_answers, states = at_once(
        tmp_path,
        *in_turn(
            lambda: decide(nominee.nomination, [Verdict(nominee)], "", None),
            lambda: receive(link, form, ""),
        ),
        after=lambda: list(Nomination.objects.order_by("pk").values_list("state", flat=True)),
    )

    assert states == ["accepted", "pending"]


def test_a_click_and_a_replacement_at_once_do_not_wait_for_each_other(client, tmp_path):
    delegation = DelegationFactory()
    part = ParticipationFactory(meeting=delegation.meeting, delegation=delegation, seat="principal")
    other = PersonFactory()
    mark = reverse("admin:events_meeting_mark", args=[part.meeting_id])
    form = reverse("admin:events_participation_change", args=[part.pk])
    data = data_of(log_in(client, "registrar").get(form)) | {"function": "head"}

    held = Event()

    def replace():
        with transaction.atomic():
            locked(delegation.pk)
            held.set()
            sleep(0.5)
            return part.replace_by(other, date(2020, 1, 1)).seat_number

    def afterwards(send):
        return lambda: held.wait(10) and send().status_code

    found = at_once(
        tmp_path,
        replace,
        afterwards(sending(mark, {"mark": f"person-registered-{part.pk}"}, "registrar")),
        afterwards(sending(form, data, "registrar")),
    )

    assert found == [1, 302, 409]
