"""The action plans of `data/action_plans.yaml`."""

from pathlib import Path

from actionplan.loading.entries import Entry, consume, read_entries
from actionplan.loading.loader import Loader
from actionplan.models import Action, ActionPlan, Area, Basis, Objective
from actionplan.record import Publication

DATA = Path(__file__).parent.parent / "data"


def load_plans(loader: Loader, folder: Path = DATA):
    """Load every plan with its areas, objectives, actions and roadmap priorities."""
    entries = read_entries(folder / "action_plans.yaml", "slug", key="action_plans")
    for entry in consume(entries):
        _load_plan(loader, entry)


def _load_plan(loader: Loader, entry: Entry):
    stated = entry.entry("counts_stated")
    plan = loader.put(
        entry,
        ActionPlan,
        {"slug": entry.text("slug", required=True)},
        {
            "publication": Publication.PUBLISHED,
            **entry.texts("name", required=True),
            "first_level": entry.choice("first_level", ActionPlan.FirstLevel, "area"),
            "start_year": entry.number("start_year", required=True),
            "end_year": entry.number("end_year"),
            "applied_until_year": entry.number("applied_until_year"),
            "stated_areas": stated.number("areas"),
            "stated_objectives": stated.number("objectives"),
            "stated_actions": stated.number("actions"),
            **_provenance(entry),
        },
        roadmap_priorities=[
            {"order": row.number("order", required=True), **row.texts("title", required=True)}
            for row in entry.entries("roadmap_priorities")
        ],
    )
    stated.finish()
    if plan is None:
        entry.skip()
        return
    area_of = {
        row.values.get("number"): loader.put(row, Area, _number(plan, row), row.texts("title"))
        for row in entry.entries("areas")
    }
    objective_of = {(None, None): None}
    for row in entry.entries("objectives"):
        for part, objective in _load_objective(loader, plan, row, area_of):
            objective_of[row.values["number"], part] = objective
    for row in entry.entries("actions"):
        _load_action(loader, plan, row, objective_of)


def _load_objective(loader, plan, row, area_of):
    """The rows of one objective: the whole, and its parts if it is printed in parts."""
    area = row.lookup("area", area_of)
    number = row.number("number", required=True)
    whole = {
        "area": area,
        **row.texts("title"),
        "actions_count": row.number("actions_count"),
        "actions_count_basis": row.choice("actions_count_mapping", Basis, Basis.UNKNOWN),
        **_provenance(row),
    }
    basis = whole["actions_count_basis"]
    key = {"plan": plan, "number": number}
    yield None, loader.put(row, Objective, {**key, "part": ""}, whole)
    for part in row.entries("parts"):
        code = part.text("code", required=True)
        letter = code.removeprefix(str(number))
        values = {"area": area, **part.texts("title"), "actions_count_basis": basis}
        values["actions_count"] = part.number("actions_count")
        yield code, loader.put(part, Objective, {**key, "part": letter}, values)


def _load_action(loader, plan, row, objective_of):
    number, part = row.take("objective"), row.take("objective_part")
    values = {
        "objective": row.lookup(
            "objective", objective_of, key=(number, part), shown=part or number
        ),
        **row.texts("title"),
        "objective_basis": row.choice("mapping", Basis, Basis.STATED),
        **_provenance(row),
    }
    loader.put(row, Action, _number(plan, row), values)


def _number(plan, row) -> dict:
    return {"plan": plan, "number": row.number("number", required=True)}


def _provenance(entry: Entry) -> dict[str, str]:
    return {"sources": entry.lines("sources"), "notes": entry.text("notes")}
