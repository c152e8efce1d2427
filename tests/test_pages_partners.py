"""The pages of partners."""

import datetime

import pytest

from tests.browsing import read
from tests.factories import (
    AreaFactory,
    ChairmanshipFactory,
    DelegationFactory,
    DocumentFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    PartnerFactory,
    PartnerRoleFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

LEFT = {"end_date": datetime.date(2017, 3, 31), "end_precision": "day"}
ENDED = {"end_date": datetime.date(2020, 1, 31), "end_precision": "day"}


def groups(page) -> dict[str, list[str]]:
    """The lists of the page under their headings."""
    return {one.text: [line.text for line in one.parent.all("li")] for one in page.all("h2")}


def test_partners_are_listed_by_region_organisations_last(client):
    for name, region in [("Spain", "europe"), ("Mali", "west_africa"), ("Togo", "west_africa")]:
        PartnerRoleFactory(partner=PartnerFactory(name_en=name, region=region))
    PartnerRoleFactory(partner=PartnerFactory(name_en="ECOWAS", organisation=True))

    assert groups(read(client.get("/en/partners/"))) == {
        "West Africa": ["Mali", "Togo"],
        "Europe": ["Spain"],
        "Organisations": ["ECOWAS"],
    }


def test_partners_are_in_the_order_of_their_names_accents_and_case_aside(client):
    names = ["Suisse", "Égypte", "Estonie", "espagne", "Danemark"]
    for name in names:
        PartnerRoleFactory(partner=PartnerFactory(name_fr=name))

    (listed,) = groups(read(client.get("/fr/partenaires/"))).values()

    assert listed == ["Danemark", "Égypte", "espagne", "Estonie", "Suisse"]


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ({"kind": "partner"}, "Mali"),
        ({"kind": "observer"}, "Mali Observer"),
        ({"kind": "permanent_observer"}, "Mali Observer"),
        ({"kind": "secretariat"}, "Mali Secretariat"),
        ({"kind": "partner", **ENDED}, "Mali Formerly"),
        (None, "Mali Guest"),
    ],
)
def test_the_list_says_what_a_partner_is_today(client, role, words):
    partner = PartnerFactory(name_en="Mali")
    if role:
        PartnerRoleFactory(partner=partner, **role)

    assert groups(read(client.get("/en/partners/"))) == {"West Africa": [words]}


def test_a_partner_shows_its_roles_and_when_it_had_them(client):
    partner = PartnerFactory(code="ML", name_en="Mali")
    PartnerRoleFactory(partner=partner, kind="partner")
    steering = {"kind": "steering_committee", "start_date": datetime.date(2018, 1, 1)}
    PartnerRoleFactory(partner=partner, start_precision="year", **steering, **ENDED)
    PartnerRoleFactory(partner=partner, kind="observer", **LEFT)

    page = read(client.get("/en/partners/ML/"))

    assert [one.text for one in page.section("Roles in the dialogue").all("li")] == [
        "Partner today",
        "Member of the Steering Committee, 2018 – 31 January 2020",
        "Observer, until 31 March 2017",
    ]


def test_a_partner_leads_to_the_areas_it_is_reference_country_for(client):
    partner = PartnerFactory(code="ML")
    for slug, ended in [("old", "unknown"), ("new", "")]:
        plan = {"plan__slug": slug, "plan__name_en": f"The {slug} plan"}
        area = AreaFactory(number=2, title_en="Mobility", **plan)
        PartnerRoleFactory(
            partner=partner, kind="reference_country", area=area, end_precision=ended
        )

    page = read(client.get("/en/partners/ML/"))

    lines = page.section("Reference country for").all("li")
    assert [(one.text, one.one("a")["href"]) for one in lines] == [
        ("Area 2: Mobility today The new plan", "/en/action-plans/new/area-2/"),
        ("Area 2: Mobility The old plan, formerly", "/en/action-plans/old/area-2/"),
    ]


def portrait(client) -> str:
    return read(client.get("/en/partners/ML/")).one("p", class_="lead").text


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (
            {"start_date": datetime.date(2006, 1, 1), "start_precision": "year"},
            "Partner since 2006",
        ),
        ({}, "Partner"),
        ({"kind": "permanent_observer"}, "Permanent observer"),
        (ENDED, "Former partner"),
        (None, "Guest"),
    ],
)
def test_the_first_line_says_what_a_partner_is_and_nothing_that_is_nought(client, role, words):
    partner = PartnerFactory(code="ML")
    if role is not None:
        PartnerRoleFactory(partner=partner, **role)

    assert portrait(client) == words


def test_the_first_line_counts_meetings_that_were_held_and_names_turns_in_the_chair(client):
    partner = PartnerRoleFactory(partner__code="ML").partner
    for start, end in [(2015, 2016), (2022, 2022)]:
        dates = {"start_date": datetime.date(start, 1, 1), "end_date": datetime.date(end, 12, 1)}
        ChairmanshipFactory(partner=partner, **dates)
    for role, status in [("host", "held"), ("host", "planned"), *[("co_chair", "held")] * 2]:
        MeetingPartnerFactory(partner=partner, role=role, meeting__status=status)
    DelegationFactory(partner=partner)

    assert portrait(client) == (
        "Partner · in the chair 2015–2016, 2022 · hosted 1 meeting · co-chaired 2 meetings · "
        "attended 1 meeting"
    )


def test_a_turn_that_goes_on_is_said_to(client):
    ChairmanshipFactory(partner__code="ML", start_date=datetime.date(2024, 2, 1), end_precision="")

    assert portrait(client) == "Guest · in the chair since 2024"


def test_a_partner_shows_the_meetings_it_attended(client):
    partner = PartnerFactory(code="ML")
    for status in ("attended", "invited", "absent"):
        meeting = MeetingFactory(title_en=status, publication="published")
        DelegationFactory(partner=partner, meeting=meeting, status=status)
    DelegationFactory(partner=partner, meeting=MeetingFactory(publication="draft"))

    lines = read(client.get("/en/partners/ML/")).section("Meetings attended (1)").all("li")

    assert [one.text for one in lines] == ["attended, 25 April 2023"]


@pytest.mark.parametrize(
    ("status", "words", "heading"),
    [
        ("held", "Guest · attended 1 meeting", "Meetings attended (1)"),
        ("planned", "Guest", "Meetings attended"),
    ],
)
def test_meetings_attended_are_counted_alike_in_the_first_line_and_above_them(
    client, status, words, heading
):
    DelegationFactory(partner=PartnerFactory(code="ML"), meeting__status=status)

    page = read(client.get("/en/partners/ML/"))

    assert (portrait(client), len(page.section(heading).all("li"))) == (words, 1)


def test_a_partner_shows_the_documents_of_its_chairmanships(client):
    chairmanship = ChairmanshipFactory(partner=PartnerFactory(code="ML"))
    DocumentFactory(chairmanship=chairmanship, title_en="Brochure")
    DocumentFactory(chairmanship=chairmanship, publication="draft")

    section = read(client.get("/en/partners/ML/")).section("Documents of its chairmanships")

    assert [one.text for one in section.all("a")] == ["Brochure"]


def test_a_guest_without_anything_shows_no_empty_part(client):
    PartnerFactory(code="ML")

    assert read(client.get("/en/partners/ML/")).all("h2") == []


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        ("host", "Meetings hosted"),
        ("chair", "Meetings chaired"),
        ("co_chair", "Meetings co-chaired"),
        ("organiser", "Meetings organised"),
        ("guest", "Guest at"),
    ],
)
def test_a_partner_shows_the_meetings_it_had_a_part_in_latest_first(client, role, heading):
    partner = PartnerFactory(code="ML")
    for year, status in [(2021, "held"), (2023, "held"), (2022, "postponed")]:
        meeting = MeetingFactory(
            title_en=f"Meeting of {year}", start_date=datetime.date(year, 5, 2), status=status
        )
        MeetingPartnerFactory(partner=partner, meeting=meeting, role=role)

    page = read(client.get("/en/partners/ML/"))

    assert [one.text for one in page.section(f"{heading} (2)").all("li")] == [
        "Meeting of 2023, 2 May 2023",
        "Meeting of 2022, 2 May 2022 Postponed",
        "Meeting of 2021, 2 May 2021",
    ]


def test_a_partner_shows_its_turns_in_the_chair(client):
    partner = PartnerFactory(code="ML", name_en="Mali")
    ChairmanshipFactory(partner=partner, slug="mali-2017", start_date=datetime.date(2017, 1, 1))

    link = read(client.get("/en/partners/ML/")).section("Chairmanships").one("a")

    assert (link.text, link["href"]) == ("Mali 2017", "/en/chairmanships/mali-2017/")


@pytest.mark.parametrize("code", ["ml", "Ml", "mL"])
@pytest.mark.parametrize("root", ["/en/partners/", "/fr/partenaires/"])
def test_a_code_in_small_letters_is_redirected_for_ever(client, root, code):
    PartnerFactory(code="ML")

    response = client.get(f"{root}{code}/")

    assert (response.status_code, response["Location"]) == (301, f"{root}ML/")


def test_a_code_in_small_letters_that_nobody_has_is_not_found(client):
    assert client.get("/en/partners/ml/").status_code == 404


@pytest.mark.parametrize("code", ["X", "ECOWAS", "AU-EU-ICMPD-20242025"])
def test_whatever_is_a_code_is_an_address(client, code):
    partner = PartnerFactory(organisation=True, code=code, name_en="It")
    partner.full_clean()

    pages = [client.get(f"{root}{code}/") for root in ("/en/partners/", "/api/v1/partners/")]

    assert [page.status_code for page in pages] == [200, 200]
