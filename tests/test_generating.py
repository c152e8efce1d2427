"""`manage.py generate_meetings`: meetings for trials are like real ones, and never come unasked."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.changes import copies
from events.generating.batches import generate
from events.models import (
    Document,
    Meeting,
    MeetingPartner,
    Outcome,
    PlanLink,
    PublicCopy,
    SearchEntry,
)
from events.search import index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

TODAY = datetime.date(2024, 6, 15)


def made(count: int = 60, seed: int = 1) -> list[Meeting]:
    known = set(Meeting.objects.values_list("pk", flat=True))
    list(generate(count, seed=seed, today=TODAY))
    return list(Meeting.objects.exclude(pk__in=known).order_by("pk"))


def test_they_hold_what_forms_would_accept():
    for meeting in made():
        meeting.full_clean()
        for parts in ("partner_parts", "plan_links", "outcomes", "recommendations", "documents"):
            for part in getattr(meeting, parts).all():
                part.full_clean()


def test_they_are_of_every_kind():
    meetings = made(300)

    assert len(meetings) == 300
    for name, values in [("publication", 3), ("mode", 4), ("status", 4)]:
        assert len({getattr(meeting, name) for meeting in meetings}) == values
    assert {bool(meeting.title_fr) for meeting in meetings} == {True, False}
    for model in (Document, MeetingPartner, Outcome, PlanLink):
        assert model.objects.filter(meeting__in=meetings).exists()


def test_search_and_partners_know_them():
    before = copies.count_wrong()  # those of the record, which tests put back at another time
    found = [one for one in made() if one.is_published]
    assert (index.count_wrong(), copies.count_wrong()) == (0, before)
    assert PublicCopy.objects.filter(row_id=found[0].pk, resource="meetings").exists()
    assert SearchEntry.objects.filter(owner_id=found[0].pk, resource="meeting").exists()


def test_the_same_seed_makes_the_same():
    first, second, other = [
        [(one.type_id, one.city_id, one.start_date, one.status) for one in made(20, seed)]
        for seed in (1, 1, 2)
    ]
    assert first == second
    assert first != other


def test_a_database_that_holds_meetings_is_refused_unless_asked():
    before = Meeting.objects.count()
    with pytest.raises(CommandError, match="--beside-the-record"):
        call_command("generate_meetings", "7")
    assert Meeting.objects.count() == before

    said = StringIO()
    call_command("generate_meetings", "7", "--beside-the-record", stdout=said)

    assert Meeting.objects.count() == before + 7
    assert said.getvalue() == "7 meetings generated.\n"
