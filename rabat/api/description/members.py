"""The members of objects: their form from the serializers that write them, what they mean from the
tables of the data package, which has the same in columns."""

from actionplan.translation import LANGUAGES
from events.data_package.build import TABLES
from events.data_package.table import Table
from rabat.api.description.words import MEMBERS

# By the name of a component, that is of a serializer, the table with the same in it.
TABLE_OF = {
    "Meeting": "meetings",
    "DelegationFormat": "meetings",
    "Reported": "meetings",
    "MeetingPartner": "meeting-partners",
    "StatusChange": "meeting-status-changes",
    "DateChange": "meeting-earlier-dates",
    "ReportedCount": "meeting-reported-counts",
    "Aim": "meeting-aims",
    "Session": "meeting-sessions",
    "Outcome": "meeting-outcomes",
    "PlanLink": "meeting-plan-items",
    "Link": "meeting-links",
    "LinkFrom": "meeting-links",
    "Intention": "meeting-follow-ups",
    "MeetingType": "meeting-types",
    "OutcomeKind": "outcome-kinds",
    "Partner": "partners",
    "PartnerRole": "partner-roles",
    "Chairmanship": "chairmanships",
    "Priority": "chairmanship-priorities",
    "ActionPlan": "action-plans",
    "Area": "plan-items",
    "Objective": "plan-items",
    "Action": "plan-items",
    "AreaItem": "plan-items",
    "ObjectiveItem": "plan-items",
    "ActionItem": "plan-items",
    "RoadmapPriority": "plan-roadmap-priorities",
    "Recommendation": "recommendations",
    "RegisteredRecommendation": "recommendations",
    "RecommendationLink": "recommendation-plan-items",
    "Document": "documents",
    "Version": "document-versions",
    "DocumentKind": "document-kinds",
    "StandingPage": "pages",
}
BY_NAME = {table.name: table for table in TABLES}


def explain(components: dict[str, dict]) -> None:
    """Say of each component, and of each of its members, what it means, in the active language."""
    for name, schema in components.items():
        if name not in TABLE_OF:
            continue
        table = BY_NAME[TABLE_OF[name]]
        schema["description"] = str(table.about)
        columns = _columns(table)
        for member, own in schema["properties"].items():
            schema["properties"][member] = own | {"description": _about(member, own, columns)}


def _columns(table: Table) -> dict[str, str]:
    """What the columns of a table mean, each by the name of its member."""
    found = {}
    for column in table.fields:
        steps = (column.source or column.name).split(".")
        name = steps[-2] if steps[-1] in LANGUAGES else steps[-1]
        found.setdefault(name, str(column.about))
    return found


def _about(member: str, schema: dict, columns: dict[str, str]) -> str:
    if member in columns:
        return columns[member]
    if member in MEMBERS:
        return str(MEMBERS[member])
    part = schema.get("items", {}).get("$ref", "").rpartition("/")[2]
    return str(BY_NAME[TABLE_OF[part]].about)
