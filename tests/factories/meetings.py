"""Meetings and what hangs on them."""

import datetime

import factory

from events import models
from tests.factories.actionplan import ActionPlanFactory, AreaFactory
from tests.factories.base import RowFactory
from tests.factories.partners import PartnerFactory
from tests.factories.vocabulary import MeetingTypeFactory, OutcomeKindFactory


class MeetingFactory(RowFactory):
    """Held on one day, at no place, hence in the secretariat's time zone."""

    slug = factory.Sequence(lambda n: f"meeting-{n}")
    publication = "published"
    type = factory.SubFactory(MeetingTypeFactory)
    title_en = factory.Sequence(lambda n: f"Meeting {n}")
    title_fr = factory.Sequence(lambda n: f"Réunion {n}")
    start_date = datetime.date(2023, 4, 25)
    end_date = factory.SelfAttribute("start_date")
    status = "held"

    class Meta:
        model = models.Meeting


class MeetingAimFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    text_en = factory.Sequence(lambda n: f"Aim {n}")

    class Meta:
        model = models.MeetingAim


class PlanAdoptionFactory(RowFactory):
    plan = factory.SubFactory(ActionPlanFactory)
    meeting = factory.SubFactory(MeetingFactory)

    class Meta:
        model = models.PlanAdoption


class MeetingPartnerFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    partner = factory.SubFactory(PartnerFactory)
    role = "host"
    order = factory.Sequence(lambda n: n + 1)

    class Meta:
        model = models.MeetingPartner


class DelegationFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    partner = factory.SubFactory(PartnerFactory)
    status = "attended"

    class Meta:
        model = models.Delegation


class ReportedCountFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    label_en = factory.Sequence(lambda n: f"things counted {n}")
    value = 58

    class Meta:
        model = models.ReportedCount


class PlanLinkFactory(RowFactory):
    """To an area, unless told."""

    meeting = factory.SubFactory(MeetingFactory)
    area = factory.SubFactory(AreaFactory)

    class Meta:
        model = models.PlanLink


class MeetingLinkFactory(RowFactory):
    from_meeting = factory.SubFactory(MeetingFactory)
    to_meeting = factory.SubFactory(MeetingFactory)
    kind = "follows_up"

    class Meta:
        model = models.MeetingLink


class SessionFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    title_en = factory.Sequence(lambda n: f"Session {n}")

    class Meta:
        model = models.Session


class OutcomeFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    kind = factory.SubFactory(OutcomeKindFactory)
    count = 20

    class Meta:
        model = models.Outcome


class RecommendationFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    number = factory.Sequence(lambda n: n + 1)
    text_en = factory.Sequence(lambda n: f"Recommendation {n}")

    class Meta:
        model = models.Recommendation


class RecommendationLinkFactory(RowFactory):
    """To an area, unless told."""

    recommendation = factory.SubFactory(RecommendationFactory)
    area = factory.SubFactory(AreaFactory)

    class Meta:
        model = models.RecommendationLink


class IntentionFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    text_en = factory.Sequence(lambda n: f"Follow-up {n}")

    class Meta:
        model = models.Intention


class StatusChangeFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    status_before = "planned"
    status = "held"

    class Meta:
        model = models.StatusChange


class DateChangeFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    start_date = datetime.date(2023, 3, 1)
    end_date = factory.SelfAttribute("start_date")

    class Meta:
        model = models.DateChange


class FormerSlugFactory(RowFactory):
    meeting = factory.SubFactory(MeetingFactory)
    slug = factory.Sequence(lambda n: f"former-meeting-{n}")

    class Meta:
        model = models.FormerSlug
