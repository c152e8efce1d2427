"""The coverage of a plan as a table, on the page and for machines."""

import csv
import datetime
import io

import pytest

from events.models import Meeting, MeetingType
from tests.browsing import read
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CityFactory,
    MeetingFactory,
    PlanLinkFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 5, 15)


@pytest.fixture
def plan():
    """A plan with three actions: one addressed in 2024, one by inference only, and a gap."""
    plan = ActionPlanFactory(slug="plan", stated_objectives=None, stated_actions=None)
    first, second, _third = (
        ActionFactory(plan=plan, objective=None, objective_basis="unknown", number=number)
        for number in (1, 2, 3)
    )
    meeting = MeetingFactory(slug="held", status="held", start_date=DAY, end_date=DAY)
    PlanLinkFactory(meeting=meeting, action=first, area=None, objective=None, basis="stated")
    PlanLinkFactory(meeting=meeting, action=second, area=None, objective=None, basis="inferred")
    return plan


def table(client, query=""):
    answer = client.get(f"/en/action-plans/plan/coverage.csv{query}").getvalue()
    return list(csv.reader(io.StringIO(answer.decode("utf-8-sig"))))


def test_csv_has_a_column_per_meeting(client, plan):
    assert [row[:1] + row[2:] for row in table(client)] == [
        ["code", "held"],
        ["action-1", "stated"],
        ["action-2", "inferred"],
        ["action-3", ""],
    ]


def test_csv_counts_meetings_per_year(client, plan):
    assert [row[:1] + row[2:] for row in table(client, "?by=year")] == [
        ["code", "2024"],
        ["action-1", "1"],
        ["action-2", "inferred"],
        ["action-3", ""],
    ]


def test_each_year_has_its_meetings_and_one_stated_outweighs_those_inferred(client, plan):
    action = plan.actions.get(number=2)
    for year, basis in [(2022, "stated"), (2022, "stated"), (2024, "stated"), (2023, "inferred")]:
        meeting = MeetingFactory(start_date=datetime.date(year, 5, 15))
        PlanLinkFactory(meeting=meeting, action=action, area=None, basis=basis)

    assert [row[2:] for row in table(client, "?by=year")] == [
        ["2022", "2023", "2024"],
        ["", "", "1"],
        ["2", "inferred", "1"],
        ["", "", ""],
    ]


def test_matrix_knows_nothing_of_what_came_after_its_day(client, plan):
    assert table(client, "?as_of=2024-05-14")[0] == ["code", "title"]


def test_json_names_the_meetings_of_every_item(client, plan):
    data = client.get("/en/action-plans/plan/coverage.json?as_of=2026-01-01").json()
    assert data["totals"]["actions"] == {"addressed": 1, "of": 3}
    assert [(item["code"], item["stated"], item["inferred"]) for item in data["items"]] == [
        ("action-1", ["held"], []),
        ("action-2", [], ["held"]),
        ("action-3", [], []),
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_marks_what_was_addressed(client, plan, language):
    address = {
        "en": "/en/action-plans/plan/coverage/",
        "fr": "/fr/plans-d-action/plan/couverture/",
    }
    page = client.get(address[language]).content.decode()
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert (body.count("●"), body.count("○")) == (1, 1)


@pytest.mark.parametrize(
    ("publication", "head"),
    [("published", "Oujda"), ("draft", "Workshop"), ("withdrawn", "Workshop")],
)
def test_column_names_no_city_in_a_country_that_is_not_published(client, plan, publication, head):
    city = CityFactory(name_en="Oujda", country__publication=publication)
    Meeting.objects.update(city=city, country=city.country)
    MeetingType.objects.update(name_en="Workshop")

    (column,) = read(client.get("/en/action-plans/plan/coverage/")).one("thead").all("a")

    assert column.text.startswith(f"{head}, 15 May 2024")


@pytest.mark.parametrize("ending", ["coverage/", "coverage.csv", "coverage.json"])
@pytest.mark.parametrize("query", ["by=x", "as_of=0001-01-01", "as_of=99999-01-01", "as_of=%00"])
def test_nonsense_is_refused(client, plan, ending, query):
    assert client.get(f"/en/action-plans/plan/{ending}?{query}").status_code == 400


def test_matrix_costs_the_same_for_more_meetings(client, plan, django_assert_num_queries):
    for _number in range(3):
        MeetingFactory(status="held", start_date=DAY, end_date=DAY)
    with django_assert_num_queries(7):
        client.get("/en/action-plans/plan/coverage.json")
