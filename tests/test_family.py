"""The line a meeting stands in: what it goes back to and what came of it."""

import datetime
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.family import line_of
from events.models import Meeting
from tests.browsing import read
from tests.factories import MeetingFactory, MeetingLinkFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]


def meetings_of(*years: int, **fields) -> list[Meeting]:
    """A meeting in each of the years, named after it."""
    return [
        MeetingFactory(slug=f"in-{year}", start_date=datetime.date(year, 5, 1), **fields)
        for year in years
    ]


def tie(*meetings, kind: str = "follows_up") -> None:
    """Each meeting follows up the one before."""
    for earlier, later in pairwise(meetings):
        MeetingLinkFactory(from_meeting=later, to_meeting=earlier, kind=kind)


def line(meeting) -> list:
    return line_of(Meeting.objects.published().for_detail().get(pk=meeting.pk))


def years(meeting) -> list[int]:
    return [step.meeting.start_date.year for step in line(meeting)]


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("kind", ["follows_up", "continues", "replaces"])
def test_a_line_is_the_same_from_each_of_its_meetings(at, kind):
    meetings = meetings_of(2016, 2021, 2023)
    tie(*meetings, kind=kind)

    steps = line(meetings[at])

    assert [step.meeting for step in steps] == meetings
    assert [step.is_current for step in steps] == [number == at for number in range(3)]
    assert [step.joined for step in steps] == [False, True, True]


def test_a_line_may_be_of_links_of_several_kinds():
    first, second, third = meetings_of(2016, 2021, 2023)
    tie(first, second)
    tie(second, third, kind="replaces")

    assert years(first) == [2016, 2021, 2023]


def test_a_line_stands_in_the_order_of_time_whatever_the_links_say():
    late, early = meetings_of(2023, 2016)
    tie(late, early)

    assert years(late) == [2016, 2023]


def test_only_neighbours_say_what_they_are_to_the_meeting():
    meetings = meetings_of(2016, 2021, 2023)
    tie(*meetings)

    found = [[str(step.relation) for step in line(meeting)] for meeting in meetings]

    assert found == [
        ["", "Followed up by", ""],
        ["follows up", "", "Followed up by"],
        ["", "follows up", ""],
    ]


def test_of_two_that_follow_up_one_neither_is_joined_to_the_other():
    root, left, right = meetings_of(2016, 2021, 2023)
    tie(root, left)
    tie(root, right)

    assert [(step.meeting, step.joined) for step in line(root)] == [
        (root, False),
        (left, True),
        (right, False),
    ]
    assert years(left) == [2016, 2021]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_a_line_ends_where_a_meeting_is_not_published(state):
    first, second, third, fourth = meetings_of(2016, 2018, 2021, 2023)
    tie(first, second, third, fourth)
    second.publication = state
    second.save()

    assert (years(first), years(third)) == ([], [2021, 2023])


def test_a_meeting_that_stands_alone_or_is_only_held_jointly_has_no_line():
    alone, other = meetings_of(2016, 2018)
    tie(alone, other, kind="joint_with")

    assert (line(alone), line(other)) == ([], [])


def test_links_in_a_circle_end_where_they_began():
    first, second, third = meetings_of(2016, 2018, 2021)
    tie(first, second, third, first)

    assert years(second) == [2016, 2018, 2021]


@pytest.mark.parametrize("length", [2, 9])
def test_a_line_costs_two_queries_however_long_it_is(length):
    meetings = meetings_of(*range(2010, 2010 + length))
    tie(*meetings)
    meeting = Meeting.objects.published().for_detail().get(pk=meetings[0].pk)

    with CaptureQueriesContext(connection) as queries:
        steps = line_of(meeting)

    assert (len(steps), len(queries)) == (length, 2)


def test_the_page_draws_the_line_with_the_meeting_in_it(client):
    meetings = meetings_of(2016, 2021, 2023)
    tie(*meetings)

    drawn = read(client.get("/en/meetings/in-2021/")).one("ol", class_="line").all("li")

    first, _second, third = meetings
    assert [one.text for one in drawn] == [
        f"2016 Follows up {first.title}",
        "2021 This meeting",
        f"2023 Followed up by {third.title}",
    ]
    assert [one["aria-current"] for one in drawn] == [None, "true", None]
    assert [link["href"] for one in drawn for link in one.all("a")] == [
        "/en/meetings/in-2016/",
        "/en/meetings/in-2023/",
    ]


def test_a_line_says_which_of_it_is_off(client):
    (first,) = meetings_of(2020, status="postponed")
    (second,) = meetings_of(2021)
    tie(first, second, kind="replaces")

    drawn = read(client.get("/en/meetings/in-2021/")).one("ol", class_="line").all("li")

    assert drawn[0].text == f"2020 Postponed Replaces {first.title}"


def test_meetings_held_jointly_name_each_other(client):
    link = MeetingLinkFactory(kind="joint_with")
    both = [link.from_meeting, link.to_meeting]

    sections = [
        read(client.get(f"/en/meetings/{one.slug}/")).section("Related meetings") for one in both
    ]

    named = [(one.one("dt").text, one.one("a")["href"]) for one in sections]
    assert named == [
        ("Held jointly with", f"/en/meetings/{other.slug}/") for other in reversed(both)
    ]
