"""The first page of the administration: what there is to do is computed, and leads to its field."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Delegation, Meeting
from tests.browsing import read
from tests.factories import (
    DelegationFactory,
    DocumentFactory,
    IntentionFactory,
    MeetingAimFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    OutcomeFactory,
    PartnerFactory,
    PlanLinkFactory,
)
from tests.personas import STAFF, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15 12:00Z")]
SOON, LATELY = datetime.date(2024, 7, 1), datetime.date(2024, 5, 2)


def start(client, persona="editor"):
    return read(log_in(client, persona).get("/admin/"))


def to_do(page, key):
    """What a section says: {title: [gaps]}."""
    rows = page.one("section", **{"aria-labelledby": key}).all("li")
    return {row.all("a")[0].text: [gap.text for gap in row.all("a")[1:]] for row in rows}


def coming(**fields):
    return MeetingFactory(**({"start_date": SOON, "end_date": SOON, "status": "planned"} | fields))


def over(**fields):
    return MeetingFactory(
        **({"start_date": LATELY, "end_date": LATELY, "status": "held", "title_en": "It"} | fields)
    )


def test_the_next_meetings_are_listed_with_what_they_lack(client):
    coming(title_en="Bare", title_fr="", summary_en="In short", publication="draft")
    complete = coming(
        title_en="Ready",
        title_fr="Prête",
        summary_en="In short",
        summary_fr="En bref",
        participation="open",
    )
    MeetingPartnerFactory(meeting=complete, role="co_chair")
    PlanLinkFactory(meeting=complete)
    DocumentFactory(meeting=complete)

    gaps = ["title (FR)", "summary (FR)", "seats", "co-chairs", "plan links", "documents"]
    assert to_do(start(client), "to-prepare") == {"Bare": [*gaps, "draft"], "Ready": []}


def test_each_gap_leads_to_the_field_that_mends_it(client):
    coming(title_fr="", summary_en="In short", publication="draft")

    section = start(client, "publisher").one("section", **{"aria-labelledby": "to-prepare"})

    *gaps, state = section.one("span", class_="to-do-gaps").all("a")
    assert read(client.get(state["href"])).one("h1").text == "Publication"
    for link in gaps:
        address, _hash, anchor = link["href"].partition("#")
        form = read(client.get(address))
        assert [one["id"] for one in form.walk() if one["id"] == anchor] == [anchor]


def test_meetings_over_and_still_planned_are_to_be_marked(client):
    over(status="planned")
    over(title_en="Held")

    assert to_do(start(client), "to-mark") == {"It": ["held, postponed or cancelled?"]}


def test_held_meetings_without_outcomes_are_listed_for_three_years(client):
    over()
    OutcomeFactory(meeting=over(title_en="Fruitful"))
    old = datetime.date(2020, 1, 1)
    over(title_en="Old", start_date=old, end_date=old)

    assert to_do(start(client), "without-results") == {"It": ["outcomes", "documents"]}


@pytest.mark.parametrize(
    ("due", "listed"), [("2023-01-01", True), ("2024-12-01", True), ("2025-06-01", False)]
)
def test_announced_follow_ups_are_listed_half_a_year_ahead_and_when_overdue(client, due, listed):
    day = datetime.date.fromisoformat(due)
    meeting = over(title_en="Promise")
    IntentionFactory(meeting=meeting, text_en="In Banjul", due_date=day, due_precision="month")

    assert to_do(start(client), "promises") == (
        {"Promise": [f"In Banjul ({due[:4]})"]} if listed else {}
    )


def test_a_promise_that_was_kept_is_not_listed(client):
    IntentionFactory(meeting=over(), fulfilled_by=over(), due_date=LATELY, due_precision="month")

    assert to_do(start(client), "promises") == {}


def test_numbers_that_contradict_are_listed_with_both(client):
    over(title_en="Sum", partner_countries=10, european_countries=4, african_countries=5)
    over(title_en="Right", partner_countries=9, european_countries=4, african_countries=5)
    counted = over(title_en="Counted", partner_countries=2)
    DelegationFactory(meeting=counted, status=Delegation.Status.ATTENDED)
    third = PartnerFactory(code="LB", side="")
    mixed = over(title_en="With somebody of neither side")
    for partner in (third, PartnerFactory(code="AT", side="europe")):
        MeetingPartnerFactory(meeting=mixed, partner=partner, role="co_chair")
    sided = over(title_en="Sided")
    for code in ("ML", "SN"):
        partner = PartnerFactory(code=code, side="africa")
        MeetingPartnerFactory(meeting=sided, partner=partner, role="co_chair")

    assert to_do(start(client), "contradictions") == {
        "Sum": ["4 European + 5 African ≠ 10 partner countries"],
        "Counted": ["2 partner countries reported, 1 delegations recorded"],
        "Sided": ["all co-chairs are from one side"],
    }


def test_missing_and_stale_texts_are_counted_with_the_list_that_holds_them(client):
    over(title_en="Lacking", title_fr="")
    stale = over(title_en="Old", title_fr="Vieux")
    stale.title_en = "New"
    stale.save()
    MeetingAimFactory(meeting=over(title_en="Of parts", title_fr="Parties"), text_fr="")

    page = start(client)

    links = [link for link in page.all("a") if link.text.startswith("Meetings: ")]
    said = {
        link.text: read(client.get(link["href"])).all("th", class_="field-title") for link in links
    }
    assert {words: {row.text for row in rows} for words, rows in said.items()} == {
        "Meetings: 2 FR missing": {"Lacking", "Of parts"},
        "Meetings: 1 FR older than its source": {"New"},
    }


def test_drafts_nobody_has_touched_for_a_month_are_counted(client):
    over(publication="draft", title_fr="Cela")
    Meeting.objects.update(updated_at="2024-05-01T00:00Z")
    over(publication="draft", title_fr="Cela")

    links = [link.text for link in start(client).all("a")]

    assert [text for text in links if "untouched" in text] == [
        "Meetings: 1 draft untouched for a month"
    ]


def test_what_could_not_be_published_as_scheduled_is_told_and_listed(client):
    for publish_at in ("2024-06-15T11:30Z", "2024-06-15T11:55Z", "2024-06-16T12:00Z", None):
        over(publication="draft", title_fr="Cela", title_en=str(publish_at), publish_at=publish_at)

    link = next(link for link in start(client).all("a") if "scheduled" in link.text)
    listed = {
        how: [row.title_en for row in client.get(address).context["cl"].result_list]
        for how, address in [
            ("told", link["href"]),
            ("all", "/admin/events/meeting/?waiting=scheduled"),
        ]
    }

    assert link.text == "Meetings: 1 not published as scheduled"
    assert (listed["told"], len(listed["all"])) == (["2024-06-15T11:30Z"], 3)


def test_what_was_withdrawn_is_nobodys_work(client):
    coming(publication="withdrawn")
    over(publication="withdrawn", status="planned")

    page = start(client)

    assert (to_do(page, "to-prepare"), to_do(page, "to-mark")) == ({}, {})


@pytest.mark.parametrize("persona", STAFF)
def test_everybody_of_the_staff_has_a_first_page(client, persona):
    coming()

    assert start(client, persona).one("h1").text == "What there is to do"


def test_the_first_page_is_closed_to_the_public(client):
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


@pytest.mark.parametrize("each", [1, 5])
def test_the_first_page_costs_a_fixed_number_of_queries(client, each):
    for _number in range(each):
        coming()
        over(status="planned", title_fr="")
        IntentionFactory(meeting=over(), due_date=LATELY, due_precision="month")
    log_in(client, "editor")
    client.get("/admin/")

    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/")

    assert len(queries) == 51
