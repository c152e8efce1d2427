"""Plans and what they consist of."""

import factory

from actionplan.models import Action, ActionPlan, Area, Objective, RoadmapPriority
from tests.factories.base import RowFactory


class ActionPlanFactory(RowFactory):
    slug = factory.Sequence(lambda n: f"plan-{n}")
    publication = "published"
    name_en = factory.Sequence(lambda n: f"Plan {n}")
    name_fr = factory.Sequence(lambda n: f"Plan {n} en français")
    start_year = 2023
    end_year = 2027

    class Meta:
        model = ActionPlan


class AreaFactory(RowFactory):
    plan = factory.SubFactory(ActionPlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title_en = factory.Sequence(lambda n: f"Area title {n}")

    class Meta:
        model = Area


class ObjectiveFactory(RowFactory):
    """In no area, unless told: an objective's area may be unknown."""

    plan = factory.SubFactory(ActionPlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title_en = factory.Sequence(lambda n: f"Objective title {n}")

    class Meta:
        model = Objective


class ActionFactory(RowFactory):
    """Under no objective, unless told; the basis follows."""

    plan = factory.SubFactory(ActionPlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title_en = factory.Sequence(lambda n: f"Action title {n}")
    objective = None
    objective_basis = factory.LazyAttribute(lambda o: "stated" if o.objective else "unknown")

    class Meta:
        model = Action


class RoadmapPriorityFactory(RowFactory):
    plan = factory.SubFactory(ActionPlanFactory)
    order = factory.Sequence(lambda n: n + 1)
    title_en = factory.Sequence(lambda n: f"Priority title {n}")

    class Meta:
        model = RoadmapPriority
