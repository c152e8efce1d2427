"""Plan links as the secretariat writes them: Area 4 | Objective 7 | Actions 20–22."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from actionplan.models import Action, ActionPlan, Area, Objective, PlanItem
from actionplan.runs import Run, in_order, runs
from events.models import PlanLink, RecommendationLink


@dataclass(frozen=True)
class Level:
    """The items of one level, with their word: "Actions"."""

    word: str
    runs: list[Run]

    def __str__(self):
        return f"{self.word} {', '.join(map(str, self.runs))}"


@dataclass(frozen=True)
class Statement:
    """What a meeting addressed of one plan, on one basis."""

    plan: ActionPlan
    inferred: bool
    levels: list[Level]

    def __str__(self):
        return " | ".join(map(str, self.levels))


def statements(links: Iterable[PlanLink | RecommendationLink]) -> list[Statement]:
    """Plan links, fetched with their items and plans, grouped by plan and basis. What a
    recommendation concerns is stated in it."""
    grouped = {}
    for link in links:
        basis = getattr(link, "basis", PlanLink.Basis.STATED)
        grouped.setdefault((link.item.plan, basis), []).append(link.item)
    return [
        Statement(plan, basis == PlanLink.Basis.INFERRED, _levels(plan, items))
        for (plan, basis), items in grouped.items()
    ]


def _levels(plan: ActionPlan, items: list[PlanItem]) -> list[Level]:
    by_model = {
        model: in_order([item for item in items if isinstance(item, model)])
        for model in (Area, Objective, Action)
    }
    words = {
        Area: _first_level_word(plan, len(by_model[Area])),
        Objective: ngettext("Objective", "Objectives", len(by_model[Objective])),
        Action: ngettext("Action", "Actions", len(by_model[Action])),
    }
    return [Level(words[model], runs(found)) for model, found in by_model.items() if found]


def _first_level_word(plan: ActionPlan, count: int) -> str:
    levels = ActionPlan.FirstLevel
    if plan.first_level == levels.DOMAIN:
        return ngettext("Domain", "Domains", count)
    if plan.first_level == levels.PILLAR:
        return ngettext("Pillar", "Pillars", count)
    return ngettext("Area", "Areas", count)
