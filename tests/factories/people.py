"""People, who must never be seen by the public."""

import factory
from factory.django import DjangoModelFactory

from events.models import Participation, Person, PersonalDataReading
from tests.factories.meetings import MeetingFactory


class PersonFactory(DjangoModelFactory):
    given_name = "Awa"
    family_name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")

    class Meta:
        model = Person


class ParticipationFactory(DjangoModelFactory):
    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)

    class Meta:
        model = Participation


class PersonalDataReadingFactory(DjangoModelFactory):
    username = "registrar"
    what = "list"
    people = 3

    class Meta:
        model = PersonalDataReading
