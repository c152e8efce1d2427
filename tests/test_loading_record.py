"""The real record is in the database as the files have it: nothing dropped, nothing invented."""

import datetime
from collections import Counter

import pytest

from actionplan.models import Action, ActionPlan, Area, Objective
from events.models import Chairmanship, Document, Meeting, MeetingLink, Partner, PartnerRole
from tests.walk import WALKS
from tests.walk.meetings import items_of_links
from tests.walk.partners import PARTNER
from tests.walk.reading import FILES, content, found


@pytest.mark.parametrize("file", WALKS)
def test_every_field_of_every_record_is_found(record, file):
    pairs = list(WALKS[file](file))
    assert [read for _entry, read in pairs] == [entry for entry, _read in pairs]


def test_every_file_is_walked():
    assert WALKS.keys() == FILES.keys()


def test_walk_fails_at_a_field_it_does_not_know():
    with pytest.raises(KeyError, match="motto"):
        found(PARTNER, Partner(code="MA"), {"code": "MA", "motto": "…"})


def test_walk_fails_at_a_field_of_a_plan_link_it_does_not_know():
    link = {"plan": "cadiz", "area": 1, "objectives": [], "actions": [], "mapping": "stated"}
    with pytest.raises(TypeError, match="pillar"):
        items_of_links([{**link, "pillar": 2}])


# Nothing invented


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (ActionPlan, 6),
        (Area, 23),
        (Objective, 21 + 2),  # and the two parts of Cadiz 5
        (Action, 52),
        (Partner, 87),
        (Chairmanship, 12),
        (Meeting, 88),
        (Document, 28 + 9),  # publications, and other documents of meetings
    ],
)
def test_there_are_as_many_rows_as_records(record, model, count):
    assert model.objects.count() == count


def test_everything_loaded_is_published(record):
    models = (ActionPlan, Partner, Chairmanship, Meeting, Document)
    drafts = {model.__name__: model.objects.exclude(publication="published") for model in models}
    assert {name: list(rows) for name, rows in drafts.items()} == {name: [] for name in drafts}


def test_permanent_id_of_a_meeting_is_the_same_everywhere(record):
    uid = Meeting.objects.get(slug="ministerial-conference-rabat-2006").uid
    assert str(uid) == "ac714110-624d-5783-9ccf-906bb58d9211"


# What the record says of itself


def test_statuses_of_partners_are_those_of_the_file(record):
    statuses = {entry["code"]: entry["status"] for entry in content("partners.yaml")}
    day = datetime.date(2026, 1, 31)
    found = {partner.code: partner.status_on(day) for partner in Partner.objects.for_list()}
    assert found == statuses


def test_partners_are_as_many_as_the_notes_say(record):
    day = datetime.date(2026, 1, 31)
    held = PartnerRole.objects.select_related("partner")
    roles = Counter((role.kind, role.partner.kind) for role in held if role.covers(day))
    assert roles == {
        ("partner", "country"): 55,
        ("partner", "organisation"): 2,
        ("observer", "country"): 2,
        ("permanent_observer", "organisation"): 4,
        ("steering_committee", "country"): 14,
        ("steering_committee", "organisation"): 2,
        ("secretariat", "organisation"): 1,
        ("reference_country", "country"): 11,
    }


def test_objective_5_of_cadiz_is_printed_in_two_parts_and_counts_once(record):
    objectives = Objective.objects.filter(plan__slug="cadiz-action-plan")
    assert [row.mark for row in objectives.filter(number=5)] == ["5", "5a", "5b"]
    assert objectives.values("number").distinct().count() == 10


def test_actions_without_recorded_objective_stay_without(record):
    orphans = Action.objects.filter(plan__slug="cadiz-action-plan", objective=None)
    assert [action.number for action in orphans] == [23, 24, 25, 26, 27, 28]


def test_moved_meeting_leads_to_the_one_that_replaced_it(record):
    chain = MeetingLink.objects.filter(kind="replaces").order_by("to_meeting__start_date")
    assert [(link.to_meeting.slug, link.from_meeting.slug) for link in chain] == [
        (
            "label-workshop-migration-development-paris-2020",
            "label-webinar-migration-development-2021",
        ),
        ("som-paris-2020", "som-paris-2021"),
        ("scenario-exercise-blind-spots-2021", "futures-workshop-climate-2021"),
    ]


def test_meetings_of_unknown_days_span_whole_months_and_years(record):
    vague = Meeting.objects.exclude(date_precision="day").order_by("start_date")
    assert [(str(row.start_date), str(row.end_date)) for row in vague] == [
        ("2008-03-01", "2008-03-31"),
        ("2008-05-01", "2008-05-31"),
        ("2008-07-01", "2008-07-31"),
        ("2012-06-01", "2012-06-30"),
        ("2014-01-01", "2014-12-31"),
        ("2017-04-01", "2017-04-30"),
        ("2017-07-01", "2017-07-31"),
        ("2020-12-01", "2020-12-31"),
        ("2025-03-01", "2025-03-31"),
    ]


def test_words_about_numbers_are_understood(record):
    words = Meeting.objects.exclude(participants_words="").values_list(
        "participants_words", "participants_qualifier"
    )
    assert set(words) == {
        ("as stated", "exact"),
        ("as stated, on site and online", "exact"),
        ("more than", "more_than"),
        ("over", "more_than"),
        ("about", "about"),
        ("about, expected", "about"),
        ("around", "about"),
        ("almost", "nearly"),
    }


def test_abbreviated_zone_becomes_a_zone_name_and_stays_as_printed(record):
    webinar = Meeting.objects.get(slug="webinar-anti-trafficking-2020")
    assert (webinar.time_zone, webinar.stated_time_zone) == ("Europe/Brussels", "CEST")


def test_host_is_not_for_that_reason_a_co_chair(record):
    abuja = Meeting.objects.get(slug="remittances-abuja-2019").partner_parts
    parts = {
        role: set(abuja.filter(role=role).values_list("partner__code", flat=True))
        for role in ("host", "co_chair")
    }
    assert parts == {"host": {"NG"}, "co_chair": {"BE", "FR"}}


# Whose turn it was. The handover day belongs to the outgoing chair.
TURNS = [
    ("2015-01-01", "morocco-2015"),
    ("2016-01-01", "portugal-2016"),
    ("2017-01-01", "mali-2017"),
    ("2017-03-22", "belgium-2017"),
    ("2018-05-03", "burkina-faso-2018"),
    ("2019-06-04", "france-2019"),
    ("2020-12-08", "equatorial-guinea-2020"),
    ("2021-11-19", "spain-2021"),
    ("2022-12-15", "morocco-2022"),
    ("2024-02-02", "portugal-2024"),
    ("2025-01-31", "nigeria-2025"),
    ("2026-01-30", "switzerland-2026"),
]


def turn(day):
    return next((slug for first, slug in reversed(TURNS) if day.isoformat() >= first), None)


def test_every_meeting_is_of_the_chairmanship_that_served_on_its_first_day(record):
    meetings = Meeting.objects.select_related("chairmanship")
    found = {row.slug: getattr(row.chairmanship, "slug", None) for row in meetings}
    assert found == {row.slug: turn(row.start_date) for row in meetings}


def test_serving_chair_is_known_for_every_day_since_2015(record):
    first = datetime.date(2014, 12, 1)
    days = [first + datetime.timedelta(days=number) for number in range(0, 4200, 30)]
    found = [getattr(Chairmanship.objects.serving(day), "slug", None) for day in days]
    assert found == [turn(day) for day in days]
