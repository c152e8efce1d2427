"""Seats of a delegation: counted, enforced, waited for, handed on."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from events.models import Participation
from events.models.seating import SEATS_TAKEN
from events.seats import seats_of
from tests.at_once import at_once
from tests.factories import (
    DelegationFactory,
    MeetingFactory,
    ParticipationFactory,
    PartnerFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2023, 4, 1)


def delegation(principal=1, accompanying=1, unit="country", **fields):
    """To a meeting with seats per delegation."""
    meeting = MeetingFactory(
        participation="seats",
        principal_seats=principal,
        accompanying_seats=accompanying,
        seat_unit=unit,
    )
    return DelegationFactory(meeting=meeting, **fields)


def seated(to, seat="principal", **fields):
    return ParticipationFactory(delegation=to, meeting=to.meeting, seat=seat, **fields)


def refused(act) -> dict:
    with pytest.raises(ValidationError) as refusal:
        act()
    return refusal.value.message_dict


# How many there are


@pytest.mark.parametrize(
    ("unit", "kind", "own", "total"),
    [
        ("country", "country", None, 1),
        ("country", "organisation", None, None),
        ("organisation", "organisation", None, 1),
        ("country/organisation", "country", None, 1),
        ("country/organisation", "organisation", None, 1),
        ("country", "country", 3, 3),
        ("country", "country", 0, 0),
        ("country", "organisation", 2, 2),
    ],
)
def test_seats_are_the_delegations_own_or_the_meetings(unit, kind, own, total):
    partner = PartnerFactory(**{"organisation": True} if kind == "organisation" else {})
    own_seats = {"principal_seats": own}
    assert seats_of(delegation(unit=unit, partner=partner, **own_seats)).principal.total == total


@pytest.mark.parametrize("participation", ["open", "not_stated"])
def test_seats_are_without_limit_unless_stated(participation):
    to = DelegationFactory(meeting=MeetingFactory(participation=participation))
    people = [seated(to) for _number in range(3)]
    assert [one.seat_number for one in people] == [1, 2, 3]
    assert (seats_of(to).principal.free, seats_of(to).principal.is_full) == (None, False)


def test_seats_are_counted_by_kind():
    to = delegation(principal=2, accompanying=1)
    seated(to)
    seated(to, "accompanying")
    seated(to, "accompanying", waiting_since=timezone.now())
    seated(to, "none")
    seats = seats_of(to)
    counted = [
        (one.taken, one.total, one.free, one.waiting)
        for one in (seats.principal, seats.accompanying)
    ]
    assert counted == [(1, 2, 1, 0), (1, 1, 0, 1)]


def test_seats_are_counted_in_one_query(django_assert_num_queries):
    to = delegation()
    seated(to)
    with django_assert_num_queries(1):
        seats_of(to)


def test_seats_beyond_the_total_are_told():
    to = delegation()
    seated(to)
    seated(to, exception_reason="Minister")
    assert (seats_of(to).principal.taken, seats_of(to).principal.beyond) == (2, 1)


# Who gets one


def test_seat_that_is_taken_is_refused_in_words():
    to = delegation()
    seated(to)
    assert refused(lambda: seated(to)) == {
        "seat": [
            "All seats for representatives are taken (1 of 1). "
            "Give a reason for an exception, or put the person on the waiting list."
        ]
    }


def test_seat_that_is_taken_is_refused_in_french():
    to = delegation(accompanying=0)
    with override("fr"):
        messages = refused(lambda: seated(to, "accompanying"))["seat"]
    assert messages == [
        "Tous les sièges d’accompagnants sont pris (0 sur 0). "
        "Indiquez le motif d’une exception, ou placez la personne sur la liste d’attente."
    ]


def test_seat_that_is_taken_has_a_code_for_other_screens():
    to = delegation(principal=0)
    row = ParticipationFactory.build(
        delegation=to, meeting=to.meeting, person=PersonFactory(), seat="principal"
    )
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert [error.code for error in refusal.value.error_dict["seat"]] == [SEATS_TAKEN]


@pytest.mark.parametrize(
    "fields",
    [
        {"seat": "none"},
        {"exception_reason": "Minister"},
        {"waiting_since": timezone.now()},
        {"withdrawn_on": DAY},
        {"delegation": None},
    ],
)
def test_seat_is_not_needed_by_everybody(fields):
    to = delegation()
    seated(to)
    row = seated(to, "none")
    row.seat = "principal"
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    assert row.seat_number == (2 if row.exception_reason else None)


def test_seat_is_kept_when_something_else_is_saved():
    row = seated(delegation())
    row.attended = True
    row.full_clean()
    row.save()
    assert row.seat_number == 1


def test_seat_is_kept_when_there_are_fewer_afterwards():
    to = delegation(principal=2)
    seated(to)
    row = seated(to)
    to.principal_seats = 1
    to.save()
    row.refresh_from_db()
    row.attended = True
    row.full_clean()
    row.save()
    assert (row.seat_number, seats_of(to).principal.beyond) == (2, 1)


def test_seat_beyond_the_total_needs_its_reason_for_ever():
    to = delegation()
    seated(to)
    row = seated(to, exception_reason="Minister")
    row.exception_reason = ""
    assert list(refused(row.full_clean)) == ["seat"]


def test_seat_that_was_an_exception_becomes_an_ordinary_one():
    to = delegation()
    first, row = seated(to), seated(to, exception_reason="Minister")
    first.withdrawn_on = DAY
    first.save()
    row.save()
    assert row.seat_number == 1


def test_seat_is_free_when_somebody_cancels():
    to = delegation()
    first = seated(to)
    first.withdrawn_on = DAY
    first.save(update_fields=["withdrawn_on"])
    first.refresh_from_db()
    assert (first.seat_number, seated(to).seat_number) == (None, 1)


def test_seat_is_free_for_somebody_else_after_a_change_of_delegation():
    to = delegation()
    row = seated(to)
    row.delegation = DelegationFactory(meeting=to.meeting)
    row.save()
    assert seated(to).seat_number == 1


def test_seat_is_taken_once_whatever_code_does():
    to = delegation(principal=2)
    seated(to)
    second = seated(to)
    rows = Participation.objects.filter(pk=second.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(seat_number=1)


def test_history_keeps_the_reason_of_an_exception():
    to = delegation()
    seated(to)
    row = seated(to, exception_reason="Minister")
    assert row.history.get().exception_reason == "Minister"


# The waiting list


def waiting(to, hour, **fields):
    since = datetime.datetime(2023, 4, 1, hour, tzinfo=datetime.UTC)
    return seated(to, waiting_since=since, **fields)


def test_waiting_list_is_in_the_order_of_arrival():
    to = delegation()
    late, early = waiting(to, 11), waiting(to, 9)
    waiting(to, 8).delete()
    assert list(Participation.objects.waiting(to, "principal")) == [early, late]


def test_waiting_list_moves_up_its_first_when_a_seat_is_free():
    to = delegation()
    row = waiting(to, 9)
    row.move_up()
    row.refresh_from_db()
    assert (row.seat_number, row.waiting_since) == (1, None)


def test_waiting_list_moves_up_nobody_without_a_seat():
    to = delegation()
    seated(to)
    row = waiting(to, 9)
    assert list(refused(row.move_up)) == ["seat"]
    row.refresh_from_db()
    assert row.is_waiting


def test_waiting_list_moves_up_nobody_before_the_first():
    to = delegation()
    waiting(to, 9)
    with pytest.raises(ValidationError, match="not the first"):
        waiting(to, 11).move_up()


# Replacement


def test_replacement_hands_the_seat_on_and_keeps_who_had_it():
    to = delegation()
    row = seated(to, function="head")
    other = row.replace_by(PersonFactory(), DAY)
    row.refresh_from_db()
    assert (row.withdrawn_on, row.seat_number, row.replaced_by) == (DAY, None, other)
    assert (other.seat_number, other.seat, other.function) == (1, "principal", "head")
    assert row.history.count() == 2


def test_replacement_takes_somebody_from_the_waiting_list():
    to = delegation()
    row, other = seated(to), waiting(to, 9)
    assert row.replace_by(other.person, DAY) == other
    other.refresh_from_db()
    assert (other.seat_number, other.is_waiting) == (1, False)


def test_replacement_may_come_back():
    to = delegation()
    row = seated(to)
    other = row.replace_by(PersonFactory(), DAY)
    assert other.replace_by(row.person, DAY) == row
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.seat_number, row.replaced_by, row.withdrawn_on) == (1, None, None)
    assert other.replaced_by == row


def test_replacement_has_no_seat_yet():
    to = delegation(principal=2)
    row, other = seated(to), seated(to)
    with pytest.raises(ValidationError, match="takes part already"):
        row.replace_by(other.person, DAY)
    row.refresh_from_db()
    assert (row.seat_number, row.withdrawn_on) == (1, None)


def test_replacement_needs_a_seat_to_take():
    with pytest.raises(ValidationError, match="no seat to hand on"):
        waiting(delegation(), 9).replace_by(PersonFactory(), DAY)


# Two at once


def outcome(results) -> list[str]:
    return sorted(type(one).__name__ for one in results)


def cleaned_and_saved(to, person):
    """As a form of the administration does: checked first, then saved, in one transaction."""
    with transaction.atomic():
        row = Participation(meeting=to.meeting, delegation=to, person=person, seat="principal")
        row.full_clean()
        row.save()
    return row


def only_saved(to, person):
    return Participation.objects.create(
        meeting=to.meeting, delegation=to, person=person, seat="principal"
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("save", [cleaned_and_saved, only_saved])
def test_two_at_once_cannot_take_one_seat(save, tmp_path):
    to = delegation(principal=2)
    seated(to)
    people = [PersonFactory() for _number in range(4)]
    results = at_once(tmp_path, *(lambda person=one: save(to, person) for one in people))
    assert outcome(results) == ["Participation", *["ValidationError"] * 3]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_hand_one_seat_on(tmp_path):
    row = seated(delegation())
    people = [PersonFactory(), PersonFactory()]
    results = at_once(
        tmp_path,
        *(
            lambda person=one: Participation.objects.get(pk=row.pk).replace_by(person, DAY)
            for one in people
        ),
    )
    assert outcome(results) == ["Participation", "ValidationError"]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_move_up_to_one_seat(tmp_path):
    to = delegation()
    rows = [waiting(to, 9), waiting(to, 10)]
    results = at_once(tmp_path, *(row.move_up for row in rows))
    assert outcome(results) == ["NoneType", "ValidationError"]
