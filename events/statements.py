"""Plan links as the secretariat writes them: Area 4 | Objective 7 | Actions 20–22."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from actionplan.models import Action, ActionPlan, Area, Objective, PlanItem
from events.models import PlanLink, RecommendationLink

SHORTEST_RUN = 3  # two neighbours are "20, 21"


@dataclass(frozen=True)
class Run:
    """Items of one level whose numbers follow on each other, the first and the last; the same one
    if it stands alone."""

    first: PlanItem
    last: PlanItem

    @property
    def is_range(self) -> bool:
        return self.first is not self.last


@dataclass(frozen=True)
class Level:
    """The items of one level, with their word: "Actions"."""

    word: str
    runs: list[Run]


@dataclass(frozen=True)
class Statement:
    """What a meeting addressed of one plan, on one basis."""

    plan: ActionPlan
    inferred: bool
    levels: list[Level]


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


def runs(items: list[PlanItem]) -> list[Run]:
    """Items of one level in the order of their numbers, three or more in a row as one run. Parts
    of an objective (5a, 5b) are no numbers in a row."""
    rows: list[list[PlanItem]] = []
    for item in items:
        if rows and _follows(rows[-1][-1], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [run for row in rows for run in _runs_of(row)]


def _follows(before: PlanItem, item: PlanItem) -> bool:
    whole = before.mark.isdigit() and item.mark.isdigit()
    return whole and item.number == before.number + 1


def _runs_of(row: list[PlanItem]) -> list[Run]:
    if len(row) < SHORTEST_RUN:
        return [Run(item, item) for item in row]
    return [Run(row[0], row[-1])]


def _levels(plan: ActionPlan, items: list[PlanItem]) -> list[Level]:
    by_model = {
        model: sorted(
            (item for item in items if isinstance(item, model)),
            key=lambda item: (item.number, item.mark),
        )
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
