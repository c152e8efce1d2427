"""How many queries an answer costs, whatever the record holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.worlds import full_world

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-01-15")]

QUERIES = {
    "/en/": 17,
    "/en/meetings/": 18,
    "/en/meetings/?type=…": 19,
    "/en/meetings/calendar/": 14,
    "/en/meetings/calendar/2023/04/": 13,
    "/en/meetings/calendar/2023/04/?type=…": 14,
    "/en/meetings/…/": 29,
    "/en/action-plans/": 1,
    "/en/action-plans/…/": 10,
    "/en/partners/": 4,
    "/en/partners/…/": 7,
    "/en/chairmanships/": 2,
    "/en/chairmanships/…/": 18,
    "/en/documents/": 4,
    "/en/documents/…/": 2,
    "/en/search/": 0,
    "/en/search/?q=meeting": 3,
    "/en/search/?q=meeting&kind=document": 3,
    "/en/about/": 1,
    "/en/data/": 1,
    "/api/v1/meetings/": 3,
    "/api/v1/meetings/?type=…": 4,
    "/api/v1/meetings/…/": 2,
    "/api/v1/meeting-types/": 3,
    "/api/v1/meeting-types/…/": 2,
    "/api/v1/action-plans/": 3,
    "/api/v1/action-plans/…/": 2,
    "/api/v1/partners/": 5,
    "/api/v1/partners/…/": 4,
    "/api/v1/chairmanships/": 3,
    "/api/v1/chairmanships/…/": 2,
    "/api/v1/documents/": 3,
    "/api/v1/documents/…/": 2,
    "/api/v1/changes/": 3,
}


@pytest.mark.parametrize("each", [1, 3])
def test_answers_cost_as_many_queries_for_three_things_as_for_one(client, each):
    keys = keys_of(full_world(each))

    counted = {}
    for name in QUERIES:
        before = name.partition("…")[0]
        key = next((key for kind, key in keys.items() if before.endswith(kind)), "")
        with CaptureQueriesContext(connection) as queries:
            response = client.get(name.replace("…", key))
        assert response.status_code == 200
        counted[name] = len(queries)

    assert counted == QUERIES


def keys_of(world) -> dict[str, str]:
    """What stands for … in the table, by what stands before it."""
    return {
        "/meetings/": world.meetings[0].slug,
        "/meetings/?type=": world.meetings[0].type.slug,
        "/2023/04/?type=": world.meetings[0].type.slug,
        "/meeting-types/": world.meetings[0].type.slug,
        "/action-plans/": world.plans[0].slug,
        "/partners/": world.partners[0].code,
        "/chairmanships/": world.chairmanships[0].slug,
        "/documents/": world.documents[0].slug,
    }
