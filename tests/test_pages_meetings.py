"""The pages of meetings."""

import datetime

import pytest

from tests.browsing import read
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ChairmanshipFactory,
    CityFactory,
    DelegationFactory,
    DocumentFactory,
    FormerSlugFactory,
    IntentionFactory,
    MeetingAimFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    ObjectiveFactory,
    OutcomeFactory,
    PartnerFactory,
    PlanAdoptionFactory,
    PlanLinkFactory,
    RecommendationFactory,
    RecommendationLinkFactory,
    ReportedCountFactory,
    SessionFactory,
    StatusChangeFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15T12:00Z")]

TODAY = datetime.date(2024, 6, 15)


def in_days(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


def page_of(client, meeting):
    return read(client.get(f"/en/meetings/{meeting.slug}/"))


def titles(page) -> list[str]:
    return [one.text for one in page.all("p", class_="meeting-item-title")]


def fact(page, term: str) -> str:
    """What stands beside a term in the facts."""
    (found,) = [one for one in page.all("dt") if one.text == term]
    return found.parent.one("dd").text


def listed(page, term: str) -> list[str]:
    """The list that stands beside a term in the facts."""
    (found,) = [one for one in page.all("dt") if one.text == term]
    return [one.text for one in found.parent.all("li")]


# The list


def test_meetings_to_come_are_listed_first_the_next_on_top_then_the_past_backwards(client):
    for days in (-300, 30, -1, 0, 400, -2):
        MeetingFactory(title_en=f"{days:+}", start_date=in_days(days))

    page = read(client.get("/en/meetings/"))

    assert titles(page) == ["+0", "+30", "+400", "-1", "-2", "-300"]


def test_a_meeting_under_way_is_listed_among_those_to_come(client):
    MeetingFactory(title_en="under way", start_date=in_days(-9), end_date=TODAY)
    MeetingFactory(title_en="tomorrow", start_date=in_days(1))

    assert titles(read(client.get("/en/meetings/"))) == ["under way", "tomorrow"]


@pytest.mark.parametrize("upcoming", [0, 7, 19, 20, 21, 40])
def test_pages_of_twenty_continue_where_the_one_before_ended(client, upcoming):
    total = 43
    for number in range(total):
        ahead = number < upcoming
        days = number + 1 if ahead else upcoming - number - 1
        MeetingFactory(title_en=f"{number}", start_date=in_days(days))

    pages = [read(client.get(f"/en/meetings/?page={page}")) for page in (1, 2, 3)]

    expected = [str(number) for number in range(total)]
    assert [titles(page) for page in pages] == [expected[:20], expected[20:40], expected[40:]]


def test_pages_link_to_those_beside_them_and_keep_the_filters(client):
    MeetingFactory.create_batch(41)

    pages = [read(client.get(f"/en/meetings/?status=held&page={page}")) for page in (1, 2, 3)]

    links = [{one["rel"]: one["href"] for one in page.all("a") if one["rel"]} for page in pages]
    first, second, third = (f"?status=held&page={page}" for page in (1, 2, 3))
    assert links == [{"next": second}, {"prev": first, "next": third}, {"prev": second}]


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 meetings"), (1, "1 meeting"), (21, "21 meetings")]
)
def test_the_list_says_how_many_meetings_it_found(client, count, words):
    MeetingFactory.create_batch(count)

    assert read(client.get("/en/meetings/")).one("p", role="status").text == words


def test_an_empty_list_says_what_to_do(client):
    page = read(client.get("/en/meetings/?upcoming=true"))

    assert "Try fewer filters." in page.one("main").text


@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "1.5", "", "last"])
def test_only_pages_that_exist_are_found(client, page):
    MeetingFactory()

    status = client.get("/en/meetings/", {"page": page}).status_code

    assert status == (200 if page in ("", "last") else 404)


def test_an_item_of_the_list_says_when_what_where_and_with_whom(client):
    senegal = PartnerFactory(code="SN", name_en="Senegal")
    dakar = CityFactory(name_en="Dakar", country=senegal)
    meeting = MeetingFactory(
        type__name_en="Workshop",
        title_en="On visas",
        city=dakar,
        start_date=datetime.date(2023, 4, 25),
        end_date=datetime.date(2023, 4, 26),
    )
    for name in ("Mali", "Spain"):
        MeetingPartnerFactory(meeting=meeting, partner__name_en=name, role="co_chair")

    item = read(client.get("/en/meetings/")).one("li", class_="meeting-item")

    assert [line.text for line in item.all("p")] == [
        "25–26 April 2023",
        "On visas",
        "Workshop · Dakar (Senegal) · Co-chairs: Mali, Spain",
    ]


@pytest.mark.parametrize(
    ("status", "tags"),
    [("planned", []), ("held", []), ("postponed", ["Postponed"]), ("cancelled", ["Cancelled"])],
)
@pytest.mark.parametrize("address", ["/en/", "/en/meetings/", "/en/meetings/one/"])
def test_what_was_put_off_or_called_off_says_so_in_a_word(client, address, status, tags):
    MeetingFactory(slug="one", status=status, start_date=in_days(30))

    main = read(client.get(address)).one("main")

    marked = [*main.all("span", class_="tag"), *main.all("strong")]
    assert [one.text for one in marked] == tags


# A meeting


def test_a_meeting_shows_its_facts(client):
    morocco = PartnerFactory(code="MA", name_en="Morocco")
    meeting = MeetingFactory(
        city=CityFactory(name_en="Rabat", country=morocco),
        venue_en="Palais des Congrès",
        mode="hybrid",
        chairmanship=ChairmanshipFactory(partner=morocco),
        handover_to=ChairmanshipFactory(partner__name_en="Portugal"),
    )
    PlanAdoptionFactory(meeting=meeting, plan__name_en="Cadiz Action Plan")

    page = page_of(client, meeting)

    facts = {
        one.one("dt").text: one.one("dd").text for one in page.one("dl", class_="facts").all("div")
    }
    assert facts == {
        "Date": "25 April 2023",
        "Place": "Rabat (Morocco) Palais des Congrès",
        "Format": "Hybrid",
        "Chairmanship": "Morocco",
        "Chair handed over to": "Portugal",
        "Adopted": "Cadiz Action Plan",
    }


def test_times_stand_with_the_name_of_their_zone(client):
    meeting = MeetingFactory(
        start_time=datetime.time(14), end_time=datetime.time(15, 30), time_zone="Africa/Dakar"
    )

    assert fact(page_of(client, meeting), "Date") == "25 April 2023, 14:00–15:30 (Africa/Dakar)"


@pytest.mark.parametrize(
    ("role", "one", "several"),
    [
        ("host", "Host", "Hosts"),
        ("chair", "Chair", "Chairs"),
        ("co_chair", "Co-chair", "Co-chairs"),
        ("organiser", "Organiser", "Organisers"),
        ("guest", "Guest", "Guests"),
    ],
)
def test_partners_stand_under_the_word_for_their_part(client, role, one, several):
    alone, shared = MeetingFactory(), MeetingFactory()
    MeetingPartnerFactory(meeting=alone, role=role, partner__name_en="Mali")
    MeetingPartnerFactory(meeting=shared, role=role, partner__name_en="Spain", order=2)
    MeetingPartnerFactory(meeting=shared, role=role, partner__name_en="Chad", order=1)

    found = listed(page_of(client, alone), one), listed(page_of(client, shared), several)

    assert found == (["Mali"], ["Chad", "Spain"])


@pytest.mark.parametrize("status", ["invited", "registered", "declined", "absent"])
def test_only_delegations_that_attended_are_shown_as_present(client, status):
    meeting = MeetingFactory()
    DelegationFactory(meeting=meeting, partner__name_en="Mali")
    DelegationFactory(meeting=meeting, partner__name_en="Spain", status=status)

    assert listed(page_of(client, meeting), "Present") == ["Mali"]


def test_reported_numbers_stand_as_they_were_reported(client):
    meeting = MeetingFactory(
        participants_total=120,
        participants_qualifier="more_than",
        partner_countries=1,
        european_countries=0,
        african_countries=25,
    )
    ReportedCountFactory(meeting=meeting, label_en="speakers", value=12, qualifier="about")

    assert listed(page_of(client, meeting), "Attendance, as reported") == [
        "more than 120 participants",
        "1 partner country",
        "0 European countries",
        "25 African countries",
        "about 12 speakers",
    ]


@pytest.mark.parametrize(
    ("seats", "words"),
    [
        ((1, 1, "country/organisation"), "1+1 per country/organisation"),
        ((1, 0, "country"), "1 representative per country"),
        ((2, 0, "organisation"), "2 representatives per organisation"),
    ],
)
def test_seats_stand_as_two_numbers_and_a_unit(client, seats, words):
    principal, accompanying, unit = seats
    meeting = MeetingFactory(
        participation="seats",
        principal_seats=principal,
        accompanying_seats=accompanying,
        seat_unit=unit,
    )

    assert fact(page_of(client, meeting), "Delegations") == words


def test_open_meetings_say_so(client):
    assert fact(page_of(client, MeetingFactory(participation="open")), "Delegations") == "Open"


def test_what_happened_and_came_out_stands_in_sections(client):
    meeting = MeetingFactory()
    MeetingAimFactory(meeting=meeting, text_en="To learn")
    SessionFactory(meeting=meeting, kind="panel", title_en="Visas")
    kind = {"kind__name_en": "recommendation", "kind__name_plural_en": "recommendations"}
    OutcomeFactory(meeting=meeting, count=20, **kind)
    OutcomeFactory(meeting=meeting, count=None, text_en="A roadmap")
    RecommendationFactory(meeting=meeting, number=3, text_en="Act", follow_up="taken_up")
    DocumentFactory(meeting=meeting, short_title_en="Report", kind__name_en="text", title_en="Long")

    page = page_of(client, meeting)

    headings = ("Aims", "Sessions", "Outcomes", "Recommendations", "Documents")
    assert {one: [item.text for item in page.section(one).all("li")] for one in headings} == {
        "Aims": ["To learn"],
        "Sessions": ["Panel: Visas"],
        "Outcomes": ["20 recommendations", "A roadmap"],
        "Recommendations": ["Act Taken up"],
        "Documents": ["Report text"],
    }


def test_a_recommendation_keeps_the_number_it_has_in_its_source(client):
    recommendation = RecommendationFactory(number=7)

    item = page_of(client, recommendation.meeting).section("Recommendations").one("li")

    assert (item["value"], item["id"]) == ("7", "recommendation-7")


def test_a_recommendation_says_what_it_concerns_and_what_its_follow_up_rests_on(client):
    recommendation = RecommendationFactory(
        text_en="Act", follow_up="acted_on", evidence_en="A report of 2024."
    )
    plan = ActionPlanFactory(name_en="Cadiz Action Plan")
    for number in (20, 21, 22):
        action = ActionFactory(plan=plan, number=number)
        RecommendationLinkFactory(recommendation=recommendation, area=None, action=action)

    item = page_of(client, recommendation.meeting).section("Recommendations").one("li")

    assert item.text == "Act Acted on A report of 2024. Cadiz Action Plan: Actions 20–22"


def test_plan_items_stand_as_the_secretariat_writes_them(client):
    plan, meeting = ActionPlanFactory(slug="plan", name_en="Cadiz Action Plan"), MeetingFactory()
    PlanLinkFactory(meeting=meeting, area=AreaFactory(plan=plan, number=4))
    PlanLinkFactory(meeting=meeting, area=None, objective=ObjectiveFactory(plan=plan, number=7))
    for number in (21, 20):
        action = ActionFactory(plan=plan, number=number)
        PlanLinkFactory(meeting=meeting, area=None, action=action)

    section = page_of(client, meeting).section("Action plan")

    assert section.one("p").text == "Cadiz Action Plan Area 4 | Objective 7 | Actions 20, 21"
    assert section.all("a")[-1]["href"] == "/en/action-plans/plan/action-21/"


def test_inferred_plan_items_say_so(client):
    link = PlanLinkFactory(basis="inferred")

    section = page_of(client, link.meeting).section("Action plan")

    assert section.one("span", class_="tag").text == "inferred from the topic"


def test_announced_follow_ups_lead_to_what_became_of_them(client):
    meeting = MeetingFactory()
    IntentionFactory(
        meeting=meeting,
        text_en="A second workshop",
        due_date=datetime.date(2024, 1, 1),
        due_precision="year",
        fulfilled_by=MeetingFactory(title_en="Workshop in Banjul"),
    )

    section = page_of(client, meeting).section("Announced follow-ups")

    assert section.one("li").text == (
        "A second workshop (2024) → Workshop in Banjul, 25 April 2023"
    )


def test_a_meeting_and_its_side_event_lead_to_each_other(client):
    whole = MeetingFactory()
    part = MeetingFactory(part_of=whole, part_kind="side_event")

    found = fact(page_of(client, part), "Side event of"), fact(page_of(client, whole), "With it")

    assert found == (f"{whole.title}, 25 April 2023", f"{part.title}, 25 April 2023")


def test_a_meeting_leads_to_its_calendar_entry(client):
    meeting = MeetingFactory(slug="one")

    link = page_of(client, meeting).one("p", class_="side-link").one("a")

    assert (link.text, link["href"]) == ("Add to calendar", "/en/meetings/one/calendar.ics")


@pytest.mark.parametrize("precision", ["month", "year"])
def test_a_meeting_whose_days_are_not_known_leads_to_no_calendar(client, precision):
    page = page_of(client, MeetingFactory(date_precision=precision))

    assert page.all("p", class_="side-link") == []


@pytest.mark.parametrize(
    ("precision", "machine", "english", "french"),
    [
        ("day", "2008-03-14", "14 March 2008", "14 mars 2008"),
        ("month", "2008-03", "March 2008", "mars 2008"),
        ("year", "2008", "2008", "2008"),
    ],
)
@pytest.mark.parametrize("address", ["", "one/"])
def test_dates_claim_no_more_than_is_known(client, address, precision, machine, english, french):
    MeetingFactory(
        slug="one", start_date=datetime.date(2008, 3, 14), date_precision=precision, title_en="One"
    )

    pages = [read(client.get(f"{one}{address}")) for one in ("/en/meetings/", "/fr/reunions/")]

    shown = [
        [(time["datetime"], time.text) for time in page.one("main").all("time")] for page in pages
    ]
    assert shown == [[(machine, english)], [(machine, french)]]


@pytest.mark.parametrize("root", ["/en/meetings/", "/fr/reunions/", "/api/v1/meetings/"])
def test_a_former_address_is_redirected_for_ever(client, root):
    FormerSlugFactory(slug="old", meeting__slug="new")

    response = client.get(f"{root}old/")

    assert (response.status_code, response["Location"]) == (301, f"{root}new/")


@pytest.mark.parametrize("root", ["/en/meetings/", "/api/v1/meetings/"])
def test_a_slug_taken_up_again_is_not_redirected(client, root):
    meeting = MeetingFactory(slug="one")
    FormerSlugFactory(slug="one", meeting=meeting)

    assert client.get(f"{root}one/").status_code == 200


def test_texts_are_shown_as_they_are_written(client):
    text = "<b>R&D</b> <script>alert('1')</script> &amp;"
    meeting = MeetingFactory(
        title_en=text, summary_en=text, venue_en=text, original_plan_en=text, type__name_en=text
    )
    MeetingAimFactory(meeting=meeting, text_en=text)
    MeetingPartnerFactory(meeting=meeting, partner__name_en=text)
    StatusChangeFactory(meeting=meeting, reason_en=text)

    page = page_of(client, meeting)

    scripts = [one for one in page.all("script") if one["type"] != "application/ld+json"]
    assert (page.one("h1").text, scripts, page.all("b"), page.faults) == (text, [], [], [])
