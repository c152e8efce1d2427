"""The tables of action plans and their items."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from events.data_package.references import ITEM, PLAN, TO_PLAN
from events.data_package.table import (
    IDENTITY,
    NAME,
    POSITION,
    SLUG,
    TITLE,
    Field,
    Table,
    addresses,
    child,
    item,
    numbered,
    stamps,
)


def of_item(one: dict) -> Iterable[dict]:
    """An area, objective or action, each with what it belongs to: that is how they differ."""
    if "objective_basis" in one:
        level, parent = "action", one["objective"]
    elif "area" in one:
        level, parent = "objective", one["area"]
    else:
        level, parent = "area", None
    return [{**one, "level": level, "parent": item(one["plan"], parent)}]


PLANS = [
    Table(
        "action-plans",
        "action-plans",
        _("The action plans and programmes of the dialogue."),
        [
            SLUG,
            IDENTITY,
            *addresses(),
            *NAME,
            Field("first_level", _("What its first level is called: area or domain.")),
            Field("start_year", _("Its first year."), "integer"),
            Field("end_year", _("Its last year."), "integer"),
            Field("applied_until_year", _("Until when it was applied, if later."), "integer"),
            Field("stated_areas", _("How many areas it says it has."), "integer"),
            Field("stated_objectives", _("How many objectives it says it has."), "integer"),
            Field("stated_actions", _("How many actions it says it has."), "integer"),
            *stamps(),
        ],
        ["slug"],
    ),
    Table(
        "plan-items",
        "areas",
        _("The areas, objectives and actions of action plans."),
        [
            Field("item", ITEM, source="id", required=True),
            Field("plan", PLAN, required=True),
            Field("code", _("By which its plan names it."), required=True),
            *addresses(),
            Field("level", _("Area, objective or action."), required=True),
            Field("number", _("Its number in the plan."), "integer", required=True),
            Field("part", _("Of an objective printed in parts: which, such as a.")),
            Field("parent", _("The item that it belongs to, if that is recorded.")),
            Field(
                "parent_basis",
                _("Whether a source states it or it is inferred."),
                source="objective_basis",
            ),
            *TITLE,
            Field("actions_stated", _("How many actions the plan says it has."), "integer"),
            Field("actions_stated_basis", _("Whether a source states it or it is inferred.")),
            *stamps(),
        ],
        ["item"],
        {("plan",): TO_PLAN, ("parent",): ("", ("item",))},
        of_item,
        also=("objectives", "actions"),
    ),
    Table(
        "plan-roadmap-priorities",
        "action-plans",
        _("The priorities of the roadmaps of action plans."),
        [
            *child("plan", PLAN),
            Field("order", _("Where it stands in lists."), "integer"),
            *TITLE,
        ],
        ["plan", POSITION],
        {("plan",): TO_PLAN},
        lambda plan: numbered(plan["roadmap_priorities"], plan=plan["slug"]),
    ),
]
