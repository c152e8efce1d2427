"""What made-up meetings refer to: the types, places, partners and plans of the record."""

import datetime
from functools import cached_property

from actionplan.models import Action, Area, Objective
from events.models import (
    Chairmanship,
    City,
    DocumentKind,
    MeetingType,
    OutcomeKind,
    Partner,
)


class Vocabulary:
    """Read once, however many meetings are made of it."""

    def __init__(self):
        self.types = list(MeetingType.objects.order_by("pk"))
        self.cities = list(City.objects.select_related("country").order_by("pk"))
        self.outcome_kinds = list(OutcomeKind.objects.order_by("pk"))
        self.document_kinds = list(DocumentKind.objects.order_by("pk"))
        countries = Partner.objects.filter(kind=Partner.Kind.COUNTRY).order_by("pk")
        self.countries = list(countries)
        self.sides = [list(countries.filter(side=side)) for side in Partner.Side.values]
        self.chairmanships = {}

    @cached_property
    def items(self) -> list[dict]:
        """The areas, objectives and actions of plans, each as what a link to it is made with."""
        models = {"area": Area, "objective": Objective, "action": Action}
        return [
            {f"{name}_id": key}
            for name, model in models.items()
            for key in model.objects.order_by("pk").values_list("pk", flat=True)
        ]

    def chairmanship(self, day: datetime.date) -> Chairmanship | None:
        """Who was in the chair on a day."""
        if day not in self.chairmanships:
            self.chairmanships[day] = Chairmanship.objects.serving(day)
        return self.chairmanships[day]

    @property
    def is_empty(self) -> bool:
        needed = [self.types, self.cities, self.outcome_kinds, self.document_kinds, *self.sides]
        return not all([*needed, self.items])
