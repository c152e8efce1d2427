"""One factory per model, named after it. What they make is published, since most tests look at
what the public sees; whatever a test is about, it says itself."""

from tests.factories.access import ApiTokenFactory
from tests.factories.actionplan import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ObjectiveFactory,
    RoadmapPriorityFactory,
)
from tests.factories.documents import DocumentFactory, DocumentVersionFactory
from tests.factories.meetings import (
    DateChangeFactory,
    DelegationFactory,
    FormerSlugFactory,
    IntentionFactory,
    MeetingAimFactory,
    MeetingFactory,
    MeetingLinkFactory,
    MeetingPartnerFactory,
    OutcomeFactory,
    PlanAdoptionFactory,
    PlanLinkFactory,
    RecommendationFactory,
    RecommendationLinkFactory,
    ReportedCountFactory,
    SessionFactory,
    StatusChangeFactory,
)
from tests.factories.nominations import (
    MailFactory,
    NominationFactory,
    NominationLinkFactory,
    NomineeFactory,
)
from tests.factories.pages import StandingPageFactory
from tests.factories.partners import (
    ChairmanshipFactory,
    ChairmanshipPriorityFactory,
    CityFactory,
    PartnerFactory,
    PartnerRoleFactory,
)
from tests.factories.people import (
    ParticipationFactory,
    PersonalDataReadingFactory,
    PersonFactory,
)
from tests.factories.vocabulary import DocumentKindFactory, MeetingTypeFactory, OutcomeKindFactory

__all__ = [
    "ActionFactory",
    "ActionPlanFactory",
    "ApiTokenFactory",
    "AreaFactory",
    "ChairmanshipFactory",
    "ChairmanshipPriorityFactory",
    "CityFactory",
    "DateChangeFactory",
    "DelegationFactory",
    "DocumentFactory",
    "DocumentKindFactory",
    "DocumentVersionFactory",
    "FormerSlugFactory",
    "IntentionFactory",
    "MailFactory",
    "MeetingAimFactory",
    "MeetingFactory",
    "MeetingLinkFactory",
    "MeetingPartnerFactory",
    "MeetingTypeFactory",
    "NominationFactory",
    "NominationLinkFactory",
    "NomineeFactory",
    "ObjectiveFactory",
    "OutcomeFactory",
    "OutcomeKindFactory",
    "ParticipationFactory",
    "PartnerFactory",
    "PartnerRoleFactory",
    "PersonFactory",
    "PersonalDataReadingFactory",
    "PlanAdoptionFactory",
    "PlanLinkFactory",
    "RecommendationFactory",
    "RecommendationLinkFactory",
    "ReportedCountFactory",
    "RoadmapPriorityFactory",
    "SessionFactory",
    "StandingPageFactory",
    "StatusChangeFactory",
]
