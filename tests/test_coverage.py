"""Which items of a plan meetings addressed."""

import datetime

import pytest

from actionplan.models import ActionPlan
from events.coverage import plan_coverage, plan_totals
from events.models import Chairmanship, Meeting
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    CityFactory,
    MeetingFactory,
    ObjectiveFactory,
    PlanLinkFactory,
)
from tests.worlds import full_plan, link_to_all_of

pytestmark = pytest.mark.django_db

DAY = datetime.date(2024, 2, 1)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)


@pytest.fixture
def plan():
    """Two areas. The second holds an objective in two parts with an action each; one objective
    and one action have no recorded parent."""
    plan = ActionPlanFactory()
    first, second = (AreaFactory(plan=plan, number=number) for number in (1, 2))
    objective = ObjectiveFactory(plan=plan, area=first, number=1)
    for number in (1, 2):
        ActionFactory(plan=plan, objective=objective, number=number)
    ObjectiveFactory(plan=plan, area=second, number=5)
    for number, part in [(3, "a"), (4, "b")]:
        half = ObjectiveFactory(plan=plan, area=second, number=5, part=part)
        ActionFactory(plan=plan, objective=half, number=number)
    ObjectiveFactory(plan=plan, area=None, number=6)
    ActionFactory(plan=plan, objective=None, number=7)
    return plan


def link(plan, *codes: str, basis: str = "stated", **meeting) -> Meeting:
    """A meeting, held before the day unless told, with links to items of the plan."""
    held = MeetingFactory(**({"start_date": BEFORE} | meeting))
    for code in codes:
        level, _dash, mark = code.partition("-")
        items = getattr(plan, f"{level}s")
        item = next(item for item in items.all() if item.mark == mark)
        PlanLinkFactory(meeting=held, basis=basis, **({"area": None} | {level: item}))
    return held


def slugs(linked) -> list[str]:
    return [meeting.slug for meeting in linked]


def covered(plan, meetings=None, as_of=DAY, ask=plan_coverage) -> dict:
    """What the coverage shows of each item, by the item's code."""
    coverage = ask(plan, Meeting.objects.all() if meetings is None else meetings, as_of)
    top = [
        *coverage.areas,
        *coverage.objectives_without_area,
        *coverage.actions_without_objective,
    ]
    return {one.item.code: one for one in walk(top)}


def walk(found):
    for one in found:
        yield one
        yield from walk(one.children)


def addressed(plan, **kwargs) -> set[str]:
    """The codes of the items addressed, which is the same with and without the meetings."""
    whole, short = (
        {code for code, one in covered(plan, ask=ask, **kwargs).items() if one.addressed}
        for ask in (plan_coverage, plan_totals)
    )
    assert whole == short
    return whole


def totals(plan, meetings=None) -> list[tuple[int, int]]:
    """Addressed and all areas, objectives, actions."""
    meetings = Meeting.objects.all() if meetings is None else meetings
    whole, short = (
        (coverage.area_total, coverage.objective_total, coverage.action_total)
        for coverage in (ask(plan, meetings, DAY) for ask in (plan_coverage, plan_totals))
    )
    assert whole == short
    return [(total.addressed, total.of) for total in whole]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("area-1", {"area-1"}),
        ("objective-1", {"area-1", "objective-1"}),
        ("action-1", {"area-1", "objective-1", "action-1"}),
        ("objective-5", {"area-2", "objective-5"}),
        ("objective-5a", {"area-2", "objective-5", "objective-5a"}),
        ("action-4", {"area-2", "objective-5", "objective-5b", "action-4"}),
        ("objective-6", {"objective-6"}),
        ("action-7", {"action-7"}),
    ],
)
def test_a_link_addresses_its_item_and_what_is_above(plan, code, expected):
    link(plan, code)

    assert addressed(plan) == expected


def test_a_plan_that_no_meeting_addressed_is_shown_whole(plan):
    assert list(covered(plan)) == [
        *("area-1", "objective-1", "action-1", "action-2"),
        *("area-2", "objective-5", "objective-5a", "action-3", "objective-5b", "action-4"),
        *("objective-6", "action-7"),
    ]


@pytest.mark.parametrize(
    "meeting",
    [
        {"status": "planned"},
        {"status": "postponed"},
        {"status": "cancelled"},
        {"publication": "draft"},
        {"publication": "withdrawn"},
        {"start_date": AFTER},
        {"start_date": DAY, "end_date": AFTER},
        {"start_date": datetime.date(2024, 1, 1), "date_precision": "year"},
    ],
)
def test_meetings_that_do_not_count_are_not_shown_either(plan, meeting):
    link(plan, "action-1", **meeting)
    link(plan, "action-2", basis="inferred", **meeting)

    assert [code for code, one in covered(plan).items() if one.stated + one.inferred] == []


def test_a_meeting_counts_from_its_last_day_on(plan):
    link(plan, "action-7", start_date=BEFORE, end_date=DAY)

    assert [addressed(plan, as_of=day) for day in (BEFORE, DAY, AFTER)] == [
        set(),
        {"action-7"},
        {"action-7"},
    ]


def test_inferred_links_are_shown_and_not_counted(plan):
    meeting = link(plan, "action-1", basis="inferred")

    shown = {code for code, one in covered(plan).items() if slugs(one.inferred) == [meeting.slug]}
    assert (shown, totals(plan)) == (
        {"area-1", "objective-1", "action-1"},
        [(0, 2), (0, 3), (0, 5)],
    )


def test_a_meeting_with_a_stated_link_is_not_inferred_as_well(plan):
    link(plan, "objective-1")
    PlanLinkFactory(meeting=Meeting.objects.get(), area=plan.areas.get(number=1), basis="inferred")

    assert [one.inferred for one in covered(plan).values() if one.inferred] == []


def test_a_meeting_is_shown_once_however_many_links_lead_to_an_item(plan):
    meeting = link(plan, "area-1", "objective-1", "action-1", "action-2")

    assert slugs(covered(plan)["area-1"].stated) == [meeting.slug]


def test_meetings_of_an_item_are_shown_latest_first(plan):
    early = link(plan, "area-1", start_date=datetime.date(2023, 1, 1))
    late = link(plan, "action-1", start_date=datetime.date(2023, 12, 1))
    middle = link(plan, "objective-1", start_date=datetime.date(2023, 6, 1))

    latest_first = [late.slug, middle.slug, early.slug]
    assert slugs(covered(plan)["area-1"].stated) == latest_first


@pytest.mark.parametrize("codes", [["objective-5"], ["objective-5a"], ["action-3", "action-4"]])
def test_an_objective_printed_in_parts_counts_once(plan, codes):
    link(plan, *codes)

    assert totals(plan)[1] == (1, 3)


def test_totals_count_every_item_once(plan):
    link(plan, "action-1", "action-2")
    link(plan, "objective-1", "objective-6", "action-7")

    assert totals(plan) == [(1, 2), (2, 3), (3, 5)]


def test_totals_are_out_of_what_the_plan_states_if_not_all_is_recorded(plan):
    plan.stated_areas, plan.stated_objectives, plan.stated_actions = 5, 10, 29

    assert [of for _addressed, of in totals(plan)] == [5, 10, 29]


def test_totals_are_never_out_of_less_than_is_recorded(plan):
    plan.stated_areas, plan.stated_objectives, plan.stated_actions = 1, 1, 1

    assert [of for _addressed, of in totals(plan)] == [2, 3, 5]


def test_links_to_another_plan_do_not_count(plan):
    other = full_plan()
    link_to_all_of(other, PlanLinkFactory, meeting=MeetingFactory(start_date=BEFORE))

    assert addressed(plan) == set()


@pytest.mark.parametrize(
    "narrow",
    [
        lambda meetings: meetings.filter(start_date__year=2023),
        lambda meetings: meetings.filter(start_date__year=2023).for_list(),
        lambda meetings: meetings.published().past(
            datetime.datetime(2024, 1, 1, 12, tzinfo=datetime.UTC)
        ),
    ],
    ids=["filtered", "with_relations", "published_and_past"],
)
def test_coverage_is_of_the_meetings_it_is_given(plan, narrow):
    link(plan, "action-1", start_date=datetime.date(2023, 5, 1))
    link(plan, "action-7", start_date=datetime.date(2024, 1, 5))

    assert addressed(plan, meetings=narrow(Meeting.objects.all())) == {
        "area-1",
        "objective-1",
        "action-1",
    }


@pytest.mark.parametrize("each", [1, 3])
def test_coverage_costs_four_queries(each, django_assert_num_queries):
    plan = full_plan(each)
    for city in CityFactory.create_batch(each):
        meeting = MeetingFactory(start_date=BEFORE, city=city, country=city.country)
        link_to_all_of(plan, PlanLinkFactory, meeting=meeting)

    with django_assert_num_queries(4):
        found = covered(plan)
        assert [str(one.item) for one in found.values() if not one.addressed] == []


@pytest.mark.usefixtures("record")
def test_moroccan_chairmanship_addressed_what_its_brochure_says():
    """As printed there: 6 of 10 objectives, 11 of 29 actions of the Cadiz plan."""
    plan = ActionPlan.objects.get(slug="cadiz-action-plan")
    meetings = Chairmanship.objects.get(slug="morocco-2022").meetings.all()

    assert totals(plan, meetings)[1:] == [(6, 10), (11, 29)]
