"""Publication as an act: its page, its moment, and the command that a timer calls."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.models import ActionPlan
from events.models import Chairmanship, Document, Meeting, Partner
from tests import factories
from tests.admin_forms import data_of
from tests.browsing import read
from tests.personas import STAFF, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15 12:00Z")]
PUBLISHABLE = [ActionPlan, Chairmanship, Document, Meeting, Partner]
SOON = datetime.datetime(2024, 6, 20, 7, 30, tzinfo=datetime.UTC)


def make(model, **values):
    if model is ActionPlan:
        values = {"stated_areas": 5, **values}
    return getattr(factories, f"{model.__name__}Factory")(**values)


def address(obj, page="publication"):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_{page}", args=[obj.pk])


def act(client, obj, name, **data):
    """Send what the page of the record offers; the answer, after its redirect."""
    seen = type(obj).objects.get(pk=obj.pk).updated_at.isoformat()
    return client.post(address(obj), {"seen": seen, "act": name, **data}, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def state(obj):
    obj.refresh_from_db()
    return obj.publication, obj.publish_at


# The acts


@pytest.mark.parametrize("model", PUBLISHABLE)
def test_publishing_makes_a_record_public_and_says_who_did_it(client, model):
    draft = make(model, publication="draft")
    assert client.get(draft.get_absolute_url()).status_code == 404

    response = act(log_in(client, "publisher"), draft, "publish")

    assert said(response) == ["It is published."]
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert draft.history.first().history_user.username == "publisher"
    assert LogEntry.objects.get().change_message == "Published"


@pytest.mark.parametrize("model", PUBLISHABLE)
def test_withdrawing_asks_first_and_takes_the_page_away(client, model):
    public = make(model)
    log_in(client, "publisher")

    asked = act(client, public, "withdraw")
    assert asked.templates[0].name == "admin/withdrawal.html"
    assert state(public)[0] == "published"

    assert said(act(client, public, "withdraw", confirmed="yes")) == [
        "The public no longer sees it."
    ]
    assert state(public)[0] == "withdrawn"
    assert client.get(public.get_absolute_url()).status_code == 404


def test_what_was_withdrawn_can_be_published_again(client):
    meeting = make(Meeting, publication="withdrawn")
    act(log_in(client, "publisher"), meeting, "publish")
    assert state(meeting)[0] == "published"


@pytest.mark.parametrize(
    ("name", "publication", "words"),
    [
        ("publish", "published", "It was published already."),
        ("withdraw", "draft", "It was not published."),
    ],
)
def test_acts_that_come_too_late_say_so(client, name, publication, words):
    meeting = make(Meeting, publication=publication)
    assert said(act(log_in(client, "publisher"), meeting, name)) == [words]
    assert state(meeting)[0] == publication


def test_what_was_changed_meanwhile_is_not_published_unseen(client):
    meeting = make(Meeting, publication="draft")
    response = act(log_in(client, "publisher"), meeting, "publish", seen="2024-06-01T00:00:00")
    assert said(response) == ["It was changed in the meantime. Look at it again, then decide."]
    assert state(meeting)[0] == "draft"


ACTS = ["publish", "schedule", "unschedule", "withdraw", "share", "end", "burn", ""]


@pytest.mark.parametrize("persona", STAFF)
@pytest.mark.parametrize("name", ACTS)
def test_acts_are_permitted_one_by_one(client, persona, name):
    draft = make(Meeting, publication="draft")
    nothing = {"burn", ""}  # is no act, and shows the page again to who could act
    publishes = {"publish", "schedule", "unschedule", "withdraw"} | nothing
    allowed = {
        "editor": {"share", "end"} | nothing,
        "publisher": publishes | {"share", "end"},
        "administrator": publishes | {"share", "end"},
    }
    response = log_in(client, persona).post(address(draft), {"act": name})
    refused = name not in allowed.get(persona, set())
    assert (response.status_code == 403) == refused


def test_the_page_is_closed_to_the_public(client):
    draft = make(Meeting, publication="draft")
    for page in ("publication", "preview"):
        assert client.get(address(draft, page)).status_code == 302


@pytest.mark.parametrize("persona", ["reader", "editor", "registrar"])
def test_those_who_may_not_publish_see_the_check_list_without_buttons(client, persona):
    draft = make(Meeting, publication="draft", title_fr="")
    page = read(log_in(client, persona).get(address(draft)))
    acts = {button["value"] for button in page.all("button") if button["name"] == "act"}
    assert "Title (FR)" in [link.text for link in page.all("a")]
    assert acts == ({"share", "end"} if persona == "editor" else set())


@pytest.mark.parametrize("key", ["0", "abc", "%00", "99999999999999999999"])
@pytest.mark.parametrize("page", ["publication", "preview"])
def test_pages_answer_any_key(client, key, page):
    log_in(client, "publisher")
    assert client.get(f"/admin/events/meeting/{key}/{page}/").status_code in (302, 404)


# The check list


def gaps(client, obj):
    context = log_in(client, "publisher").get(address(obj)).context
    return [gap.words for gap in context["obstacles"]], [gap.words for gap in context["advice"]]


def test_meetings_are_checked_by_the_rules_of_the_worklist_and_more(client):
    country = make(Partner, kind="country", publication="draft", name_en="Atlantis")
    meeting = make(
        Meeting,
        publication="draft",
        title_fr="",
        country=country,
        status="planned",
        partner_countries=10,
        european_countries=4,
        african_countries=5,
        confidence="low",
    )
    factories.MeetingPartnerFactory(meeting=meeting, partner=country, role="host")
    factories.MeetingAimFactory(meeting=meeting, text_fr="")

    assert gaps(client, meeting) == (
        [],
        [
            "title (FR)",
            "summary",
            "seats",
            "co-chairs",
            "plan links",
            "documents",
            "Atlantis is not published: the page names no place",
            "partners that are not published: the page leaves them out",
            "held, postponed or cancelled?",
            "4 European + 5 African ≠ 10 partner countries",
            "the editors are not sure of it: confidence is low",
            "Aims: 1 without FR",
        ],
    )


def test_meetings_to_come_are_not_published_as_held(client):
    day = datetime.date(2024, 7, 1)
    meeting = make(Meeting, publication="draft", start_date=day, end_date=day, status="held")
    assert gaps(client, meeting)[0] == ["It is marked as held, but it has not begun yet."]
    response = act(client, meeting, "publish")
    assert said(response) == ["It is marked as held, but it has not begun yet."]
    assert state(meeting)[0] == "draft"


@pytest.mark.parametrize(
    ("model", "values", "obstacles"),
    [
        (Chairmanship, {"partner__publication": "draft"}, 1),
        (Chairmanship, {}, 0),
        (ActionPlan, {"stated_areas": None}, 1),
        (ActionPlan, {}, 0),
        (Document, {}, 0),
        (Partner, {}, 0),
    ],
)
def test_obstacles_of_the_other_records(client, model, values, obstacles):
    assert len(gaps(client, make(model, publication="draft", **values))[0]) == obstacles


def test_documents_of_what_is_not_published_say_so(client):
    meeting = make(Meeting, publication="draft", title_en="Hidden")
    document = make(Document, publication="draft", meeting=meeting)
    words = f"“{meeting}” is not published: until it is, nobody sees this either"
    assert words in gaps(client, document)[1]


def test_texts_older_than_their_source_are_on_the_list(client):
    document = make(Document, publication="draft")
    document.title_en = "New"
    document.save()
    assert "title (FR) older than its source" in gaps(client, document)[1]


@pytest.mark.parametrize("model", PUBLISHABLE)
def test_each_gap_leads_to_the_field_that_mends_it(client, model):
    obj = make(model, publication="draft")
    page = log_in(client, "publisher").get(address(obj))
    form = read(client.get(address(obj, "change")))
    there = {one["id"] for one in form.walk()}
    anchors = {gap.anchor for gap in [*page.context["obstacles"], *page.context["advice"]]}
    assert anchors - there == set()


def test_the_page_says_which_documents_come_along(client):
    meeting = make(Meeting, publication="draft")
    make(Document, meeting=meeting)
    make(Document, meeting=meeting, publication="draft")
    found = log_in(client, "publisher").get(address(meeting)).context["belongings"]
    assert [(one.kind, one.following, one.staying) for one in found] == [("Documents", 1, 1)]
    assert client.get(found[0].address).context["cl"].result_count == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_parts(client, count):
    meeting = make(Meeting, publication="draft")
    for _number in range(count):
        factories.MeetingAimFactory(meeting=meeting, text_fr="")
        make(Document, meeting=meeting)
        factories.MeetingPartnerFactory(meeting=meeting, role="co_chair")
    log_in(client, "publisher").get(address(meeting))
    with CaptureQueriesContext(connection) as queries:
        client.get(address(meeting))
    assert len(queries) == 19


# The form


def test_the_form_shows_the_state_as_a_link(client):
    draft = make(Meeting, publication="draft", publish_at=SOON)
    page = read(log_in(client, "editor").get(address(draft, "change")))
    (link,) = [one for one in page.all("a") if one["href"] == address(draft)]
    assert link.text == "Draft, to be published on 20 June 2024, 09:30"


def test_saving_leads_to_the_publication_if_asked_to(client):
    draft = make(Meeting, publication="draft")
    page = address(draft, "change")
    form = log_in(client, "editor").get(page)
    assert [one["name"] for one in read(form).all("input") if one["name"] == "_publication"]
    response = client.post(page, data_of(form) | {"_publication": "1"})
    assert response["Location"] == address(draft)


# Its moment


def test_scheduling_is_by_the_clocks_of_the_secretariat(client):
    draft = make(Meeting, publication="draft")
    response = act(log_in(client, "publisher"), draft, "schedule", day="2024-06-20", time="09:30")
    assert said(response) == ["To be published on 20 June 2024, 09:30"]
    assert state(draft) == ("draft", SOON)


@pytest.mark.parametrize(
    ("day", "time"),
    [
        ("2024-06-15", "14:00"),
        ("2024-06-14", "23:00"),
        ("0001-01-01", "00:00"),
        ("9999-12-31", "23:59"),
        ("2025-03-30", "02:30"),  # which the clocks skip
        ("2024-02-30", "10:00"),
        ("2024-06-20", "25:00"),
        ("2024-06-20", ""),
        ("", "10:00"),
        ("\0", "\0"),
    ],
)
def test_moments_that_cannot_be_are_refused(client, day, time):
    draft = make(Meeting, publication="draft")
    response = act(log_in(client, "publisher"), draft, "schedule", day=day, time=time)
    assert response.context["schedule"].errors
    assert state(draft) == ("draft", None)


def test_a_schedule_is_taken_back(client):
    draft = make(Meeting, publication="draft", publish_at=SOON)
    act(log_in(client, "publisher"), draft, "unschedule")
    assert state(draft) == ("draft", None)


def test_publishing_by_hand_ends_the_waiting(client):
    draft = make(Meeting, publication="draft", publish_at=SOON)
    act(log_in(client, "publisher"), draft, "publish")
    assert state(draft) == ("published", None)


def test_however_it_is_published_it_waits_no_longer():
    draft = make(Meeting, publication="draft", publish_at=SOON)
    draft.publication = "published"
    draft.save()
    assert state(draft) == ("published", None)


@pytest.mark.parametrize("model", PUBLISHABLE)
def test_the_database_keeps_no_moment_of_what_is_published(model):
    make(model)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(publish_at=SOON)


# The command


def publish_due(capsys):
    call_command("publish_due")
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("model", PUBLISHABLE)
def test_publish_due_publishes_in_the_name_of_who_scheduled(client, time_machine, capsys, model):
    draft = make(model, publication="draft")
    act(log_in(client, "publisher"), draft, "schedule", day="2024-06-20", time="09:30")
    assert publish_due(capsys) == []

    time_machine.move_to("2024-06-20 07:30Z")

    assert publish_due(capsys) == [f"Published: {model._meta.verbose_name} {draft.pk}, {draft}"]
    assert state(draft) == ("published", None)
    version = draft.history.first()
    assert (version.history_user.username, version.history_change_reason) == (
        "publisher",
        "Published as scheduled",
    )
    assert LogEntry.objects.first().change_message == "Published as scheduled"
    assert publish_due(capsys) == []


def test_publish_due_goes_on_after_what_it_cannot_publish(time_machine, capsys):
    time_machine.move_to(SOON)
    unready = make(Chairmanship, publication="draft", partner__publication="draft", publish_at=SOON)
    ready = make(Meeting, publication="draft", publish_at=SOON)

    with pytest.raises(CommandError) as failure:
        call_command("publish_due")

    assert failure.value.returncode == 1
    assert str(failure.value) == (
        f"Not published:\nchairmanship {unready.pk}, {unready}: "
        "The partner is not published, and without it nobody would see this."
    )
    assert (state(unready)[0], state(ready)[0]) == ("draft", "published")


def test_what_is_due_needs_no_timer_of_its_own_and_what_fails_is_told_of_once(time_machine, caplog):
    unready = make(Chairmanship, publication="draft", partner__publication="draft", publish_at=SOON)
    ready = make(Meeting, publication="draft", publish_at=SOON)
    time_machine.move_to(SOON)

    for _turn in range(2):
        call_command("work", "--once")

    assert (state(unready)[0], state(ready)[0]) == ("draft", "published")
    assert [record.getMessage() for record in caplog.records if "Not published" in record.msg] == [
        f"Not published: chairmanship {unready.pk}, {unready}: "
        "The partner is not published, and without it nobody would see this."
    ]


def test_publish_due_makes_it_found(client, time_machine, capsys):
    make(Meeting, publication="draft", publish_at=SOON, title_en="Zebra")
    time_machine.move_to(SOON)
    publish_due(capsys)
    assert "Zebra" in [
        entry.title for entry in client.get("/en/search/?q=zebra").context["entries"]
    ]


# Several at once


def choose(client, model, action, objs, **more):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    data = {"action": action, "_selected_action": [obj.pk for obj in objs], **more}
    return client.post(address, data, follow=True)


def marks(page) -> dict[str, str]:
    """What the confirmation page sends along about the records on it."""
    fields = read(page).all("input")
    return {one["name"]: one["value"] for one in fields if (one["name"] or "").startswith("seen-")}


def test_several_are_shown_with_what_each_lacks_and_the_blocked_are_left_out(client):
    ready = make(Meeting, publication="draft", title_fr="", participation="open")
    day = datetime.date(2024, 7, 1)
    blocked = make(Meeting, publication="draft", start_date=day, end_date=day, status="held")
    log_in(client, "publisher")

    asked = choose(client, Meeting, "publish_selected", [ready, blocked])
    (candidate,) = asked.context["candidates"]
    assert candidate.record == ready
    assert [gap.words for gap in candidate.gaps] == [
        "title (FR)",
        "summary",
        "co-chairs",
        "plan links",
        "documents",
        "place",
    ]

    seen = marks(asked)
    done = choose(client, Meeting, "publish_selected", [ready, blocked], confirmed="yes", **seen)
    assert said(done) == [
        "1 record was published.",
        f"Left out, since: It is marked as held, but it has not begun yet. ({blocked})",
    ]
    assert (state(ready)[0], state(blocked)[0]) == ("published", "draft")


def test_of_several_those_changed_after_they_were_looked_at_are_left_out(client):
    drafts = same, changed = [make(Meeting, publication="draft") for _number in range(2)]
    log_in(client, "publisher")
    seen = marks(choose(client, Meeting, "publish_selected", drafts))
    changed.summary_en = "Another text"
    changed.save()

    done = choose(client, Meeting, "publish_selected", drafts, confirmed="yes", **seen)

    assert said(done) == [
        "1 record was published.",
        f"Left out, since: was changed in the meantime and has to be looked at again ({changed})",
    ]
    assert (state(same)[0], state(changed)[0]) == ("published", "draft")


def test_more_than_anybody_reads_through_are_refused(client, monkeypatch):
    monkeypatch.setattr("actionplan.admin.publication_bulk.MOST", 2)
    drafts = [make(Document, publication="draft") for _number in range(3)]
    done = choose(
        log_in(client, "publisher"), Document, "publish_selected", drafts, confirmed="yes"
    )
    assert said(done) == ["Choose at most 2 records at once."]
    assert {state(one)[0] for one in drafts} == {"draft"}
