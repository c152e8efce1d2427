"""Querysets whose SQL is written once."""

import threading

import pytest
from django.db import connection
from django.db.models import DateField, SlugField

from events.models import Meeting, MeetingAim
from events.written import Given, Written
from tests.factories import MeetingAimFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def test_written_queryset_finds_what_is_given():
    dakar, rabat = MeetingFactory(), MeetingFactory()
    by_slug = Written(lambda: Meeting.objects.filter(slug=Given("slug", SlugField())))
    assert [by_slug(slug=one.slug) for one in (dakar, rabat, dakar)] == [[dakar], [rabat], [dakar]]


def test_written_queryset_takes_values_as_the_database_does():
    meeting, later = (MeetingFactory(start_date=f"202{year}-01-15") for year in (3, 4))
    until = Written(lambda: Meeting.objects.filter(start_date__lte=Given("day", DateField())))
    meeting.refresh_from_db()
    later.refresh_from_db()
    assert until(day=meeting.start_date) == [meeting]
    assert until(day=later.start_date) == [later, meeting]


def test_written_queryset_sees_what_was_written_since():
    meetings = Written(Meeting.objects.all)
    assert meetings() == []
    made = MeetingFactory()
    assert meetings() == [made]


def test_written_queryset_joins_and_prefetches(django_assert_num_queries):
    aim = MeetingAimFactory()
    aims = Written(lambda: MeetingAim.objects.select_related("meeting__type"))
    meetings = Written(lambda: Meeting.objects.prefetch_related("aims"))
    with django_assert_num_queries(3):
        (found,), (meeting,) = aims(), meetings()
        assert found.meeting.type == aim.meeting.type
        assert list(meeting.aims.all()) == [aim]


def test_written_queryset_leaves_no_place_in_the_next():
    meeting = MeetingFactory()
    by_slug = Written(lambda: Meeting.objects.filter(slug=Given("slug", SlugField())))
    by_slug(slug=meeting.slug)
    assert list(Meeting.objects.filter(slug=meeting.slug)) == [meeting]
    with pytest.raises(KeyError):
        by_slug()


@pytest.mark.django_db(transaction=True)
def test_written_queryset_is_asked_over_the_connection_of_each_thread():
    made, found = MeetingFactory(), []
    meetings = Written(Meeting.objects.all)
    meetings()

    def ask():
        found.append(meetings())
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [[made]]
