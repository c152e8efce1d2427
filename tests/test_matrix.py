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
    with django_assert_num_queries(6):
        client.get("/en/action-plans/plan/coverage.json")


def heads(client, query="") -> list[str]:
    page = read(client.get(f"/en/action-plans/plan/coverage/{query}"))
    return [one.text for one in page.one("thead").all("th")][1:]


@pytest.fixture
def many(plan, monkeypatch):
    """More meetings than a page has columns, and more in a year than a cell names."""
    monkeypatch.setattr("events.matrix.COLUMNS", 2)
    monkeypatch.setattr("events.matrix.MARKS", 1)
    for number in (1, 2):
        day = datetime.date(2023, number, 1)
        meeting = MeetingFactory(title_en=f"{number}", start_date=day, end_date=day, status="held")
        PlanLinkFactory(meeting=meeting, action=plan.actions.get(number=1), area=None)
    return plan


def test_more_meetings_than_columns_are_shown_by_year_unless_told_otherwise(client, many):
    assert [heads(client), len(heads(client, "?by=meeting"))] == [["2023", "2024"], 2]


def test_the_form_says_how_the_table_is_drawn(client, many):
    page = read(client.get("/en/action-plans/plan/coverage/"))

    assert [one["value"] for one in page.all("option") if one["selected"] is not None] == ["year"]
    assert page.one("main").all("a")[-1]["href"].endswith("coverage.json?by=year")


def test_the_latest_meetings_are_shown_and_the_page_says_of_how_many(client, many):
    page = read(client.get("/en/action-plans/plan/coverage/?by=meeting"))

    assert "The latest 2 of 3 meetings; the files have them all." in page.one("main").text
    assert page.one("thead").all("a")[0].text.endswith(": 2")
    assert len(table(client)[0]) == 2 + 3


def test_a_cell_of_many_meetings_leads_to_the_list_of_them(client, many):
    row = read(client.get("/en/action-plans/plan/coverage/")).one("tbody").all("tr")[0]
    (first, second) = row.all("td")

    assert (first.text, second.one("a")["href"]) == ("2 ● 2 meetings in 2023", "/en/meetings/held/")
    listed = read(client.get(first.one("a")["href"])).one("main")
    assert len(listed.all("p", class_="meeting-item-title")) == 2
