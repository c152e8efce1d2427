"""The models of action plans, importable from one place."""

from actionplan.models.items import Action, Area, Basis, Objective, PlanItem
from actionplan.models.plan import ActionPlan, RoadmapPriority
from actionplan.models.stale import StaleText
from actionplan.models.submission import Submission

__all__ = [
    "Action",
    "ActionPlan",
    "Area",
    "Basis",
    "Objective",
    "PlanItem",
    "RoadmapPriority",
    "StaleText",
    "Submission",
]
