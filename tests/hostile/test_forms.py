"""Whatever a form is sent, it answers: with what is wrong, or that it is not taken; and nothing of
it acts on the page that says so."""

import pytest
import time_machine
from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.test import Client, override_settings

from tests.browsing import read
from tests.hostile.conftest import IN_MEMORY, NOW
from tests.hostile.forms import BAD, all_sent
from tests.hostile.markup import faults_of
from tests.hostile.world import rich_world
from tests.personas import ANONYMOUS, log_in

pytestmark = pytest.mark.django_db
KINDS = [*BAD, "keys of nothing"]


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """What all forms answered, by what was bad about what they were sent."""
    kept = override_settings(STORAGES={**settings.STORAGES, "default": IN_MEMORY})
    with django_db_blocker.unblock(), transaction.atomic(), kept:
        with time_machine.travel(NOW, tick=False):
            world, people = rich_world(), (ANONYMOUS, "administrator")
            client = {who: Client(raise_request_exception=False) for who in people}
            found = all_sent(world, {who: log_in(client[who], who) for who in people})
        transaction.set_rollback(True)
    return found


def test_every_model_that_staff_write_has_its_forms_among_them(answers):
    asked = {one.address for one in answers["payloads"]}

    for model in admin.site._registry:
        place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert [address for address in asked if address.startswith(place)] != [], place
    assert [address for address in asked if "/nominations/" in address] != []


@pytest.mark.parametrize("kind", KINDS)
def test_no_form_stumbles(answers, kind):
    assert [one.address for one in answers[kind] if one.status >= 500] == []


@pytest.mark.parametrize("kind", KINDS)
def test_forms_are_asked_by_somebody_who_may(answers, kind):
    asked = [one for one in answers[kind] if one.address.startswith("/admin/")]
    turned_away = [one for one in asked if "/login/" in one.headers.get("Location", "")]

    assert [one.address for one in turned_away if "/login/" not in one.address] == []


@pytest.mark.parametrize("kind", ["payloads", "no dates, long texts, lists"])
def test_nothing_that_was_typed_acts_on_the_page_that_refuses_it(answers, kind):
    pages = [one for one in answers[kind] if one.kind == "text/html" and one.content]

    assert len(pages) > 50
    assert {one.address: found for one in pages if (found := faults_of(read(one)))} == {}


def test_no_text_leads_anywhere(answers):
    led = {one.headers["Location"] for one in answers["payloads"] if "Location" in one.headers}

    assert [address for address in led if not address.startswith("/") or address[:2] == "//"] == []
