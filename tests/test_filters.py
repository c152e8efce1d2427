"""The filters of meetings: one set for pages and API."""

import datetime

import pytest

from actionplan.models import ActionPlan
from events.coverage import countable, plan_coverage
from events.filters import MeetingFilterSet
from events.models import Meeting
from tests.browsing import read
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ChairmanshipFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    MeetingTypeFactory,
    ObjectiveFactory,
    PartnerFactory,
    PlanLinkFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

QUERIES = [
    "",
    "type=webinar",
    "type=webinar&type=thematic-meeting",
    "category=political",
    "year=2023",
    "country=MA",
    "country=MA&country=FR",
    "plan=cadiz-action-plan",
    "item=cadiz-action-plan.area-3",
    "item=cadiz-action-plan.objective-5",
    "item=cadiz-action-plan.action-16",
    "chairmanship=morocco-2022",
    "status=postponed&status=cancelled",
    "mode=online",
    "upcoming=true",
    "upcoming=false",
    "chairmanship=morocco-2022&category=technical&year=2023",
    "country=MA&type=steering-committee&upcoming=false&mode=in_person",
]
BAD = [
    ("type", "nothing"),
    ("category", "nothing"),
    ("year", "soon"),
    ("year", "1989"),
    ("year", "2101"),
    ("country", "nowhere"),
    ("plan", "nothing"),
    ("item", "cadiz-action-plan"),
    ("item", "nothing.area-1"),
    ("chairmanship", "nothing"),
    ("status", "nothing"),
    ("mode", "nothing"),
    ("upcoming", "yes"),
]


def found_by_api(client, query: str) -> list[str]:
    """The slugs of the meetings, all pages of them."""
    address, slugs = f"/api/v1/meetings/?page_size=100&{query}", []
    while address:
        answer = client.get(address).json()
        slugs += [meeting["slug"] for meeting in answer["results"]]
        address = answer["next"]
    return slugs


def found_by_page(client, query: str) -> list[str]:
    """The slugs of the meetings on all pages, as their links have them."""
    slugs, address = [], f"/en/meetings/?{query}"
    while address:
        page = read(client.get(address))
        titles = page.all("p", class_="meeting-item-title")
        slugs += [title.one("a")["href"].split("/")[-2] for title in titles]
        address = next(("/en/meetings/" + one["href"] for one in page.all("a", rel="next")), None)
    return slugs


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("query", QUERIES)
def test_page_and_api_find_the_same_meetings_of_the_record(client, query):
    on_page = found_by_page(client, query)

    assert len(on_page) > 0
    assert sorted(found_by_api(client, query)) == sorted(on_page)


def a_day(year: int, month: int = 3, day: int = 1) -> datetime.date:
    return datetime.date(year, month, day)


def test_type_finds_any_of_those_named(client):
    for name in ("webinar", "workshop", "other"):
        MeetingFactory(slug=f"a-{name}", type=MeetingTypeFactory(slug=name))

    assert found_by_api(client, "type=webinar&type=workshop") == ["a-workshop", "a-webinar"]


def test_category_finds_the_types_of_it(client):
    for category in ("political", "technical"):
        MeetingFactory(slug=category, type__category=category)

    assert found_by_api(client, "category=political") == ["political"]


@pytest.mark.parametrize("year", [2023, 2024])
def test_year_finds_a_meeting_that_touches_two(client, year):
    MeetingFactory(slug="new-year", start_date=a_day(2023, 12, 31), end_date=a_day(2024, 1, 1))
    MeetingFactory(start_date=a_day(2022))
    MeetingFactory(start_date=a_day(2025))

    assert found_by_api(client, f"year={year}") == ["new-year"]


def test_year_finds_meetings_of_which_no_more_is_known(client):
    MeetingFactory(slug="some-time", start_date=a_day(2008), date_precision="year")

    assert found_by_api(client, "year=2008") == ["some-time"]


@pytest.mark.parametrize("role", ["host", "chair", "co_chair"])
def test_country_finds_meetings_that_a_partner_hosts_or_chairs(client, role):
    part = MeetingPartnerFactory(partner__code="MA", role=role)
    MeetingPartnerFactory(role=role)

    assert found_by_api(client, "country=MA") == [part.meeting.slug]


@pytest.mark.parametrize("role", ["organiser", "guest"])
def test_country_does_not_find_where_a_partner_is_only_a_guest(client, role):
    MeetingPartnerFactory(partner__code="MA", role=role)

    assert found_by_api(client, "country=MA") == []


def test_country_finds_meetings_in_it_once(client):
    morocco = PartnerFactory(code="MA")
    meeting = MeetingFactory(slug="there", country=morocco)
    for role in ("host", "chair"):
        MeetingPartnerFactory(meeting=meeting, partner=morocco, role=role)

    assert found_by_api(client, "country=MA") == ["there"]


def test_plan_finds_links_at_every_level_once(client):
    plan = ActionPlanFactory(slug="plan")
    objective = ObjectiveFactory(plan=plan)
    first, second, third = MeetingFactory.create_batch(3)
    PlanLinkFactory(meeting=first, area=AreaFactory(plan=plan))
    PlanLinkFactory(meeting=second, area=None, objective=objective)
    PlanLinkFactory(meeting=third, area=None, action=ActionFactory(plan=plan))
    PlanLinkFactory(meeting=third, area=None, action=ActionFactory(plan=plan))
    PlanLinkFactory()

    assert found_by_api(client, "plan=plan") == [third.slug, second.slug, first.slug]


@pytest.mark.parametrize(
    ("level", "finding"),
    [
        ("area", ["area-1"]),
        ("objective", ["area-1", "objective-1"]),
        ("action", ["area-1", "objective-1", "action-1"]),
    ],
)
def test_item_finds_links_to_it_and_to_what_is_below(client, level, finding):
    area = AreaFactory(plan__slug="plan", number=1)
    objective = ObjectiveFactory(plan=area.plan, area=area, number=1)
    action = ActionFactory(plan=area.plan, objective=objective, number=1)
    items = {"area": area, "objective": objective, "action": action}
    PlanLinkFactory(**{"area": None, level: items[level]})

    codes = [item.code for item in items.values()]
    assert [code for code in codes if found_by_api(client, f"item=plan.{code}")] == finding


def test_item_finds_inferred_links_too(client):
    area = AreaFactory(plan__slug="plan", number=2)
    link = PlanLinkFactory(area=area, basis="inferred")

    assert found_by_api(client, "item=plan.area-2") == [link.meeting.slug]


def test_item_of_a_part_leaves_out_the_other_parts(client):
    plan = ActionPlanFactory(slug="plan")
    halves = [ObjectiveFactory(plan=plan, number=5, part=part) for part in "ab"]
    first, second = (PlanLinkFactory(area=None, objective=half).meeting for half in halves)
    ObjectiveFactory(plan=plan, number=5)

    found = [found_by_api(client, f"item=plan.objective-5{part}") for part in ("a", "b", "")]

    assert found == [[first.slug], [second.slug], [second.slug, first.slug]]


@pytest.mark.usefixtures("record")
def test_item_finds_the_meetings_that_the_plan_shows_at_it(client):
    plan, today = ActionPlan.objects.get(slug="cadiz-action-plan"), a_day(2024, 6, 15)
    counted = set(countable(Meeting.objects.all(), today).values_list("slug", flat=True))
    coverage = plan_coverage(plan, Meeting.objects.all(), today)
    areas = coverage.areas
    objectives = [one for area in areas for one in area.children]
    actions = [one for objective in objectives for one in objective.children]
    shown = {
        one.item.code: {meeting.slug for meeting in one.stated + one.inferred}
        for one in [*areas, *objectives, *actions, *coverage.actions_without_objective]
    }

    found = {
        code: set(found_by_api(client, f"item={plan.slug}.{code}")) & counted for code in shown
    }

    assert found == shown


def test_chairmanship_finds_its_meetings(client):
    chairmanship = ChairmanshipFactory(slug="morocco-2022")
    meeting = MeetingFactory(chairmanship=chairmanship)
    MeetingFactory(chairmanship=ChairmanshipFactory())

    assert found_by_api(client, "chairmanship=morocco-2022") == [meeting.slug]


@pytest.mark.parametrize("status", ["planned", "postponed", "cancelled", "held"])
def test_status_finds_what_became_of_meetings(client, status):
    for one in ("planned", "postponed", "cancelled", "held"):
        MeetingFactory(slug=one, status=one)

    assert found_by_api(client, f"status={status}") == [status]


@pytest.mark.parametrize("mode", ["not_stated", "in_person", "online", "hybrid"])
def test_mode_finds_meetings_of_it(client, mode):
    for one in ("not_stated", "in_person", "online", "hybrid"):
        MeetingFactory(slug=one, mode=one)

    assert found_by_api(client, f"mode={mode}") == [mode]


@pytest.mark.parametrize(("upcoming", "expected"), [("true", ["today"]), ("false", ["yesterday"])])
def test_upcoming_parts_meetings_by_their_last_day(client, upcoming, expected):
    MeetingFactory(slug="today", start_date=a_day(2024, 6, 10), end_date=a_day(2024, 6, 15))
    MeetingFactory(slug="yesterday", start_date=a_day(2024, 6, 14))

    assert found_by_api(client, f"upcoming={upcoming}") == expected


@pytest.mark.parametrize(
    "query", ["type=Its_type", "chairmanship=Its_turn", "plan=Its_plan", "item=Its_plan.area-1"]
)
def test_whatever_the_admin_takes_for_a_slug_is_a_value(client, query):
    turn, area = ChairmanshipFactory(slug="Its_turn"), AreaFactory(plan__slug="Its_plan", number=1)
    meeting = MeetingFactory(slug="it", type__slug="Its_type", chairmanship=turn)
    PlanLinkFactory(meeting=meeting, area=area)

    assert found_by_api(client, query) == ["it"]


def test_several_filters_must_all_hold(client):
    webinar = MeetingTypeFactory(slug="webinar")
    MeetingFactory(slug="both", type=webinar, start_date=a_day(2023))
    MeetingFactory(type=webinar, start_date=a_day(2022))
    MeetingFactory(start_date=a_day(2023))

    assert found_by_api(client, "type=webinar&year=2023") == ["both"]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_api_refuses_a_value_that_cannot_be_and_names_the_filter(client, name, value):
    response = client.get("/api/v1/meetings/", {name: value})

    assert (response.status_code, list(response.json()["errors"])) == (400, [name])


@pytest.mark.parametrize(("name", "value"), BAD)
@pytest.mark.parametrize("address", ["/en/meetings/", "/fr/reunions/"])
def test_page_refuses_a_value_that_cannot_be_and_names_the_filter(client, address, name, value):
    response = client.get(address, {name: value})

    (error,) = read(response).one("div", class_="error-summary").all("li")
    assert (response.status_code, error["id"]) == (400, f"id_{name}_error")


@pytest.mark.parametrize("name", dict(BAD))
def test_an_empty_value_is_no_filter(client, name):
    meeting = MeetingFactory()

    assert found_by_api(client, f"{name}=") == [meeting.slug]


def test_the_form_keeps_what_was_chosen(client):
    MeetingTypeFactory(slug="webinar")
    PartnerFactory(code="MA")
    ChairmanshipFactory(slug="morocco-2022")
    AreaFactory(plan__slug="plan", number=2)

    chosen = {
        "q": "visas",
        "plan": "plan",
        "item": "plan.area-2",
        "chairmanship": "morocco-2022",
        "type": "webinar",
        "country": "MA",
        "status": "held",
        "year": "2023",
        "upcoming": "false",
        "mode": "online",
        "category": "political",
    }
    form = read(client.get("/en/meetings/", chosen)).one("form", class_="filter-form")

    ticked = [one for one in form.all("input", type="checkbox") if "checked" in one.attributes]
    written = [one for one in form.all("input") if one["type"] in ("text", "hidden")]
    kept = {one["name"]: one["value"] for one in ticked + written}
    for select in form.all("select"):
        (picked,) = [one for one in select.all("option") if "selected" in one.attributes]
        kept[select["name"]] = picked["value"]
    assert {name: value for name, value in kept.items() if value} == chosen


def test_the_form_keeps_what_it_does_not_offer(client):
    form = read(client.get("/en/meetings/?year=2031&upcoming=false")).one("form", id="filters")

    (picked,) = [one for one in form.one("select", name="year").all("option") if one["value"]]
    assert (picked["value"], "selected" in picked.attributes) == ("2031", True)


def test_the_form_offers_the_years_of_the_record_and_the_items_of_published_plans(client):
    MeetingFactory(start_date=a_day(2021), end_date=a_day(2023))
    MeetingFactory(start_date=a_day(2030), publication="draft")
    new = ActionPlanFactory(slug="new", start_year=2023, name_en="New")
    old = ActionPlanFactory(slug="old", start_year=2018, name_en="Old")
    AreaFactory(
        plan=old, number=1, title_en="Legal migration and mobility, and all it brings to us"
    )
    for part in "ab":
        ObjectiveFactory(plan=new, number=5, part=part, title_en="")
    ActionFactory(plan=ActionPlanFactory(publication="draft"))

    form = read(client.get("/en/meetings/")).one("form", id="filters")

    years = [one.text for one in form.one("select", name="year").all("option")]
    groups = form.one("select", name="item").all("optgroup")
    offered = {
        group["label"]: [(one["value"], one.text) for one in group.all("option")]
        for group in groups
    }
    assert years == ["Any", "2023", "2022", "2021"]
    assert list(offered.items()) == [
        ("New", [("new.objective-5a", "Objective 5a"), ("new.objective-5b", "Objective 5b")]),
        ("Old", [("old.area-1", "Area 1 – Legal migration and mobility, and all it brings to…")]),
    ]


def test_every_filter_is_in_the_form(client):
    ChairmanshipFactory()
    MeetingTypeFactory()
    PartnerFactory(code="ML")
    hidden = ["host", "chair", "co_chair", "attended"]  # which other pages lead to

    for query in ("", "&".join(f"{name}=ML" for name in hidden)):
        form = read(client.get(f"/en/meetings/?{query}")).one("form", id="filters")

        named = {one["name"] for one in form.walk() if one["name"]}
        assert named == set(MeetingFilterSet.base_filters) - set([] if query else hidden)


@pytest.mark.parametrize(
    ("address", "word"), [("/en/meetings/", "Year:"), ("/fr/reunions/", "Année :")]
)
def test_page_names_the_filter_as_its_form_does(client, address, word):
    page = read(client.get(address, {"year": "soon"}))

    assert page.one("li", id="id_year_error").text.startswith(word)
