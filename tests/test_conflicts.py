"""Two editors on one record: the second sees what the first changed, and nothing is lost."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from django.utils import timezone

from actionplan.admin.conflict.wording import compare
from actionplan.models import Submission
from events.models import City, Meeting, Participation
from tests import factories
from tests.admin_forms import data_of, errors_of, with_part
from tests.browsing import read
from tests.personas import log_in, make_user

pytestmark = pytest.mark.django_db


def page_of(obj):
    opts = obj._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[obj.pk])


@pytest.fixture
def editor(client):
    return log_in(client, "editor")


def opened(client, obj):
    """The form of a record as a browser holds it."""
    return data_of(client.get(page_of(obj)))


def told(response):
    """The differences on the page: (what, event, whether the editor is asked)."""
    entries = response.context["conflict"].entries
    return {(one.heading(), one.event, bool(one.question)) for one in entries}


def edit(obj, **values):
    """Somebody else's edit."""
    for name, value in values.items():
        setattr(obj, name, value)
    obj.save()


def test_what_nobody_else_changed_is_saved(editor):
    meeting = factories.MeetingFactory()
    data = opened(editor, meeting) | {"title_en": "Mine"}

    response = editor.post(page_of(meeting), data)

    assert response.status_code == 302, errors_of(response)
    assert Meeting.objects.get().title_en == "Mine"


def test_what_both_changed_is_asked_about(editor):
    meeting = factories.MeetingFactory(title_en="Before")
    data = opened(editor, meeting) | {"title_en": "Mine"}
    edit(meeting, title_en="Theirs")

    response = editor.post(page_of(meeting), data)

    assert response.status_code == 409
    assert told(response) == {("Title [en]", "changed", True)}
    assert Meeting.objects.get().title_en == "Theirs"
    assert data_of(response)["title_en"] == "Mine"


def test_what_only_the_other_changed_is_taken_over_and_told(editor):
    meeting = factories.MeetingFactory(title_en="Before", mode="online")
    data = opened(editor, meeting) | {"title_en": "Mine"}
    edit(meeting, mode="hybrid")

    response = editor.post(page_of(meeting), data)

    assert told(response) == {("Mode", "changed", False)}
    again = editor.post(page_of(meeting), data_of(response))
    assert again.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.mode) == ("Mine", "hybrid")


def test_what_both_changed_alike_is_no_conflict(editor):
    meeting = factories.MeetingFactory(title_en="Before")
    data = opened(editor, meeting) | {"title_en": "After"}
    edit(meeting, title_en="After")

    assert editor.post(page_of(meeting), data).status_code == 302


def test_line_breaks_of_a_browser_are_no_edit(editor):
    meeting = factories.MeetingFactory(summary_en="One\n\nTwo", summary_fr="Un")
    data = opened(editor, meeting)
    edit(meeting, summary_en="One\n\nThree")

    data["summary_en"] = data["summary_en"].replace("\n", "\r\n")
    response = editor.post(page_of(meeting), data)

    assert told(response) == {("Summary [en]", "changed", False)}
    assert data_of(response)["summary_en"] == "One\n\nThree"


@pytest.mark.parametrize(
    ("choice", "typed", "title"),
    [
        ("theirs", "Mine", "Theirs"),
        ("mine", "Mine", "Mine"),
        ("mine", "Both together", "Both together"),
    ],
)
def test_editor_chooses(editor, choice, typed, title):
    meeting = factories.MeetingFactory(title_en="Before")
    data = opened(editor, meeting) | {"title_en": "Mine"}
    edit(meeting, title_en="Theirs")
    data = data_of(editor.post(page_of(meeting), data))

    response = editor.post(page_of(meeting), data | {"title_en": typed, "keep-title_en": choice})

    assert response.status_code == 302
    meeting.refresh_from_db()
    assert meeting.title_en == title


@pytest.mark.parametrize("choice", [{}, {"keep-title_en": ""}, {"keep-title_en": "both"}])
def test_editor_has_to_choose(editor, choice):
    meeting = factories.MeetingFactory(title_en="Before")
    data = opened(editor, meeting) | {"title_en": "Mine"}
    edit(meeting, title_en="Theirs")
    data = data_of(editor.post(page_of(meeting), data))

    response = editor.post(page_of(meeting), data | choice)

    assert told(response) == {("Title [en]", "changed", True)}
    assert "Choose one of the two." in response.content.decode()
    meeting.refresh_from_db()
    assert meeting.title_en == "Theirs"


@pytest.mark.parametrize("choice", ["mine", None])
def test_a_third_editor_makes_another_conflict(editor, choice):
    meeting = factories.MeetingFactory(title_en="Before")
    data = opened(editor, meeting) | {"title_en": "Mine"}
    edit(meeting, title_en="Theirs")
    data = data_of(editor.post(page_of(meeting), data))
    edit(meeting, title_en="Third")

    response = editor.post(page_of(meeting), data | {"keep-title_en": choice or ""})

    assert told(response) == {("Title [en]", "changed", True)}
    assert data_of(response)["title_en"] == "Mine"


def test_answer_survives_another_error(editor):
    meeting = factories.MeetingFactory(title_en="Before")
    data = opened(editor, meeting) | {"title_en": "Mine", "slug": "no slug"}
    edit(meeting, title_en="Theirs")
    data = data_of(editor.post(page_of(meeting), data))
    response = editor.post(page_of(meeting), data | {"keep-title_en": "theirs"})
    assert set(errors_of(response)) == {"slug"}

    response = editor.post(page_of(meeting), data_of(response) | {"slug": "slug"})

    assert response.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.slug) == ("Theirs", "slug")


@pytest.mark.parametrize("token", [None, "", "forged", "a:b:c", "\0"])
def test_form_that_does_not_say_what_it_showed_overwrites_nothing(editor, token):
    meeting = factories.MeetingFactory(title_en="Theirs")
    data = opened(editor, meeting) | {"title_en": "Mine"}
    del data["_seen"]

    response = editor.post(page_of(meeting), data | ({} if token is None else {"_seen": token}))

    assert told(response) == {("Title [en]", "changed", True)}


def test_token_of_another_record_is_worth_nothing(editor):
    other = opened(editor, factories.MeetingFactory())["_seen"]
    meeting = factories.MeetingFactory(title_en="Theirs")

    data = opened(editor, meeting) | {"title_en": "Mine", "_seen": other}

    assert editor.post(page_of(meeting), data).status_code == 409


def test_page_says_who_and_what(editor, client):
    meeting = factories.MeetingFactory(title_en="Meeting of seniors")
    mine = opened(editor, meeting) | {"title_en": "Meeting of senior officials"}
    theirs = opened(log_in(client, "publisher"), meeting) | {"title_en": "Gathering of seniors"}
    client.post(page_of(meeting), theirs)

    content = log_in(client, "editor").post(page_of(meeting), mine).content.decode()

    assert "publisher changed this." in content
    assert "<del>Meeting of seniors</del><ins>Gathering of seniors</ins>" in content


def test_long_texts_are_told_apart_word_by_word():
    same = "and everything that follows it on the way to the end of the text"

    pieces = compare(f"The first meeting, {same}.", f"The second meeting, {same}!")

    assert pieces == [
        ("same", "The "),
        ("old", "first"),
        ("new", "second"),
        ("same", f" meeting, {same}"),
        ("old", "."),
        ("new", "!"),
    ]


# Parts


def saved_aims(meeting):
    return sorted(meeting.aims.values_list("text_en", flat=True))


@pytest.fixture
def aim():
    return factories.MeetingAimFactory(text_en="Before")


def test_part_that_both_changed_is_asked_about(editor, aim):
    data = opened(editor, aim.meeting) | {"aims-0-text_en": "Mine"}
    edit(aim, text_en="Theirs", order=7)

    response = editor.post(page_of(aim.meeting), data)

    assert told(response) == {
        ("Aim – Theirs · Order", "changed", False),
        ("Aim – Theirs · Text [en]", "changed", True),
    }
    data = data_of(response) | {f"keep-aims:{aim.pk}:text_en": "mine"}
    assert editor.post(page_of(aim.meeting), data).status_code == 302
    aim.refresh_from_db()
    assert (aim.text_en, aim.order) == ("Mine", 7)


def test_part_that_somebody_added_stays(editor, aim):
    data = opened(editor, aim.meeting) | {"title_en": "Mine"}
    factories.MeetingAimFactory(meeting=aim.meeting, text_en="Added")

    response = editor.post(page_of(aim.meeting), data)

    assert told(response) == {("Aim – Added", "added", False)}
    assert editor.post(page_of(aim.meeting), data_of(response)).status_code == 302
    assert saved_aims(aim.meeting) == ["Added", "Before"]


def test_part_that_both_added_is_refused_in_words(editor):
    meeting, partner = factories.MeetingFactory(), factories.PartnerFactory()
    data = with_part(opened(editor, meeting), "delegations", partner=partner.pk, status="attended")
    factories.DelegationFactory(meeting=meeting, partner=partner)

    response = editor.post(page_of(meeting), data)
    response = editor.post(page_of(meeting), data_of(response))

    assert set(errors_of(response)) == {"delegations"}
    assert meeting.delegations.count() == 1


def test_part_that_somebody_deleted_stays_so(editor, aim):
    other = factories.MeetingAimFactory(meeting=aim.meeting, text_en="Other", order=32000)
    data = opened(editor, aim.meeting) | {"aims-1-text_en": "Mine"}
    aim.delete()

    response = editor.post(page_of(other.meeting), data)

    assert told(response) == {("Aim – Before", "deleted", False)}
    assert editor.post(page_of(other.meeting), data_of(response)).status_code == 302
    assert saved_aims(other.meeting) == ["Mine"]


@pytest.mark.parametrize(("choice", "aims"), [("mine", ["Mine"]), ("theirs", []), ("", None)])
def test_part_that_somebody_deleted_and_the_editor_changed_is_asked_about(
    editor, aim, choice, aims
):
    meeting = aim.meeting
    question = f"aims:{aim.pk}:"
    data = opened(editor, meeting) | {"aims-0-text_en": "Mine"}
    aim.delete()

    response = editor.post(page_of(meeting), data)
    assert told(response) == {("Aim – Before", "deleted", True)}
    (entry,) = response.context["conflict"].entries
    data = data_of(response) | dict(entry.kept) | {f"keep-{question}": choice}
    response = editor.post(page_of(meeting), data)

    if aims is None:
        assert told(response) == {("Aim", "deleted", True)}
    else:
        assert response.status_code == 302, errors_of(response)
        assert saved_aims(meeting) == aims


@pytest.mark.parametrize(("choice", "aims"), [("mine", []), ("theirs", ["Theirs"])])
def test_part_that_the_editor_deletes_and_somebody_changed_is_asked_about(
    editor, aim, choice, aims
):
    data = opened(editor, aim.meeting) | {"aims-0-DELETE": "on"}
    edit(aim, text_en="Theirs")

    response = editor.post(page_of(aim.meeting), data)
    assert ("Aim – Theirs", "delete", True) in told(response)
    data = data_of(response) | {f"keep-aims:{aim.pk}:DELETE": choice}
    response = editor.post(page_of(aim.meeting), data)

    assert response.status_code == 302, errors_of(response)
    assert saved_aims(aim.meeting) == aims


def test_part_moved_elsewhere_is_not_taken_back(editor):
    recommendation = factories.RecommendationFactory(text_en="Before")
    meeting = recommendation.meeting
    data = opened(editor, meeting) | {"recommendations-0-text_en": "Mine"}
    edit(recommendation, meeting=factories.MeetingFactory())

    response = editor.post(page_of(meeting), data)

    assert [event for _what, event, _asked in told(response)] == ["deleted"]
    recommendation.refresh_from_db()
    assert recommendation.text_en == "Before"


# The waiting list, which is no column of the form


def waiting_for_a_seat():
    delegation = factories.DelegationFactory(principal_seats=3)
    return factories.ParticipationFactory(
        meeting=delegation.meeting,
        delegation=delegation,
        seat="principal",
        waiting_since=timezone.now(),
    )


@pytest.mark.parametrize("prefix", ["", "participations-0-"])
def test_who_moved_up_meanwhile_keeps_the_seat(client, prefix):
    one = waiting_for_a_seat()
    registrar, form_of = log_in(client, "registrar"), one.person if prefix else one
    data = opened(registrar, form_of) | {f"{prefix}function": "head"}
    Participation.objects.get(pk=one.pk).move_up()

    response = registrar.post(page_of(form_of), data)

    assert response.status_code == 302, errors_of(response)
    one.refresh_from_db()
    assert (one.function, one.seat_number, one.is_waiting) == ("head", 1, False)


def test_who_was_put_on_the_waiting_list_meanwhile_stays_on_it(client):
    one = waiting_for_a_seat()
    since = one.waiting_since
    edit(one, waiting_since=None)
    data = opened(log_in(client, "registrar"), one) | {"function": "head"}
    edit(one, waiting_since=since)

    response = client.post(page_of(one), data)

    assert response.status_code == 302, errors_of(response)
    one.refresh_from_db()
    assert (one.function, one.seat_number, one.waiting_since) == ("head", None, since)


@pytest.mark.parametrize(("tick", "number"), [("on", None), ("", 1)])
def test_waiting_list_is_joined_and_left_with_the_tick(client, tick, number):
    one = waiting_for_a_seat()
    if tick:
        edit(one, waiting_since=None)
    data = opened(log_in(client, "registrar"), one) | {"waiting": tick}

    assert client.post(page_of(one), data).status_code == 302

    one.refresh_from_db()
    assert (one.is_waiting, one.seat_number) == (bool(tick), number)


def test_tick_stays_with_its_row_when_one_before_it_is_deleted(client):
    one = waiting_for_a_seat()
    before = factories.ParticipationFactory(
        person=one.person, meeting=factories.MeetingFactory(start_date="2030-01-01")
    )
    data = opened(log_in(client, "registrar"), one.person)
    assert data["participations-0-id"] == str(before.pk)
    data["participations-1-function"] = "head"
    before.delete()
    Participation.objects.get(pk=one.pk).move_up()

    response = client.post(page_of(one.person), data)
    response = client.post(page_of(one.person), data_of(response))

    assert response.status_code == 302, errors_of(response)
    one.refresh_from_db()
    assert (one.function, one.seat_number) == ("head", 1)


# Accounts and groups, which keep no history


@pytest.fixture
def administrator(client):
    return log_in(client, "administrator")


def test_account_that_both_changed_is_asked_about(administrator):
    account = make_user("reader")
    data = opened(administrator, account) | {"email": "mine@example.org", "last_name": "Mine"}
    edit(account, email="theirs@example.org", first_name="Theirs")

    response = administrator.post(page_of(account), data)

    assert response.status_code == 409
    assert told(response) == {
        ("First name", "changed", True),
        ("Last name", "changed", True),
        ("Email address", "changed", True),
    }
    assert data_of(response)["email"] == "mine@example.org"
    answers = {"keep-email": "mine", "keep-first_name": "theirs", "keep-last_name": "mine"}
    assert administrator.post(page_of(account), data_of(response) | answers).status_code == 302
    account.refresh_from_db()
    names = account.first_name, account.last_name
    assert (*names, account.email) == ("Theirs", "Mine", "mine@example.org")


@pytest.mark.parametrize(("choice", "groups"), [("mine", ["Editor"]), ("theirs", ["Publisher"])])
def test_groups_of_an_account_are_not_put_back(administrator, choice, groups):
    account, by_name = make_user("editor"), {group.name: group for group in Group.objects.all()}
    data = opened(administrator, account) | {"last_name": "Mine"}
    account.groups.set([by_name["Publisher"]])

    response = administrator.post(page_of(account), data)

    assert told(response) == {("Groups", "changed", True), ("Last name", "changed", True)}
    assert "<del>Editor</del>" not in response.content.decode()
    answers = {"keep-groups": choice, "keep-last_name": "mine"}
    assert administrator.post(page_of(account), data_of(response) | answers).status_code == 302
    account.refresh_from_db()
    assert ([group.name for group in account.groups.all()], account.last_name) == (groups, "Mine")


def test_password_set_meanwhile_stays(administrator):
    account = make_user("reader")
    data = opened(administrator, account) | {"last_name": "Mine"}
    account.set_password("made up for the test")
    account.save()

    response = administrator.post(page_of(account), data)
    if response.status_code == 409:
        answers = {"keep-last_name": "mine"}
        response = administrator.post(page_of(account), data_of(response) | answers)

    assert response.status_code == 302
    account.refresh_from_db()
    assert account.last_name == "Mine"
    assert account.check_password("made up for the test")


def test_permissions_of_a_group_are_not_put_back(administrator):
    group = Group.objects.create(name="Guests")
    one, other = Permission.objects.filter(content_type__app_label="events")[:2]
    group.permissions.set([one])
    data = opened(administrator, group) | {"name": "Visitors"}
    group.permissions.set([other])

    response = administrator.post(page_of(group), data)

    assert told(response) == {("Name", "changed", True), ("Permissions", "changed", True)}
    assert list(group.permissions.all()) == [other]


def test_account_sent_twice_is_added_once(administrator):
    page = reverse("admin:auth_user_add")
    form = read(administrator.get(page))
    (seen,) = [one["value"] for one in form.all("input") if one["name"] == "_seen"]
    password = {"password1": "made up for the test", "password2": "made up for the test"}
    data = {"username": "new", "usable_password": "true", "_seen": seen, **password}

    responses = [administrator.post(page, data) for _click in range(2)]

    assert [one.status_code for one in responses] == [302, 302]
    assert User.objects.filter(username="new").count() == 1


# Twice


def test_form_sent_twice_adds_one_record(editor):
    page = reverse("admin:events_city_add")
    data = data_of(editor.get(page)) | {
        "name_en": "Tangier",
        "country": str(factories.PartnerFactory().pk),
    }

    responses = [editor.post(page, data) for _click in range(2)]

    assert [one.status_code for one in responses] == [302, 302]
    assert City.objects.count() == 1


def test_form_sent_again_with_a_correction_is_saved(editor):
    page = reverse("admin:events_city_add")
    data = data_of(editor.get(page)) | {
        "name_en": "Tangier",
        "country": str(factories.PartnerFactory().pk),
    }

    editor.post(page, data)
    editor.post(page, data | {"name_en": "Tetouan"})

    assert City.objects.count() == 2


def test_form_refused_can_be_sent_again(editor):
    page = reverse("admin:events_city_add")
    data = data_of(editor.get(page)) | {"name_en": "Tangier", "country": "0"}

    responses = [editor.post(page, data) for _click in range(2)]

    assert [one.status_code for one in responses] == [200, 200]
    assert not Submission.objects.exists()


def test_part_sent_twice_is_added_once(editor):
    meeting = factories.MeetingFactory()
    data = with_part(opened(editor, meeting), "aims", order=1, text_en="Agree")

    responses = [editor.post(page_of(meeting), data) for _click in range(2)]

    assert [one.status_code for one in responses] == [302, 302]
    assert saved_aims(meeting) == ["Agree"]


# Gone


def test_record_deleted_meanwhile_hands_back_what_was_typed(editor):
    meeting = factories.MeetingAimFactory(text_en="Agree").meeting
    data = opened(editor, meeting) | {"title_en": "Typed", "aims-0-text_en": "Agree fully"}
    meeting.delete()

    response = editor.post(page_of(Meeting(pk=data_key(data))), data)

    assert response.status_code == 410
    content = response.content.decode()
    assert "Typed" in content
    assert "Agree fully" in content


def data_key(data):
    return data["aims-0-meeting"]


def test_record_deleted_meanwhile_can_be_entered_again(editor):
    meeting = factories.MeetingAimFactory(text_en="Agree").meeting
    page, data = page_of(meeting), opened(editor, meeting) | {"title_en": "Typed"}
    meeting.delete()
    fields = dict(editor.post(page, data).context["fields"])

    form = editor.post("/admin/events/meeting/add/", fields | {"_again": "1"})
    assert form.status_code == 200
    response = editor.post("/admin/events/meeting/add/", data_of(form))

    assert response.status_code == 302, errors_of(response)
    meeting = Meeting.objects.get()
    assert (meeting.title_en, saved_aims(meeting)) == ("Typed", ["Agree"])


# Deleting and bringing back


def test_what_somebody_changed_is_not_deleted(client):
    log_in(client, "publisher")
    aim = factories.MeetingAimFactory()
    page = reverse("admin:events_meeting_delete", args=[aim.meeting_id])
    seen = client.get(page).wsgi_request.deletion_seen
    edit(aim, text_en="Theirs")

    response = client.post(page, {"post": "yes", "_seen": seen})

    assert response["Location"] == page
    assert Meeting.objects.exists()


def test_selection_with_something_changed_is_not_deleted(client):
    log_in(client, "publisher")
    meeting = factories.MeetingFactory()
    page = reverse("admin:events_meeting_changelist")
    data = {"action": "delete_selected", "_selected_action": [meeting.pk]}
    seen = client.post(page, data).wsgi_request.deletion_seen
    edit(meeting, title_en="Theirs")

    responses = [client.post(page, data | {"post": "yes", "_seen": seen})]
    left = Meeting.objects.count()
    seen = client.post(page, data).wsgi_request.deletion_seen
    responses.append(client.post(page, data | {"post": "yes", "_seen": seen}))

    assert [one.status_code for one in responses] == [302, 302]
    assert (left, Meeting.objects.count()) == (1, 0)


def test_earlier_version_does_not_take_the_place_of_a_new_one(editor):
    meeting = factories.MeetingFactory(title_en="Before")
    page = reverse(
        "admin:events_meeting_simple_history", args=[meeting.pk, meeting.history.get().pk]
    )
    response = editor.get(page)
    form = response.context["adminform"].form
    data = {one.html_name: one.value() or "" for one in form}
    edit(meeting, title_en="Theirs")

    response = editor.post(page, data | {"_seen": response.context["seen"]})

    assert response["Location"].endswith("/history/")
    meeting.refresh_from_db()
    assert meeting.title_en == "Theirs"


# One text of the past


def restore_page(obj, version, column, kind=None):
    opts = obj._meta
    args = [obj.pk, version.pk, kind or opts.model_name, column]
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_restore_text", args=args)


def test_text_is_restored_alone(editor):
    meeting = factories.MeetingFactory(title_en="First", mode="online")
    first = meeting.history.get()
    edit(meeting, title_en="Second", mode="hybrid")
    page = restore_page(meeting, first, "title_en")
    assert page in editor.get(page.split("history/")[0] + "history/").content.decode()

    response = editor.post(page, {"_seen": editor.get(page).context["seen"]})

    assert response.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.mode) == ("First", "hybrid")
    assert meeting.history.first().history_user.username == "editor"


def test_text_of_a_part_is_restored(editor, aim):
    first = aim.history.get()
    edit(aim, text_en="After")
    page = restore_page(aim.meeting, first, "text_en", "meetingaim")

    editor.post(page, {"_seen": editor.get(page).context["seen"]})

    aim.refresh_from_db()
    assert aim.text_en == "Before"


def test_text_changed_meanwhile_is_not_overwritten(editor, aim):
    first = aim.history.get()
    edit(aim, text_en="After")
    page = restore_page(aim.meeting, first, "text_en", "meetingaim")
    seen = editor.get(page).context["seen"]
    edit(aim, text_en="Theirs")

    assert editor.post(page, {"_seen": seen}).status_code == 200
    aim.refresh_from_db()
    assert aim.text_en == "Theirs"


@pytest.mark.parametrize(("persona", "status"), [("reader", 403), ("editor", 200)])
def test_texts_are_restored_by_those_who_may_change_them(client, aim, persona, status):
    page = restore_page(aim.meeting, aim.history.get(), "text_en", "meetingaim")
    assert log_in(client, persona).get(page).status_code == status


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("meeting", "status"),
        ("meeting", "nonsense"),
        ("meetingaim", "text_en"),
        ("person", "notes"),
        ("\0", "\0"),
    ],
)
def test_nothing_but_texts_of_the_record_is_restored(editor, kind, column):
    meeting = factories.MeetingFactory()
    page = restore_page(meeting, meeting.history.get(), column, kind)
    assert editor.get(page).status_code == 404
