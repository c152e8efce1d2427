"""The groups of the staff: what each may do, and the command that sees to it."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from events.groups import GROUPS, PARTS, differences
from events.models import Meeting, MeetingPartner, MeetingType, Participation, Person
from tests.personas import PERSONAS, STAFF, log_in, make_user

PERSONAL = {
    f"events.{action}_{model}"
    for action in ("view", "add", "change", "delete")
    for model in ("person", "participation", "nominationlink", "nomination", "nominee", "mail")
}


def test_groups_hand_personal_data_to_registrar_and_administrator_only():
    holders = {name for name, permissions in GROUPS.items() if permissions & PERSONAL}
    assert holders == {"Registrar", "Administrator"}


def test_groups_let_publishers_and_administrators_publish_only():
    holders = {name for name in GROUPS if "events.publish_meeting" in GROUPS[name]}
    assert holders == {"Publisher", "Administrator"}


def test_groups_let_readers_only_look():
    assert {name.split(".")[1].split("_")[0] for name in GROUPS["Reader"]} == {"view"}


def test_groups_let_editors_delete_parts_only():
    deletable = {name.split("_", 1)[1] for name in GROUPS["Editor"] if ".delete_" in name}
    assert deletable == {model._meta.model_name for model in PARTS}
    assert MeetingPartner in PARTS
    assert not {Meeting, MeetingType, Person, Participation} & set(PARTS)


def test_groups_leave_accounts_to_administrators():
    holders = {name for name in GROUPS if "auth.change_user" in GROUPS[name]}
    assert holders == {"Administrator"}


def test_groups_say_nothing_of_the_history_tables():
    assert not [name for held in GROUPS.values() for name in held if "historical" in name]


@pytest.mark.django_db
def test_apply_groups_gives_each_group_what_the_table_says():
    call_command("apply_groups", verbosity=0)
    for name, permissions in GROUPS.items():
        user = User.objects.create(username=name)
        user.groups.set(Group.objects.filter(name=name))
        assert user.get_all_permissions() == permissions


@pytest.mark.django_db
def test_apply_groups_takes_away_what_the_table_does_not_say():
    call_command("apply_groups", verbosity=0)
    reader = Group.objects.get(name="Reader")
    reader.permissions.add(*Group.objects.get(name="Registrar").permissions.all())
    call_command("apply_groups", verbosity=0)
    assert reader.permissions.count() == len(GROUPS["Reader"])


@pytest.mark.django_db
def test_apply_groups_leaves_members_and_other_groups_alone():
    user = make_user("editor")
    Group.objects.create(name="Translators")
    Group.objects.get(name="Editor").permissions.clear()
    call_command("apply_groups", verbosity=0)
    assert user.groups.get().name == "Editor"
    assert Group.objects.filter(name="Translators").exists()


@pytest.mark.django_db
def test_apply_groups_check_lists_differences_and_changes_nothing(capsys):
    call_command("apply_groups", verbosity=0)
    editor = Group.objects.get(name="Editor")
    editor.permissions.remove(editor.permissions.get(codename="add_meeting"))
    Group.objects.get(name="Reader").delete()
    with pytest.raises(CommandError) as failure:
        call_command("apply_groups", "--check")
    assert failure.value.returncode == 1
    assert str(failure.value) == "Reader: does not exist\nEditor: lacks events.add_meeting"
    assert len(differences()) == 2


@pytest.mark.django_db
def test_apply_groups_check_is_content_after_it_was_applied(capsys):
    call_command("apply_groups", verbosity=0)
    call_command("apply_groups", "--check")
    assert capsys.readouterr().out == "Nothing to change.\n"


@pytest.mark.django_db
def test_apply_groups_says_what_it_changed(capsys):
    call_command("apply_groups", verbosity=0)
    Group.objects.get(name="Reader").delete()
    call_command("apply_groups")
    assert capsys.readouterr().out == "Set right:\nReader: does not exist\n"


def test_personas_are_the_groups_and_the_public():
    assert ["anonymous", *(name.lower() for name in GROUPS)] == PERSONAS


@pytest.mark.django_db
@pytest.mark.parametrize("persona", STAFF)
def test_personas_have_the_rights_of_their_group(client, persona):
    log_in(client, persona)
    assert make_user(persona).get_all_permissions() == GROUPS[persona.capitalize()]
    assert client.get("/admin/").status_code == 200
