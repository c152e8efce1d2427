"""The calendar: a month of meetings as a table and as a list."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from actionplan.translation import LANGUAGES
from events.models.status import ADDRESSES_OF_THE_CALENDAR
from tests.browsing import crawl, read
from tests.factories import MeetingFactory, MeetingTypeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15T12:00Z")]

APRIL, FRENCH_APRIL = "/en/meetings/calendar/2023/04/", "/fr/reunions/calendrier/2023/04/"
CALENDAR = "/en/meetings/calendar/"


def on(start: str, end: str = "", **fields):
    """A meeting from one day to another: on("2023-04-25", "2023-04-26")."""
    start, end = (datetime.date.fromisoformat(day) for day in (start, end or start))
    return MeetingFactory(start_date=start, end_date=end, **fields)


def month(client, address: str = APRIL):
    return read(client.get(address))


def weeks(page) -> list[list[str]]:
    """The numbers of the days, week by week; nothing for those of other months."""
    rows = page.one("table", class_="month").one("tbody").all("tr")
    return [[day_number(cell) for cell in row.all("td")] for row in rows]


def day_number(cell) -> str:
    return cell.one("time").text if cell.all("time") else ""


def days(page) -> dict[int, list[str]]:
    """What the table says of each day that has meetings."""
    cells = [cell for cell in page.all("td") if cell.all("li")]
    return {int(day_number(cell)): [one.text for one in cell.all("li")] for cell in cells}


def listed(page) -> dict[str, list[str]]:
    """The titles of the lists below the table, by their headings."""
    return {
        part.one("h2").text: [one.text for one in part.all("p", class_="meeting-item-title")]
        for part in page.all("section", class_="year-group")
    }


def steps(page) -> dict[str, str]:
    """Where the links to other months lead."""
    return {link["rel"]: link["href"] for link in page.all("a") if link["rel"]}


# The table


def test_weeks_begin_on_monday_and_hold_the_days_of_the_month_only(client):
    assert weeks(month(client)) == [
        ["", "", "", "", "", "1", "2"],
        [str(day) for day in range(3, 10)],
        [str(day) for day in range(10, 17)],
        [str(day) for day in range(17, 24)],
        [str(day) for day in range(24, 31)],
    ]


@pytest.mark.parametrize(
    ("address", "rows", "last"),
    [
        ("2021/02/", 4, "28"),  # begins on a Monday
        ("2024/02/", 5, "29"),
        ("2023/01/", 6, "31"),  # begins on a Sunday
        ("1990/01/", 5, "31"),
        ("2100/12/", 5, "31"),
    ],
)
def test_months_of_every_length_are_whole(client, address, rows, last):
    found = weeks(month(client, f"{CALENDAR}{address}"))

    assert (len(found), [day for day in found[-1] if day][-1]) == (rows, last)


@pytest.mark.parametrize(
    ("address", "heading", "caption", "short", "long"),
    [
        (APRIL, "Meetings in April 2023", "April 2023", "Mon", "Monday"),
        (FRENCH_APRIL, "Réunions en avril 2023", "avril 2023", "lun.", "lundi"),
    ],
)
def test_month_is_named_in_the_language_of_the_page(client, address, heading, caption, short, long):
    page = month(client, address)

    first = page.one("table", class_="month").all("th")[0]
    assert (page.one("h1").text, page.one("caption").text) == (heading, caption)
    assert (first["scope"], first.text, first.one("abbr")["title"]) == ("col", short, long)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/meetings/calendar/2024/06/", "today"),
        ("/fr/reunions/calendrier/2024/06/", "aujourd’hui"),
    ],
)
def test_today_is_marked_in_a_word(client, address, words):
    (cell,) = [one for one in month(client, address).all("td") if one["aria-current"]]

    assert (cell["aria-current"], day_number(cell), cell.one("span", class_="month-word").text) == (
        *("date", "15", words),
    )


def test_another_month_has_no_today(client):
    assert [one for one in month(client).all("td") if one["aria-current"]] == []


def test_meeting_of_several_days_stands_on_each_with_its_link_on_the_first(client):
    on("2023-04-29", "2023-05-02", title_en="SOM", slug="som")

    april, may = month(client), month(client, f"{CALENDAR}2023/05/")

    assert (days(april), days(may)) == (
        {29: ["SOM"], 30: ["continued: SOM"]},
        {1: ["SOM"], 2: ["continued: SOM"]},
    )
    links = [[link["href"] for link in page.one("tbody").all("a")] for page in (april, may)]
    to_list = "#meeting-som"
    assert links == [[to_list, "/en/meetings/som/", to_list]] * 2


def test_day_says_how_many_meetings_it_has_and_leads_to_the_first_in_the_list(client):
    on("2023-04-25", slug="late", title_en="Late")
    on("2023-04-24", "2023-04-25", slug="early", title_en="Early")

    page = month(client)

    (cell,) = [one for one in page.all("td") if day_number(one) == "25"]
    day = cell.one("a", class_="month-day")
    assert (day.text, day["href"]) == ("25: 2 meetings", "#meeting-early")
    assert days(page)[25] == ["continued: Early", "Late"]


@pytest.mark.parametrize("status", ["Postponed", "Cancelled"])
def test_what_was_put_off_or_called_off_stays_and_says_so(client, status):
    on("2023-04-25", status=status.lower(), title_en="SOM")

    page = month(client)

    assert days(page) == {25: [f"SOM {status}"]}
    assert page.one("li", class_="meeting-item").one("span", class_="tag").text == status


# The lists


def test_list_holds_what_the_table_holds_and_what_has_no_day(client):
    on("2023-04-25", "2023-04-26", title_en="Of two days")
    on("2023-04-03", title_en="Of one")
    on("2023-04-01", date_precision="month", title_en="In April")
    on("2023-01-01", date_precision="year", title_en="In the year")
    on("2023-03-31", title_en="Before")
    on("2023-05-01", title_en="After")

    page = month(client)

    assert listed(page) == {
        "Day by day": ["Of one", "Of two days"],
        "Some time in April 2023": ["In April"],
        "Some time in 2023": ["In the year"],
    }
    assert (list(days(page)), page.one("p", role="status").text) == (
        [3, 25, 26],
        "3 meetings in April 2023",
    )


def test_lists_are_headed_in_french(client):
    on("2023-04-01", date_precision="month")

    page = month(client, FRENCH_APRIL)

    assert list(listed(page)) == ["À une date non précisée, en avril 2023"]
    assert page.one("p", role="status").text == "1 réunion en avril 2023"


@pytest.mark.parametrize("publication", ["draft", "withdrawn"])
def test_calendar_shows_nothing_unpublished(client, publication):
    for day in ("2023-03-25", "2023-04-25", "2023-05-25"):
        on(day, publication=publication)

    page = month(client)

    assert (days(page), listed(page), steps(page)) == ({}, {}, {})


# From month to month


def test_steps_lead_to_the_nearest_months_with_a_meeting(client):
    for day in ("2019-03-05", "2022-11-30", "2023-04-25", "2023-09-01", "2031-01-01"):
        on(day)

    assert steps(month(client)) == {
        "prev": f"{CALENDAR}2022/11/",
        "next": f"{CALENDAR}2023/09/",
    }


def test_steps_lead_through_the_months_that_a_meeting_touches(client):
    on("2023-03-30", "2023-05-02")

    assert steps(month(client)) == {"prev": f"{CALENDAR}2023/03/", "next": f"{CALENDAR}2023/05/"}
    assert steps(month(client, f"{CALENDAR}2023/06/")) == {"prev": f"{CALENDAR}2023/05/"}


def test_steps_pass_over_meetings_of_which_only_the_year_is_known(client):
    on("2022-01-01", date_precision="year")
    on("2021-05-01", date_precision="month")

    assert steps(month(client)) == {"prev": f"{CALENDAR}2021/05/"}


def test_empty_month_names_the_nearest_with_a_meeting_and_is_not_for_search_engines(client):
    on("2023-03-25")
    on("2023-06-25")

    response = client.get(APRIL)

    (line,) = [one for one in read(response).all("p") if "nearest" in one.text]
    assert line.text == "The nearest months with a meeting: March 2023 and June 2023"
    assert [link["href"] for link in line.all("a")] == [
        f"{CALENDAR}2023/03/",
        f"{CALENDAR}2023/06/",
    ]
    assert response["X-Robots-Tag"] == "noindex"


def test_month_with_meetings_is_for_search_engines(client):
    on("2023-04-25")

    assert "X-Robots-Tag" not in client.get(APRIL).headers


def test_calendar_without_any_meeting_says_what_to_do(client):
    on("2023-04-25")

    assert "Try fewer filters." in month(client, f"{CALENDAR}?status=cancelled").one("main").text


@pytest.mark.parametrize(
    ("meetings", "heading"),
    [
        (["2024-07-01", "2025-01-01", "2024-06-14"], "Meetings in July 2024"),
        (["2024-06-15", "2024-07-01"], "Meetings in June 2024"),
        (["2023-04-25", "2019-01-01"], "Meetings in April 2023"),
        ([], "Meetings in June 2024"),
    ],
)
def test_calendar_opens_at_the_next_meeting_or_else_the_last(client, meetings, heading):
    for day in meetings:
        on(day)

    assert month(client, CALENDAR).one("h1").text == heading


def test_any_month_can_be_gone_to_with_the_same_filters(client):
    MeetingTypeFactory(slug="webinar")
    page = month(client, f"{APRIL}?type=webinar&year=&status=held&status=planned")

    form = page.one("form", class_="month-jump")
    response = client.get(form["action"], {"month": "2019-05", "type": "webinar"})

    given = [(one["name"], one["value"]) for one in form.all("input")]
    assert given == [
        *(("type", "webinar"), ("status", "held"), ("status", "planned"), ("month", "2023-04")),
    ]
    assert (response.status_code, response["Location"]) == (
        302,
        f"{CALENDAR}2019/05/?type=webinar",
    )


@pytest.mark.parametrize(
    "value", ["2023-13", "0000-01", "1989-12", "2101-01", "2023", "x", "2023-4"]
)
@pytest.mark.parametrize(
    ("address", "reason"),
    [(CALENDAR, "Write the month as 2023-04;"), ("/fr/reunions/calendrier/", "Écrivez le mois")],
)
def test_month_that_cannot_be_is_refused_with_its_reason(client, value, address, reason):
    response = client.get(address, {"month": value})

    assert response.status_code == 400
    assert reason in read(response).one("div", class_="error-summary").text


@pytest.mark.parametrize(
    "end",
    ["2023/13/", "2023/00/", "0000/01/", "1989/12/", "2101/01/", "99999/01/", "2023/4/", "2023/"],
)
def test_month_that_cannot_be_has_no_page(client, end):
    assert client.get(f"{CALENDAR}{end}").status_code == 404


# The same selection as the list


def test_filters_hold_for_the_month_and_its_steps(client):
    webinar, workshop = MeetingTypeFactory(slug="webinar"), MeetingTypeFactory(slug="workshop")
    for day in ("2022-01-01", "2023-04-25", "2024-01-01"):
        on(day, type=webinar, title_en="Webinar")
    for day in ("2023-03-25", "2023-04-26", "2023-05-25"):
        on(day, type=workshop)

    page = month(client, f"{APRIL}?type=webinar")

    assert days(page) == {25: ["Webinar"]}
    assert steps(page) == {
        "prev": f"{CALENDAR}2022/01/?type=webinar",
        "next": f"{CALENDAR}2024/01/?type=webinar",
    }
    assert [chip["href"] for chip in page.all("a", class_="chip")] == [APRIL]


def test_filter_that_cannot_be_is_refused_with_its_reason(client):
    response = client.get(f"{APRIL}?year=soon")

    assert response.status_code == 400
    assert "Year: Enter a whole number." in read(response).one("div", class_="error-summary").text


@pytest.mark.parametrize(
    ("address", "query", "kept"),
    [
        ("/en/meetings/", "", ""),
        ("/en/meetings/", "type=webinar&status=held&q=&x=1&page=1", "?type=webinar&status=held"),
        (APRIL, "type=webinar&year=", "?type=webinar"),
        (CALENDAR, "q=a+b", "?q=a+b"),
    ],
)
def test_other_forms_of_a_selection_have_its_filters_and_no_more(client, address, query, kept):
    MeetingFactory(type=MeetingTypeFactory(slug="webinar"))

    views = month(client, f"{address}?{query}").one("div", id="views")

    assert [link["href"] for link in views.all("a")] == [
        f"{address}{kept}"
        for address in (
            "/en/meetings/",
            CALENDAR,
            "/en/meetings/calendar.ics",
            "/en/meetings/news.atom",
            "/en/meetings/meetings.csv",
        )
    ]


def test_a_robot_that_follows_every_link_comes_to_an_end(client):
    type_ = MeetingTypeFactory()
    for day in ("1998-03-25", "2023-04-25", "2077-05-25"):
        on(day, type=type_)
    on("2020-01-01", date_precision="year", type=type_)

    found = crawl(client, CALENDAR, f"{CALENDAR}2020/01/", forms=False, outside=("/fr/", "/api/"))

    paths = {one.partition("?")[0] for one in found}
    ends = {one.removeprefix(CALENDAR) for one in paths if one.startswith(CALENDAR)}
    assert ends == {"", "1998/03/", "2020/01/", "2023/04/", "2077/05/"}


def test_addresses_of_the_calendar_are_known_in_every_language():
    found = set()
    for language in LANGUAGES:
        with override(language):
            found.add(reverse("meeting-months").split("/")[-2])

    assert found == ADDRESSES_OF_THE_CALENDAR


@pytest.mark.parametrize("slug", sorted(ADDRESSES_OF_THE_CALENDAR))
def test_no_meeting_takes_the_address_of_the_calendar(slug):
    meeting = MeetingFactory(slug=slug)

    with pytest.raises(ValidationError, match="This is the address of the calendar"):
        meeting.full_clean()
