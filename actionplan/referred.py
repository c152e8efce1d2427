"""The items of plans that references mean, or in words what the plans have instead."""

import re
from collections import defaultdict
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.letters import fold
from actionplan.models import Action, ActionPlan, Area, Objective, PlanItem
from actionplan.references import MOST_ERRORS, Reference
from actionplan.runs import in_order, runs
from actionplan.translation import texts

MODELS = {"area": Area, "objective": Objective, "action": Action}
MOST_NAMED = 5
LACKING = {
    "area": gettext_lazy("%(plan)s has no area %(marks)s; it has the areas %(there)s."),
    "objective": gettext_lazy(
        "%(plan)s has no objective %(marks)s; it has the objectives %(there)s."
    ),
    "action": gettext_lazy("%(plan)s has no action %(marks)s; it has the actions %(there)s."),
}
NONE_AT_ALL = {
    "area": gettext_lazy("No areas of %(plan)s are recorded."),
    "objective": gettext_lazy("No objectives of %(plan)s are recorded."),
    "action": gettext_lazy("No actions of %(plan)s are recorded."),
}


class KnownPlans:
    """All plans and their items, each kind fetched once, when it is first asked for."""

    def __init__(self):
        self._items = {}

    @cached_property
    def plans(self) -> list[ActionPlan]:
        return list(ActionPlan.objects.all())

    def items(self, level: str) -> dict[int, dict[str, PlanItem]]:
        """The items of a level by their marks, by the plan's key."""
        if level not in self._items:
            plans = {plan.pk: plan for plan in self.plans}
            found = self._items[level] = {key: {} for key in plans}
            for item in MODELS[level].objects.all():
                item.plan = plans[item.plan_id]
                found[item.plan_id][item.mark] = item
        return self._items[level]


def referred(
    references: list[Reference], default: ActionPlan | None, known: KnownPlans | None = None
) -> list[PlanItem]:
    """The items meant, each with its plan at hand, in four queries at most, or none where the plans
    are known. `default` is the plan of what names none. Raises ValidationError."""
    known = known or KnownPlans()
    wanted, errors = defaultdict(list), []
    for one in references:
        try:
            plan = plan_named(one.plan, known.plans) if one.plan else default or _refuse_nowhere()
            wanted[plan, one.level].append(one.mark)
        except ValidationError as error:
            errors += [error] if error.messages not in [e.messages for e in errors] else []
    found = []
    for (plan, level), marks in wanted.items():
        items = known.items(level)[plan.pk]
        found += [items[mark] for mark in marks if mark in items]
        if lacking := [mark for mark in marks if mark not in items]:
            errors.append(_lacking(plan, level, lacking, list(items.values())))
    if errors:
        raise ValidationError(errors[:MOST_ERRORS])
    return list(dict.fromkeys(found))


def plan_named(typed: str, plans: list[ActionPlan]) -> ActionPlan:
    """The one plan whose name, in some language, has all the words typed: "Cadix", "plan cadiz"."""
    wanted = _words(typed)
    names = {plan: [_words(one or "") for one in texts(plan, "name").values()] for plan in plans}
    exactly = [plan for plan in plans if wanted in [*names[plan], _words(plan.slug)]]
    found = exactly or [plan for plan in plans if any(wanted <= name for name in names[plan])]
    if len(found) == 1 and wanted:
        return found[0]
    words = _("“%(typed)s” names no plan. There are: %(plans)s.")
    if found:
        words = _("“%(typed)s” may be several plans: %(plans)s.")
    shown = ", ".join(plan.name for plan in found or plans)
    raise ValidationError(words, params={"typed": typed, "plans": shown})


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", fold(name)))


def _refuse_nowhere():
    raise ValidationError(_("Choose the plan, or begin the line with its name and a colon."))


def _lacking(plan: ActionPlan, level: str, marks: list[str], there: list[PlanItem]):
    words = LACKING[level] if there else NONE_AT_ALL[level]
    named = ", ".join(marks[:MOST_NAMED]) + (", …" if len(marks) > MOST_NAMED else "")
    shown = ", ".join(map(str, runs(in_order(there))))
    return ValidationError(words, params={"plan": plan.name, "marks": named, "there": shown})
