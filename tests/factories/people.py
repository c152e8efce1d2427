"""People, who must never be seen by the public."""

import factory

from events.models import Participation, Person, PersonalDataReading
from tests.factories.base import RowFactory
from tests.factories.meetings import MeetingFactory


class PersonFactory(RowFactory):
    given_name = "Awa"
    family_name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")

    class Meta:
        model = Person


class ParticipationFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)

    class Meta:
        model = Participation


class PersonalDataReadingFactory(RowFactory):
    username = "registrar"
    what = "list"
    people = 3

    class Meta:
        model = PersonalDataReading
