"""What partners can mirror: the kinds of public records, named as in the addresses of the API."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from rest_framework.serializers import ModelSerializer

from actionplan.item_objects import (
    ActionItemSerializer,
    AreaItemSerializer,
    ObjectiveItemSerializer,
)
from actionplan.models import Action, ActionPlan, Area, Objective
from actionplan.objects import ActionPlanSerializer
from events.models import (
    Chairmanship,
    Document,
    DocumentKind,
    Meeting,
    MeetingType,
    OutcomeKind,
    Partner,
    Recommendation,
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
from events.objects.recommendations import RegisteredRecommendationSerializer
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


def _items(model: type[models.Model], *names: str) -> Callable[[], models.QuerySet]:
    return lambda: model.objects.published().select_related("plan", *names)


KINDS = [
    Shared("meetings", MeetingSerializer, _meetings),
    Shared("meeting-types", MeetingTypeSerializer, MeetingType.objects.all),
    Shared("outcome-kinds", OutcomeKindSerializer, OutcomeKind.objects.all),
    Shared("partners", PartnerSerializer, Partner.objects.published().for_list),
    Shared("chairmanships", ChairmanshipSerializer, Chairmanship.objects.published().for_detail),
    Shared("action-plans", ActionPlanSerializer, ActionPlan.objects.published().nested),
    Shared("areas", AreaItemSerializer, _items(Area)),
    Shared("objectives", ObjectiveItemSerializer, _items(Objective, "area")),
    Shared("actions", ActionItemSerializer, _items(Action, "objective")),
    Shared(
        "recommendations",
        RegisteredRecommendationSerializer,
        lambda: Recommendation.objects.published().for_detail(),
    ),
    Shared("documents", DocumentSerializer, Document.objects.published().for_detail),
    Shared("document-kinds", DocumentKindSerializer, DocumentKind.objects.all),
    Shared("pages", StandingPageSerializer, StandingPage.objects.all),
]
BY_NAME = {kind.name: kind for kind in KINDS}
BY_MODEL = {kind.model: kind for kind in KINDS}
