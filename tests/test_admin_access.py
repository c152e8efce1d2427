"""Who may do what in the administration: publishing, personal data, deleting."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actionplan.admin.conflict.seen import FIELD
from actionplan.models import ActionPlan
from events.models import (
    Chairmanship,
    Delegation,
    Document,
    Meeting,
    Participation,
    Partner,
    Person,
)
from tests import factories
from tests.admin_forms import data_of, errors_of, with_part
from tests.personas import PERSONAS, STAFF, log_in

pytestmark = pytest.mark.django_db
CANARY = "Zzyzx"
PUBLISHABLE = [ActionPlan, Chairmanship, Document, Meeting, Partner]


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def make(model, **values):
    if model is ActionPlan:
        values = {"stated_areas": 5, **values}  # an empty one is not published
    return getattr(factories, f"{model.__name__}Factory")(**values)


def can_delete(client, obj):
    page = address(type(obj), "delete", obj.pk)
    seen = getattr(client.get(page).wsgi_request, "deletion_seen", "")
    response = client.post(page, {"post": "yes", FIELD: seen})
    return response.status_code == 302 and not type(obj).objects.filter(pk=obj.pk).exists()


# Entering


def test_admin_is_closed_to_the_public(client):
    for page in ("/admin/", "/admin/events/meeting/", "/admin/autocomplete/"):
        assert client.get(page)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("persona", STAFF)
def test_admin_shows_every_group_the_meetings(client, persona):
    meeting = factories.MeetingFactory(publication="draft")
    log_in(client, persona)
    assert client.get(address(Meeting, "changelist")).status_code == 200
    assert client.get(address(Meeting, "change", meeting.pk)).status_code == 200


@pytest.mark.parametrize(
    ("persona", "status"),
    [("reader", 403), ("editor", 302), ("publisher", 302), ("registrar", 403)],
)
def test_meetings_are_changed_by_editors_only(client, persona, status):
    meeting = factories.MeetingFactory()
    page = address(Meeting, "change", meeting.pk)
    data = data_of(log_in(client, "publisher").get(page))
    log_in(client, persona)
    assert client.post(page, data).status_code == status


@pytest.mark.parametrize("persona", ["reader", "registrar"])
def test_meeting_form_offers_nothing_to_those_who_may_not_save_it(client, persona):
    meeting = factories.DelegationFactory().meeting
    content = log_in(client, persona).get(address(Meeting, "change", meeting.pk)).content.decode()
    assert 'name="_save"' not in content
    assert 'name="delegations-0-partner"' not in content


# Publishing


@pytest.mark.parametrize("persona", ["editor", "publisher"])
@pytest.mark.parametrize("model", PUBLISHABLE)
def test_publication_is_no_field_of_the_form(client, model, persona):
    obj = make(model, publication="draft")
    page = address(model, "change", obj.pk)
    data = data_of(log_in(client, persona).get(page))
    assert "publication" not in data
    response = client.post(page, data | {"publication": "published"})
    assert response.status_code == 302, errors_of(response)
    obj.refresh_from_db()
    assert obj.publication == "draft"


@pytest.mark.parametrize("persona", ["editor", "publisher"])
def test_publication_of_a_new_partner_is_an_act_of_its_own(client, persona):
    data = {"kind": "country", "code": "MA", "name_en": "Morocco", "region": "north_africa"}
    page = address(Partner, "add")
    response = log_in(client, persona).get(page)
    assert "Draft" in response.content.decode()
    client.post(page, data_of(response) | data)
    assert Partner.objects.get().publication == "draft"


def test_publication_does_not_come_back_from_the_history(client):
    meeting = factories.MeetingFactory(publication="published")
    meeting.publication = "withdrawn"
    meeting.save()
    page = address(Meeting, "simple_history", meeting.pk, meeting.history.last().pk)
    response = log_in(client, "editor").get(page)
    data = {one.html_name: one.value() or "" for one in response.context["adminform"].form}
    data[FIELD] = response.context["seen"]
    assert client.post(page, data).status_code == 302
    meeting.refresh_from_db()
    assert meeting.publication == "withdrawn"


def test_history_is_brought_back_by_editors_only(client):
    meeting = factories.MeetingFactory(title_en="Before")
    meeting.title_en = "After"
    meeting.save()
    page = address(Meeting, "simple_history", meeting.pk, meeting.history.last().pk)
    log_in(client, "reader")
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 403
    meeting.refresh_from_db()
    assert meeting.title_en == "After"


def choose(client, model, action, objs, **more):
    seen = {f"seen-{obj.pk}": obj.updated_at.isoformat() for obj in objs}
    data = {"action": action, "_selected_action": [obj.pk for obj in objs], **seen, **more}
    return client.post(address(model, "changelist"), data, follow=True)


@pytest.mark.parametrize("model", PUBLISHABLE)
def test_publishing_several_asks_first(client, model):
    drafts = [make(model, publication="draft") for _number in range(2)]
    public = make(model, publication="published")
    log_in(client, "publisher")

    asked = choose(client, model, "publish_selected", [*drafts, public])
    assert asked.templates[0].name == "admin/publication_confirmation.html"
    assert sorted(one.record.pk for one in asked.context["candidates"]) == [
        obj.pk for obj in drafts
    ]
    assert model.objects.filter(publication="published").count() == 1

    done = choose(client, model, "publish_selected", drafts, confirmed="yes")
    assert [str(message) for message in done.context["messages"]] == ["2 records were published."]
    assert model.objects.filter(publication="published").count() == 3
    assert drafts[0].history.first().history_user.username == "publisher"


def test_withdrawing_several_asks_first(client):
    public, draft = make(Meeting), make(Meeting, publication="draft")
    log_in(client, "publisher")
    asked = choose(client, Meeting, "withdraw_selected", [public, draft])
    assert [one.record for one in asked.context["candidates"]] == [public]
    done = choose(client, Meeting, "withdraw_selected", [public, draft], confirmed="yes")
    assert [str(message) for message in done.context["messages"]] == [
        "1 record was withdrawn.",
        f"Left out, since: is not published ({draft})",
    ]
    states = Meeting.objects.order_by("pk").values_list("publication", flat=True)
    assert list(states) == ["withdrawn", "draft"]


def test_publishing_what_is_public_already_says_so(client):
    public = make(Meeting)
    done = choose(log_in(client, "publisher"), Meeting, "publish_selected", [public])
    assert [str(message) for message in done.context["messages"]] == [
        f"Left out, since: is published already ({public})"
    ]


@pytest.mark.parametrize("persona", ["reader", "editor", "registrar"])
def test_publishing_several_is_closed_to_others(client, persona):
    draft = make(Meeting, publication="draft")
    log_in(client, persona)
    choose(client, Meeting, "publish_selected", [draft], confirmed="yes")
    draft.refresh_from_db()
    assert draft.publication == "draft"


# Personal data


@pytest.mark.parametrize("persona", [one for one in PERSONAS if one != "administrator"])
def test_people_are_closed_to_all_but_the_registrar(client, persona):
    person = factories.PersonFactory(family_name=CANARY)
    participation = factories.ParticipationFactory(person=person)
    expected = {"anonymous": 302, "registrar": 200}.get(persona, 403)
    log_in(client, persona)
    for obj in (person, participation):
        model = type(obj)
        pages = [address(model, "changelist"), address(model, "add")]
        pages += [address(model, page, obj.pk) for page in ("change", "history", "delete")]
        pages.append(address(model, "simple_history", obj.pk, obj.history.first().pk))
        assert {client.get(page).status_code for page in pages} == {expected}
    query = "?app_label=events&model_name=participation&field_name=person&term=zzy"
    response = client.get(reverse("admin:autocomplete") + query)
    assert response.status_code == expected
    assert (CANARY in response.content.decode()) == (persona == "registrar")


@pytest.mark.parametrize("persona", ["reader", "editor", "publisher"])
def test_people_show_on_no_page_of_what_they_belong_to(client, persona):
    delegation = factories.DelegationFactory()
    person = factories.PersonFactory(
        family_name=CANARY, partner=delegation.partner, email=f"{CANARY}@example.org"
    )
    factories.ParticipationFactory(person=person, meeting=delegation.meeting, delegation=delegation)
    log_in(client, persona)
    for obj in (delegation, delegation.meeting, delegation.partner):
        for page in ("change", "history", "delete"):
            content = client.get(address(type(obj), page, obj.pk)).content.decode()
            assert CANARY not in content
    listed = choose(client, Partner, "delete_selected", [delegation.partner])
    assert CANARY not in listed.content.decode()
    assert CANARY not in client.get("/admin/").content.decode()


def test_people_are_registered_with_their_participations(client):
    delegation = factories.DelegationFactory()
    page = address(Person, "add")
    data = data_of(log_in(client, "registrar").get(page)) | {"family_name": "Diop"}
    data = with_part(
        data,
        "participations",
        meeting=delegation.meeting_id,
        delegation=delegation.pk,
        seat="principal",
        function="head",
        attended="unknown",
        invited_on="2023-01-01",
        registered_on="2023-02-01",
    )
    response = client.post(page, data)
    assert response.status_code == 302, errors_of(response)
    assert Person.objects.get().participations.get().delegation == delegation


def test_people_take_part_in_no_delegation_to_another_meeting(client):
    page = address(Participation, "add")
    data = data_of(log_in(client, "registrar").get(page)) | {
        "person": factories.PersonFactory().pk,
        "meeting": factories.MeetingFactory().pk,
        "delegation": factories.DelegationFactory().pk,
    }
    assert errors_of(client.post(page, data)) == {
        "delegation": ["This delegation is to another meeting."]
    }


# Files


def test_files_of_drafts_are_open_to_staff_only(client):
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7 draft")
    document = factories.DocumentFactory(publication="draft")
    version = factories.DocumentVersionFactory(document=document, file=file, url="")
    page = reverse("admin:events_documentversion_file", args=[version.pk])
    assert client.get(page).status_code == 302
    for persona in ("reader", "editor"):
        log_in(client, persona)
        form = client.get(address(Document, "change", document.pk)).content.decode()
        assert f'href="{page}"' in form
        assert "/media/" not in form
        assert b"".join(client.get(page).streaming_content) == b"%PDF-1.7 draft"


def test_files_that_are_gone_are_not_found(client):
    version = factories.DocumentVersionFactory(file="documents/gone.pdf", url="")
    log_in(client, "reader")
    for key in (version.pk, version.pk + 1):
        page = reverse("admin:events_documentversion_file", args=[key])
        assert client.get(page).status_code == 404


def test_files_are_uploaded_with_their_document(client):
    document = factories.DocumentFactory()
    page = address(Document, "change", document.pk)
    data = data_of(log_in(client, "editor").get(page))
    file = SimpleUploadedFile("rapport.pdf", b"%PDF-1.7")
    response = client.post(page, data | {"versions-0-language": "fr", "versions-0-file": file})
    assert response.status_code == 302, errors_of(response)
    assert document.versions.get().file.name.startswith("documents/rapport")


# Deleting


@pytest.mark.parametrize("model", PUBLISHABLE)
@pytest.mark.parametrize("state", ["draft", "published"])
def test_publishable_records_are_deleted_by_publishers_only(client, model, state):
    obj = make(model, publication=state)
    for persona in ("reader", "editor", "registrar"):
        assert not can_delete(log_in(client, persona), obj)
    assert can_delete(log_in(client, "publisher"), obj)


def test_published_meetings_are_not_deleted_without_the_right_to_withdraw(client):
    user = User.objects.create(username="eraser", is_staff=True)
    client.force_login(user)
    held = Permission.objects.filter(codename__in=["view_meeting", "delete_meeting"])
    user.user_permissions.set(held)
    public, draft = make(Meeting), make(Meeting, publication="draft")
    assert not can_delete(client, public)
    refused = choose(client, Meeting, "delete_selected", [public], post="yes")
    assert refused.status_code == 403
    assert can_delete(client, draft)


def test_meetings_with_people_are_not_deleted_by_those_who_may_not_delete_people(client):
    meeting = factories.ParticipationFactory().meeting
    assert not can_delete(log_in(client, "publisher"), meeting)
    assert can_delete(log_in(client, "administrator"), meeting)


def test_deleting_says_what_stands_in_the_way(client):
    delegation = factories.DelegationFactory()
    page = address(Partner, "delete", delegation.partner_id)
    content = log_in(client, "publisher").get(page).content.decode()
    assert f"Delegation – {delegation}" in content
    assert not can_delete(client, delegation.partner)


def test_parts_are_deleted_by_editors(client):
    delegation = factories.DelegationFactory()
    assert not can_delete(log_in(client, "reader"), delegation)
    assert can_delete(log_in(client, "editor"), delegation)
    assert not Delegation.objects.exists()


# Accounts


def test_administrators_make_no_superusers(client):
    boss = User.objects.create_superuser("boss", password="made-up-for-the-test")
    log_in(client, "administrator")
    me = User.objects.get(username="administrator")
    page = address(User, "change", me.pk)
    data = data_of(client.get(page)) | {"is_superuser": "on"}
    client.post(page, data)
    assert not User.objects.get(pk=me.pk).is_superuser
    assert client.post(address(User, "change", boss.pk), data).status_code == 403
    assert client.get(f"/admin/auth/user/{boss.pk}/password/").status_code == 403
    assert not can_delete(client, boss)


def test_groups_of_the_table_are_not_changed_by_hand(client):
    log_in(client, "administrator")
    group = User.objects.get(username="administrator").groups.get()
    client.post(address(type(group), "change", group.pk), {"name": "Owners"})
    group.refresh_from_db()
    assert group.name == "Administrator"
    assert group.permissions.exists()
    assert not can_delete(client, group)
