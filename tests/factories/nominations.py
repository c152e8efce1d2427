"""Links for nominations, what came through them, and letters."""

import datetime

import factory

from events.models import Mail, Nomination, NominationLink, Nominee
from tests.factories.base import RowFactory
from tests.factories.meetings import DelegationFactory


class NominationLinkFactory(RowFactory):
    """Open until the end of the century, as far as its meeting allows."""

    delegation = factory.SubFactory(DelegationFactory, status="invited", meeting__status="planned")
    recipients = factory.Sequence(lambda n: f"focal-point-{n}@example.org")
    language = "en"
    expires_on = datetime.date(2099, 12, 31)

    class Meta:
        model = NominationLink


class NominationFactory(RowFactory):
    link = factory.SubFactory(NominationLinkFactory)
    language = "en"
    digest = factory.Sequence(lambda n: f"{n:064x}")

    class Meta:
        model = Nomination


class NomineeFactory(RowFactory):
    nomination = factory.SubFactory(NominationFactory)
    seat = "principal"
    given_name = "Awa"
    family_name = factory.Sequence(lambda n: f"Nominee {n}")
    email = factory.Sequence(lambda n: f"nominee-{n}@example.org")

    class Meta:
        model = Nominee


class MailFactory(RowFactory):
    recipient = factory.Sequence(lambda n: f"reader-{n}@example.org")
    language = "en"
    subject = factory.Sequence(lambda n: f"Letter {n}")
    body = "Dear colleague"

    class Meta:
        model = Mail
