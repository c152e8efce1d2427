"""The models of the record, importable from one place."""

from events.models.attendance import Delegation, Qualifier, ReportedCount
from events.models.chairmanship import Chairmanship, ChairmanshipPriority, Confidence
from events.models.document import Document, DocumentVersion
from events.models.links import MeetingLink, MeetingPartner, PlanLink
from events.models.meeting import Meeting, MeetingAim, PlanAdoption
from events.models.outcome import Intention, Outcome, Recommendation, RecommendationLink, Session
from events.models.partner import City, Partner, PartnerRole
from events.models.period import BoundPrecision
from events.models.person import Participation, Person
from events.models.status import DateChange, FormerSlug, Status, StatusChange
from events.models.vocabulary import DocumentKind, MeetingType, OutcomeKind

__all__ = [
    "BoundPrecision",
    "Chairmanship",
    "ChairmanshipPriority",
    "City",
    "Confidence",
    "DateChange",
    "Delegation",
    "Document",
    "DocumentKind",
    "DocumentVersion",
    "FormerSlug",
    "Intention",
    "Meeting",
    "MeetingAim",
    "MeetingLink",
    "MeetingPartner",
    "MeetingType",
    "Outcome",
    "OutcomeKind",
    "Participation",
    "Partner",
    "PartnerRole",
    "Person",
    "PlanAdoption",
    "PlanLink",
    "Qualifier",
    "Recommendation",
    "RecommendationLink",
    "ReportedCount",
    "Session",
    "Status",
    "StatusChange",
]
