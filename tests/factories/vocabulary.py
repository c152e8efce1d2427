"""The words that staff may extend."""

import factory

from events.models import DocumentKind, MeetingType, OutcomeKind
from tests.factories.base import RowFactory


class MeetingTypeFactory(RowFactory):
    slug = factory.Sequence(lambda n: f"type-{n}")
    name_en = factory.Sequence(lambda n: f"Type {n}")
    name_plural_en = factory.LazyAttribute(lambda o: f"{o.name_en} in the plural")
    category = "technical"

    class Meta:
        model = MeetingType


class OutcomeKindFactory(RowFactory):
    slug = factory.Sequence(lambda n: f"outcome-{n}")
    name_en = factory.Sequence(lambda n: f"outcome {n}")
    name_plural_en = factory.LazyAttribute(lambda o: f"{o.name_en} in the plural")

    class Meta:
        model = OutcomeKind


class DocumentKindFactory(RowFactory):
    slug = factory.Sequence(lambda n: f"kind-{n}")
    name_en = factory.Sequence(lambda n: f"Kind {n}")

    class Meta:
        model = DocumentKind
