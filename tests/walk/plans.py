"""action_plans.yaml, reference_countries.yaml and plan_adoptions.yaml."""

from actionplan.models import ActionPlan, Area
from events.models import PlanAdoption
from tests.walk.reading import attributes, content, found, lines, slug

AREA = attributes("number", "title_en", "title_fr")
PART = {
    **attributes("title_en", "title_fr", "actions_count"),
    "code": lambda part: f"{part.number}{part.part}",
}
OBJECTIVE = {
    **attributes("number", "title_en", "title_fr", "actions_count", "notes"),
    "area": lambda objective: objective.area and objective.area.number,
    "actions_count_mapping": lambda objective: objective.actions_count_basis,
    "parts": lambda objective: [
        found(PART, part, PART)
        for part in objective.plan.objectives.filter(number=objective.number).exclude(part="")
    ],
}
ACTION = {
    **attributes("number", "title_en", "title_fr", "notes"),
    "objective": lambda action: action.objective and action.objective.number,
    "objective_part": lambda action: (
        action.objective.mark if action.objective and action.objective.part else None
    ),
    "mapping": lambda action: action.objective_basis,
    "sources": lines,
}
ROADMAP_PRIORITY = attributes("order", "title_en", "title_fr")
PLAN = {
    **attributes("slug", "name_en", "name_fr", "first_level", "start_year", "end_year"),
    **attributes("applied_until_year", "notes"),
    "sources": lines,
    "counts_stated": lambda plan: {
        "areas": plan.stated_areas,
        "objectives": plan.stated_objectives,
        "actions": plan.stated_actions,
    },
    "areas": lambda plan: plan.areas.all(),
    "objectives": lambda plan: plan.objectives.filter(part=""),
    "actions": lambda plan: plan.actions.all(),
    "roadmap_priorities": lambda plan: plan.roadmap_priorities.all(),
}
PARTS_OF_PLAN = {
    "areas": AREA,
    "objectives": OBJECTIVE,
    "actions": ACTION,
    "roadmap_priorities": ROADMAP_PRIORITY,
}
REFERENCE_ROLES = {
    "plan": lambda roles: roles[0].area.plan.slug,
    "area": lambda roles: roles[0].area.number,
    "countries": lambda roles: {role.partner.code for role in roles},
    "as_of": lambda roles: roles[0].as_of,
    "sources": lambda roles: lines(roles[0]),
}
ADOPTION = {"plan": slug("plan"), "meeting": slug("meeting")}


def walk_plans(file):
    for entry in content(file)["action_plans"]:
        read = found(PLAN, ActionPlan.objects.get(slug=entry["slug"]), entry)
        for name, table in PARTS_OF_PLAN.items():
            if name in entry:
                rows = zip(read[name], entry[name], strict=True)
                read[name] = [found(table, row, values) for row, values in rows]
        yield entry, read


def walk_reference_countries(file):
    for entry in content(file):
        area = Area.objects.get(plan__slug=entry["plan"], number=entry["area"])
        entry["countries"] = set(entry["countries"])
        yield entry, found(REFERENCE_ROLES, area.reference_roles.all(), entry)


def walk_adoptions(file):
    for entry in content(file):
        yield entry, found(ADOPTION, PlanAdoption.objects.get(plan__slug=entry["plan"]), entry)


WALKS = {
    "action_plans.yaml": walk_plans,
    "reference_countries.yaml": walk_reference_countries,
    "plan_adoptions.yaml": walk_adoptions,
}
