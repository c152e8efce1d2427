"""How many queries an answer costs, whatever the record holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Recommendation, RecommendationLink
from tests.worlds import full_world

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-01-15")]

# The first of each says whether the answer that is kept still holds. What the filters offer, and
# how much a search finds, is asked for by the first page that shows it, and kept for the others.
QUERIES = {
    "/en/": 12,
    "/en/meetings/": 14,
    "/en/meetings/?type=…": 7,
    "/en/meetings/calendar/": 8,
    "/en/meetings/calendar/2023/04/": 7,
    "/en/meetings/calendar/2023/04/?type=…": 8,
    "/en/meetings/…/": 25,
    "/en/embed/meetings/": 5,
    "/en/action-plans/": 2,
    "/en/action-plans/…/": 11,
    "/en/partners/": 5,
    "/en/partners/…/": 8,
    "/en/chairmanships/": 3,
    "/en/chairmanships/…/": 19,
    "/en/documents/": 5,
    "/en/documents/…/": 3,
    "/en/search/": 1,
    "/en/search/?q=meeting": 4,
    "/en/search/?q=meeting&kind=document": 3,
    "/en/about/": 2,
    "/en/data/": 2,
    "/api/v1/meetings/": 4,
    "/api/v1/meetings/?type=…": 5,
    "/api/v1/meetings/…/": 3,
    "/api/v1/meeting-types/": 4,
    "/api/v1/meeting-types/…/": 3,
    "/api/v1/action-plans/": 4,
    "/api/v1/action-plans/…/": 3,
    "/api/v1/partners/": 6,
    "/api/v1/partners/…/": 5,
    "/api/v1/chairmanships/": 4,
    "/api/v1/chairmanships/…/": 3,
    "/api/v1/areas/": 4,
    "/api/v1/areas/?plan=…": 5,
    "/api/v1/areas/…/": 4,
    "/api/v1/objectives/?area=…": 5,
    "/api/v1/objectives/…/": 4,
    "/api/v1/actions/?area=…": 5,
    "/api/v1/actions/?objective=…": 5,
    "/api/v1/actions/…/": 4,
    "/api/v1/recommendations/": 4,
    "/api/v1/recommendations/?q=recommendation": 4,
    "/api/v1/recommendations/?item=…": 5,
    "/api/v1/recommendations/…/": 3,
    "/api/v1/chairmanships/?as_of=2024-01-01": 5,
    "/api/v1/documents/": 4,
    "/api/v1/documents/…/": 3,
    "/api/v1/changes/": 3,
    "/api/v1/coverage/?plan=…": 6,
    "/api/v1/search/?q=meeting": 3,
    "/api/v1/partners/…/?as_of=2024-01-01": 5,
    "/api/v1/meetings.csv": 8,
    "/api/v1/meetings.ics": 3,
    "/api/v1/meetings/….ics": 4,
    "/api/v1/meetings.geojson": 3,
    "/api/v1/partners.csv": 5,
    "/api/v1/documents.csv": 3,
    "/api/v1/recommendations.csv": 3,
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
            b"".join(response)  # what is streamed is asked for now
        assert response.status_code == 200
        counted[name] = len(queries)

    assert counted == QUERIES


def keys_of(world) -> dict[str, str]:
    """What stands for … in the table, by what stands before it."""
    plan = world.plans[0]
    area, objective, action = (
        getattr(plan, level).first().full_code for level in ("areas", "objectives", "actions")
    )
    return {
        "/meetings/": world.meetings[0].slug,
        "/meetings/?type=": world.meetings[0].type.slug,
        "/2023/04/?type=": world.meetings[0].type.slug,
        "/meeting-types/": world.meetings[0].type.slug,
        "/action-plans/": world.plans[0].slug,
        "/partners/": world.partners[0].code,
        "?plan=": plan.slug,
        "/areas/": area,
        "/objectives/": objective,
        "/actions/": action,
        "?area=": area,
        "?objective=": objective,
        "?item=": RecommendationLink.objects.exclude(area=None).first().item.full_code,
        "/recommendations/": Recommendation.objects.first().full_number,
        "/chairmanships/": world.chairmanships[0].slug,
        "/documents/": world.documents[0].slug,
    }
