"""Times on the pages for staff are those of the secretariat's clocks."""

import datetime

import pytest
from django.urls import reverse

from tests import factories
from tests.personas import log_in

# Half past midnight of the next day in Brussels.
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15 22:30Z", tick=False)]


def test_history_says_when_as_the_clocks_of_the_secretariat_did(client):
    meeting = factories.MeetingFactory()
    log_in(client, "reader")

    page = client.get(reverse("admin:events_meeting_history", args=[meeting.pk])).content.decode()

    assert "16 June 2024, 00:30" in page


def test_today_is_the_day_at_the_secretariat(client):
    meeting = factories.MeetingFactory(status="planned")
    log_in(client, "editor")

    page = client.get(reverse("admin:events_meeting_status", args=[meeting.pk]))

    assert page.context["form"].initial["changed_on"] == datetime.date(2024, 6, 16)
