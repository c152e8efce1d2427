"""The list of meetings in the administration: what it costs does not grow with the meetings."""

import datetime
import time
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.admin.worklist.selections import TO_DO
from events.generating.batches import generate
from events.models import Meeting, MeetingType
from tests.personas import log_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("record"),
    # The clock stands still: a session that gets older is written now and then.
    pytest.mark.time_machine("2024-06-15 12:00Z", tick=False),
]

FEW, MANY = 500, 4_000
# The slowest page, against the plain first page in the same run: 1.5 where nothing else runs.
MOST_TIMES = 3
CHOICES = {
    "publication__exact": ["draft", "withdrawn"],
    "status__exact": ["held", "planned", "cancelled"],
    "mode__exact": ["online", "not_stated"],
    "confidence__exact": ["low"],
    "type__category__exact": ["technical"],
    "translation": ["fr", "fr-stale"],
    "to_do": [*TO_DO],
    "year": ["2007", "2023"],
    "o": ["2", "-2"],
    "q": ["diaspora", "employment 2015", "e", "zzzz"],
}
TOGETHER = [
    "",
    "p=8",
    "o=2&p=8",
    "start_date__year=2015",
    "start_date__year=2015&start_date__month=3",
    "start_date__year=2015&start_date__month=3&start_date__day=4",
    "q=diaspora&status__exact=held&publication__exact=draft",
    "publication__exact=withdrawn&confidence__exact=low&translation=fr",
]


def addresses() -> list[str]:
    """Of the list, with each filter, sorted each way, searched, paged, and several together."""
    kind = MeetingType.objects.order_by("pk").first()
    chosen = [f"{name}={value}" for name, values in CHOICES.items() for value in values]
    page = reverse("admin:events_meeting_changelist")
    return [f"{page}?{query}" for query in chain(TOGETHER, chosen, [f"type__id__exact={kind.pk}"])]


def add_meetings(count: int):
    list(generate(count, seed=1, today=datetime.date(2024, 6, 15)))


def queries_of(client) -> dict[str, int]:
    found = {}
    for address in addresses():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        found[address] = len(queries)
    return found


def seconds(client, address: str) -> float:
    """At best: the rest is what else the machine does."""
    measured = []
    for _ in range(4):
        start = time.perf_counter()
        client.get(address)
        measured.append(time.perf_counter() - start)
    return min(measured)


def test_the_list_costs_the_same_however_many_meetings_there_are(client):
    log_in(client, "editor")
    add_meetings(FEW)
    queries = queries_of(client)

    add_meetings(MANY - FEW)

    assert queries_of(client) == queries
    assert max(queries.values()) <= 25
    taken = {address: seconds(client, address) for address in addresses()}
    plain = taken[addresses()[0]]
    slow = {address: one / plain for address, one in taken.items() if one > MOST_TIMES * plain}
    assert slow == {}
    assert Meeting.objects.count() >= MANY
