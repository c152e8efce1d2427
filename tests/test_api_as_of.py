"""What the API tells as of a day, and search and coverage in it."""

import datetime

import pytest

from events.models import Meeting
from tests.browsing import ORIGIN
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ChairmanshipFactory,
    MeetingFactory,
    ObjectiveFactory,
    PartnerFactory,
    PartnerRoleFactory,
    PlanLinkFactory,
    RecommendationFactory,
)
from tests.test_api_manners import problem
from tests.test_api_resources import RESOURCES, both, pages

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]


def day(year: int, month: int = 1, number: int = 1) -> datetime.date:
    return datetime.date(year, month, number)


# Partners


@pytest.fixture
def mali():
    """An observer since 2010, and until 2014; a partner since 2015."""
    mali = PartnerFactory(code="ML")
    exact = {"partner": mali, "start_precision": "day"}
    PartnerRoleFactory(
        kind="observer",
        start_date=day(2010),
        end_date=day(2014, 12, 31),
        end_precision="day",
        **exact,
    )
    PartnerRoleFactory(kind="partner", start_date=day(2015), **exact)
    return mali


@pytest.mark.usefixtures("mali")
@pytest.mark.parametrize(
    ("query", "status", "roles"),
    [
        ("", "partner", ["observer", "partner"]),
        ("as_of=2024-06-15", "partner", ["partner"]),
        ("as_of=2015-01-01", "partner", ["partner"]),
        ("as_of=2014-12-31", "observer", ["observer"]),
        ("as_of=2009-12-31", "guest", []),
    ],
)
def test_roles_and_status_are_those_of_a_day(client, query, status, roles):
    one = client.get(f"/api/v1/partners/ML/?{query}").json()
    (listed,) = client.get(f"/api/v1/partners/?{query}").json()["results"]

    assert (one["status"], sorted(role["kind"] for role in one["roles"])) == (status, roles)
    assert listed == one


# Chairmanships


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2023-06-30", ["first"]),
        ("2023-07-01", ["first"]),  # the day of the handover
        ("2023-07-02", ["second"]),
        ("2020-01-01", []),
    ],
)
def test_who_is_in_the_chair_on_a_day(client, as_of, expected):
    handover = {"end_date": day(2023, 7, 1), "end_precision": "day"}
    ChairmanshipFactory(slug="first", start_date=day(2022), start_precision="day", **handover)
    later = {"start_date": day(2023, 7, 1), "start_precision": "day", "end_precision": ""}
    ChairmanshipFactory(slug="second", **later)

    found = client.get(f"/api/v1/chairmanships/?as_of={as_of}").json()["results"]

    assert [one["slug"] for one in found] == expected


@pytest.mark.parametrize("as_of", ["1989-12-31", "2101-01-01", "2024-02-30", "1.1.2024", "\x00"])
@pytest.mark.parametrize("address", ["partners/", "chairmanships/", "coverage/"])
def test_a_day_that_is_none_is_refused(client, address, as_of):
    ActionPlanFactory(slug="plan")
    plan = {"plan": "plan"} if address == "coverage/" else {}

    content = problem(client.get(f"/api/v1/{address}", {"as_of": as_of, **plan}))

    assert (content["status"], list(content["errors"])) == (400, ["as_of"])


@pytest.mark.parametrize("address", ["partners/", "chairmanships/"])
def test_no_day_is_as_if_it_were_not_asked_for(client, address):
    ChairmanshipFactory()

    empty = client.get(f"/api/v1/{address}?as_of=").json()["results"]

    assert empty == client.get(f"/api/v1/{address}").json()["results"]
    assert len(empty) == 1


@pytest.mark.parametrize(
    "resource", [one for one in RESOURCES if one not in ("partners", "chairmanships")]
)
def test_a_day_is_unknown_where_it_means_nothing(client, resource):
    content = problem(client.get(f"/api/v1/{resource}/?as_of=2024-01-01"))

    assert (content["status"], list(content["errors"])) == (400, ["as_of"])


# Coverage


@pytest.fixture
def plan():
    """Objective 5, printed in parts; a meeting of 2023 addressed 5a, one of 2024 action 2."""
    plan = ActionPlanFactory(slug="plan")
    area = AreaFactory(plan=plan, number=1)
    objectives = {
        part: ObjectiveFactory(plan=plan, area=area, number=5, part=part) for part in ("", "a", "b")
    }
    action = ActionFactory(plan=plan, number=2, objective=objectives["b"], title_en="Train")
    for year, item in [(2023, {"objective": objectives["a"]}), (2024, {"action": action})]:
        slug, held = f"of-{year}", {"start_date": day(year, 5), "end_date": day(year, 5)}
        meeting = MeetingFactory(slug=slug, status="held", mode="online", **held)
        PlanLinkFactory(meeting=meeting, area=None, **item)
    return plan


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("query", "totals"),
    [
        ("", {"areas": (1, 1), "objectives": (1, 1), "actions": (1, 1)}),
        ("&as_of=2023-12-31", {"areas": (1, 1), "objectives": (1, 1), "actions": (0, 1)}),
        ("&as_of=2022-12-31", {"areas": (0, 1), "objectives": (0, 1), "actions": (0, 1)}),
        ("&year=2024&mode=online", {"areas": (1, 1), "objectives": (1, 1), "actions": (1, 1)}),
        ("&mode=hybrid", {"areas": (0, 1), "objectives": (0, 1), "actions": (0, 1)}),
    ],
)
def test_coverage_counts_the_meetings_that_filters_leave(client, query, totals):
    answer = client.get(f"/api/v1/coverage/?plan=plan{query}").json()

    found = {name: (one["addressed"], one["of"]) for name, one in answer["totals"].items()}
    assert found == totals


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("as_of", ["", "2024-06-01"])
def test_coverage_is_that_of_the_page(client, as_of):
    asked = {"as_of": as_of} if as_of else {}
    address = "/en/action-plans/cadiz-action-plan/coverage.json"

    answer = client.get("/api/v1/coverage/", {"plan": "cadiz-action-plan", **asked}).json()

    assert answer == client.get(address, asked).json()
    assert answer["totals"]["objectives"]["addressed"] > 0


@pytest.mark.usefixtures("plan")
def test_coverage_in_some_members_and_one_language(client):
    answer = client.get("/api/v1/coverage/?plan=plan&fields=items&lang=fr").json()

    item = {"code": "action-2", "title": "Train", "title_lang": "en"}
    assert answer["items"][-1] == {**item, "stated": ["of-2024"], "inferred": []}
    assert list(answer) == ["items"]


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["plan"]),
        ("?plan=", ["plan"]),
        ("?plan=none", ["plan"]),
        ("?plan=plan&plan=%00", ["plan"]),
        ("?plan=plan&year=soon&as_of=soon&fields=x", ["as_of", "fields", "year"]),
        ("?plan=plan&page=1", ["page"]),
        ("?plan=plan&updated_since=2024-01-01T00:00:00Z", ["updated_since"]),
    ],
)
def test_coverage_names_what_it_cannot_answer(client, query, names):
    content = problem(client.get(f"/api/v1/coverage/{query}"))

    assert (content["status"], sorted(content["errors"])) == (400, names)


def test_coverage_of_a_draft_is_unknown(client, plan):
    plan.publication = "draft"
    plan.save()

    assert problem(client.get("/api/v1/coverage/?plan=plan"))["status"] == 400


def test_a_draft_covers_nothing(client, plan):
    meeting = Meeting.objects.get(slug="of-2024")
    meeting.publication = "draft"
    meeting.save()

    totals = client.get("/api/v1/coverage/?plan=plan").json()["totals"]

    assert totals["actions"] == {"addressed": 0, "of": 1}


# Search


def test_what_is_found_says_where_its_page_and_its_object_are(client):
    MeetingFactory(slug="one", title_en="On visas", title_fr="Des visas")

    assert client.get("/api/v1/search/?q=visas").json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "kind": "meeting",
                "title": both("On visas", "Des visas"),
                "url": pages("meetings/one/", "reunions/one/"),
                "object": f"{ORIGIN}/api/v1/meetings/one/",
            }
        ],
    }


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("cadiz", {"plan", "area", "objective", "action"}),
        ("rabat", {"plan", "meeting", "document"}),
        ("morocco", {"partner", "chairmanship", "meeting"}),
        ("accessibility", {"standingpage"}),
    ],
)
def test_what_is_found_is_there(client, words, kinds):
    RecommendationFactory(text_en="Cadiz, Rabat, Morocco and accessibility", number=3)
    results = client.get(f"/api/v1/search/?q={words}&page_size=100").json()["results"]

    first = {one["kind"]: one for one in reversed(results)}
    statuses = {client.get(one["object"]).status_code for one in first.values()}
    statuses |= {client.get(one["url"]["fr"]).status_code for one in first.values()}
    assert kinds | {"recommendation"} <= first.keys()
    assert statuses == {200}


def test_search_in_pages_of_a_kind_and_a_language(client):
    for number in range(3):
        MeetingFactory(title_en=f"Visas {number}", title_fr="")
    PartnerFactory(name_en="Visas")

    answer = client.get("/api/v1/search/?q=visas&kind=meeting&lang=fr&page=2&page_size=2").json()

    (found,) = answer["results"]
    assert (answer["count"], answer["next"], found["title_lang"]) == (3, None, "en")
    assert found["url"].startswith(f"{ORIGIN}/fr/reunions/")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["q"]),
        ("q=", ["q"]),
        ("q=+", ["q"]),
        ("q=%00", ["q"]),
        ("q=a&kind=person", ["kind"]),
        ("q=a&lang=de", ["lang"]),
        ("q=a&page_size=0", ["page_size"]),
        ("q=a&type=webinar", ["type"]),
    ],
)
def test_search_names_what_it_cannot_answer(client, query, names):
    content = problem(client.get(f"/api/v1/search/?{query}"))

    assert (content["status"], list(content["errors"])) == (400, names)


def test_search_finds_no_draft(client):
    meeting = MeetingFactory(title_en="On visas", publication="draft")
    RecommendationFactory(meeting=meeting, text_en="Fewer visas")

    assert client.get("/api/v1/search/?q=visas").json()["count"] == 0
