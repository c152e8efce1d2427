"""Which public records a row bears on: those whose pages and API objects are made from it.

A session bears on its meeting; a city on every meeting held there; a plan on its documents, which
are public only as long as it is. Rows that the public never sees bear on nothing.
"""

from collections import defaultdict

from django.db import models

from actionplan.models import Action, ActionPlan, Area, Objective, RoadmapPriority
from events.models import (
    Chairmanship,
    ChairmanshipPriority,
    City,
    DateChange,
    Delegation,
    Document,
    DocumentKind,
    DocumentVersion,
    FormerSlug,
    Intention,
    Meeting,
    MeetingAim,
    MeetingLink,
    MeetingPartner,
    MeetingType,
    Nomination,
    NominationLink,
    Nominee,
    Outcome,
    OutcomeKind,
    Participation,
    Partner,
    PartnerRole,
    Person,
    PlanAdoption,
    PlanLink,
    Recommendation,
    RecommendationLink,
    ReportedCount,
    Session,
    StandingPage,
    StatusChange,
)

Model = type[models.Model]
Root = tuple[Model, int]  # a record with a page of its own: its model and its primary key

OF_PLAN = {ActionPlan: ["plan"]}
OF_MEETING = {Meeting: ["meeting"]}
# Per model the roots, each with the paths that lead there.
PATHS: dict[Model, dict[Model, list[str]]] = {
    ActionPlan: {ActionPlan: ["pk"], Document: ["documents"]},
    RoadmapPriority: OF_PLAN,
    Area: OF_PLAN,
    Objective: OF_PLAN,
    Action: OF_PLAN,
    Partner: {
        Partner: ["pk"],
        Chairmanship: ["chairmanships"],
        Meeting: ["meetings_in", "meeting_parts__meeting", "delegations__meeting"],
        Document: ["chairmanships__documents"],
    },
    PartnerRole: {Partner: ["partner"]},
    City: {Meeting: ["meetings"]},
    Chairmanship: {
        Chairmanship: ["pk"],
        Document: ["documents"],
        Meeting: ["meetings", "handover_meeting"],
    },
    ChairmanshipPriority: {Chairmanship: ["chairmanship"]},
    MeetingType: {Meeting: ["meetings"]},
    Meeting: {Meeting: ["pk"], Document: ["documents"]},
    **dict.fromkeys(
        [
            DateChange,
            Delegation,
            FormerSlug,
            Intention,
            MeetingAim,
            MeetingPartner,
            Outcome,
            PlanAdoption,
            PlanLink,
            Recommendation,
            ReportedCount,
            Session,
            StatusChange,
        ],
        OF_MEETING,
    ),
    MeetingLink: {Meeting: ["from_meeting", "to_meeting"]},
    OutcomeKind: {Meeting: ["outcomes__meeting"]},
    RecommendationLink: {Meeting: ["recommendation__meeting"]},
    Document: {Document: ["pk"]},
    DocumentVersion: {Document: ["document"]},
    DocumentKind: {Document: ["documents"]},
    StandingPage: {StandingPage: ["pk"]},
    Person: {},
    Participation: {},
    NominationLink: {},
    Nomination: {},
    Nominee: {},
}


def roots_of(row: models.Model, *, new: bool = False) -> set[Root]:
    """The roots that `row` bears on, as far as the row at hand and the database say; nothing
    leads to a `new` one yet."""
    return {
        (root, key)
        for root, paths in PATHS.get(type(row), {}).items()
        for path in paths
        for key in _keys(row, path, new)
        if key is not None
    }


def roots_as_stored(row: models.Model) -> set[Root]:
    """The roots that the row bears on as the database has it, before it is saved."""
    stored = type(row)._base_manager.filter(pk=row.pk).first() if type(row) in PATHS else None
    return roots_of(stored) if stored else set()


def by_model(roots: set[Root]) -> dict[Model, list[int]]:
    """The keys of roots per model, in one order for all, so that two writers cannot each hold what
    the other waits for."""
    found = defaultdict(list)
    for model, key in sorted(roots, key=lambda root: (root[0].__name__, root[1])):
        found[model].append(key)
    return found


def _keys(row: models.Model, path: str, new: bool) -> list[int | None]:
    """The primary keys at the end of a path; without a query where the row holds the key."""
    if path == "pk":
        return [row.pk]
    first, _dot, rest = path.partition("__")
    field = row._meta.get_field(first)
    if field.concrete and not rest:
        return [getattr(row, field.attname)]
    if new and not field.concrete:
        return []
    rows = type(row)._base_manager.filter(pk=row.pk).order_by()
    return list(rows.values_list(path, flat=True).distinct())
