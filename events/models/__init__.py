"""The models of the record, importable from one place."""

from events.models.agenda import MeetingAim, Session
from events.models.api_token import ApiToken
from events.models.attendance import Delegation, Qualifier, ReportedCount
from events.models.chairmanship import Chairmanship, ChairmanshipPriority, Confidence
from events.models.change import Change, ChangeLog, PublicCopy
from events.models.city import City
from events.models.document import Document, DocumentVersion
from events.models.links import MeetingLink, MeetingPartner
from events.models.mail import Mail
from events.models.meeting import Meeting
from events.models.meeting_words import MeetingWords
from events.models.nomination import Nomination, NominationLink, Nominee
from events.models.outcome import Intention, Outcome, Recommendation, RecommendationLink
from events.models.participation import Participation
from events.models.partner import Partner, PartnerRole
from events.models.period import BoundPrecision
from events.models.person import Person
from events.models.plan_links import PlanAdoption, PlanLink
from events.models.reading import PersonalDataReading
from events.models.search import Resource, SearchEntry
from events.models.standing_page import StandingPage
from events.models.status import DateChange, FormerSlug, Status, StatusChange
from events.models.vocabulary import DocumentKind, MeetingType, OutcomeKind

__all__ = [
    "ApiToken",
    "BoundPrecision",
    "Chairmanship",
    "ChairmanshipPriority",
    "Change",
    "ChangeLog",
    "City",
    "Confidence",
    "DateChange",
    "Delegation",
    "Document",
    "DocumentKind",
    "DocumentVersion",
    "FormerSlug",
    "Intention",
    "Mail",
    "Meeting",
    "MeetingAim",
    "MeetingLink",
    "MeetingPartner",
    "MeetingType",
    "MeetingWords",
    "Nomination",
    "NominationLink",
    "Nominee",
    "Outcome",
    "OutcomeKind",
    "Participation",
    "Partner",
    "PartnerRole",
    "Person",
    "PersonalDataReading",
    "PlanAdoption",
    "PlanLink",
    "PublicCopy",
    "Qualifier",
    "Recommendation",
    "RecommendationLink",
    "ReportedCount",
    "Resource",
    "SearchEntry",
    "Session",
    "StandingPage",
    "Status",
    "StatusChange",
]
