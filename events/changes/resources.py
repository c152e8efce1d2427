"""What partners can mirror: the kinds of public records, named as in the addresses of the API."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from rest_framework.serializers import ModelSerializer

from actionplan.models import ActionPlan
from actionplan.objects import ActionPlanSerializer
from events.models import (
    Chairmanship,
    Document,
    DocumentKind,
    Meeting,
    MeetingType,
    OutcomeKind,
    Partner,
    StandingPage,
)
from events.objects.chairmanships import ChairmanshipSerializer
from events.objects.documents import DocumentKindSerializer, DocumentSerializer
from events.objects.meetings import (
    MeetingSerializer,
    MeetingTypeSerializer,
    OutcomeKindSerializer,
)
from events.objects.partners import PartnerSerializer
from events.objects.standing_pages import StandingPageSerializer


@dataclass(frozen=True)
class Shared:
    """A kind of record: its name, how its objects are written, and which rows are public."""

    name: str
    serializer: type[ModelSerializer]
    shown: Callable[[], models.QuerySet]

    @property
    def model(self) -> type[models.Model]:
        return self.serializer.Meta.model


def _meetings() -> models.QuerySet:
    return Meeting.objects.published().for_detail().prefetch_related("former_slugs")


KINDS = [
    Shared("meetings", MeetingSerializer, _meetings),
    Shared("meeting-types", MeetingTypeSerializer, MeetingType.objects.all),
    Shared("outcome-kinds", OutcomeKindSerializer, OutcomeKind.objects.all),
    Shared("partners", PartnerSerializer, Partner.objects.published().for_list),
    Shared("chairmanships", ChairmanshipSerializer, Chairmanship.objects.published().for_detail),
    Shared("action-plans", ActionPlanSerializer, ActionPlan.objects.published().nested),
    Shared("documents", DocumentSerializer, Document.objects.published().for_detail),
    Shared("document-kinds", DocumentKindSerializer, DocumentKind.objects.all),
    Shared("pages", StandingPageSerializer, StandingPage.objects.all),
]
BY_NAME = {kind.name: kind for kind in KINDS}
BY_MODEL = {kind.model: kind for kind in KINDS}
