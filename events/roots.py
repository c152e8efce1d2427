"""Which public records a row bears on: those whose pages and API objects are made from it.

A session bears on its meeting; a city on every meeting held there; a plan on its documents, which
are public only as long as it is. Where a row is merely named, by a slug or a code, it bears only
if that changes: a meeting that addressed an action does not change with the action's title. A
document of two records is public only as long as both are, and each of them names it. Rows
that the public never sees bear on nothing.
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
# An item is a record of its own, too.
ITEMS = {Area: ["areas"], Objective: ["objectives"], Action: ["actions"]}
# Per model the roots, each with the paths that lead there.
PATHS: dict[Model, dict[Model, list[str]]] = {
    ActionPlan: {ActionPlan: ["pk"], Document: ["documents"]},
    RoadmapPriority: OF_PLAN,
    **{item: {**OF_PLAN, item: ["pk"]} for item in ITEMS},
    Partner: {
        Partner: ["pk"],
        Meeting: [
            "meetings_in",
            "meeting_parts__meeting",
            "delegations__meeting",
            "cities__meetings",
            "chairmanships__meetings",
            "chairmanships__handover_meeting",
            "chairmanships__documents__meeting",
        ],
        Document: ["chairmanships__documents"],
        Chairmanship: ["chairmanships"],
    },
    PartnerRole: {Partner: ["partner"]},
    City: {Meeting: ["meetings"]},
    Chairmanship: {
        Chairmanship: ["pk"],
        Document: ["documents"],
        Meeting: ["meetings", "handover_meeting", "documents__meeting"],
    },
    ChairmanshipPriority: {Chairmanship: ["chairmanship"]},
    MeetingType: {MeetingType: ["pk"], Meeting: ["meetings"]},
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
            ReportedCount,
            Session,
            StatusChange,
        ],
        OF_MEETING,
    ),
    MeetingLink: {Meeting: ["from_meeting", "to_meeting"]},
    OutcomeKind: {OutcomeKind: ["pk"], Meeting: ["outcomes__meeting"]},
    Recommendation: {**OF_MEETING, Recommendation: ["pk"]},
    RecommendationLink: {
        Meeting: ["recommendation__meeting"],
        Recommendation: ["recommendation"],
    },
    Document: {Document: ["pk"], Meeting: ["meeting"], Chairmanship: ["chairmanship"]},
    DocumentVersion: {Document: ["document"]},
    DocumentKind: {DocumentKind: ["pk"], Document: ["documents"]},
    StandingPage: {StandingPage: ["pk"]},
    Person: {},
    Participation: {},
    NominationLink: {},
    Nomination: {},
    Nominee: {},
}
# Per model what names its rows elsewhere, and the roots that they are named in.
_OF_ITEM = {
    Meeting: ["planlinks__meeting", "recommendationlinks__recommendation__meeting"],
    Recommendation: ["recommendationlinks__recommendation"],
}


def _of_items(root: Model) -> list[str]:
    """The paths from a plan through its items."""
    return [f"{items}__{path}" for (items,) in ITEMS.values() for path in _OF_ITEM[root]]


NAMED: dict[Model, tuple[list[str], dict[Model, list[str]]]] = {
    ActionPlan: (
        ["slug", "publication"],
        {
            **ITEMS,
            Meeting: [*_of_items(Meeting), "adoption__meeting", "documents__meeting"],
            Recommendation: _of_items(Recommendation),
            Chairmanship: ["documents__chairmanship"],
            Partner: ["areas__reference_roles__partner"],
        },
    ),
    Area: (
        ["plan_id", "number"],
        {**_OF_ITEM, Objective: ["objectives"], Partner: ["reference_roles__partner"]},
    ),
    Objective: (["plan_id", "number", "part"], {**_OF_ITEM, Action: ["actions"]}),
    Action: (["plan_id", "number"], _OF_ITEM),
    Meeting: (
        ["slug", "publication", "handover_to_id"],
        {
            Meeting: [
                "parts",
                "links_to__to_meeting",
                "links_from__from_meeting",
                "fulfilled_intentions__meeting",
            ],
            Chairmanship: ["handover_to", "documents__chairmanship"],
            Recommendation: ["recommendations"],
        },
    ),
}


def is_renamed(before: models.Model, row: models.Model) -> bool:
    """Whether what names the row elsewhere differs from what it was before."""
    names, _paths = NAMED.get(type(row), ([], {}))
    return any(getattr(before, name) != getattr(row, name) for name in names)


def roots_of(row: models.Model, *, new: bool = False, renamed: bool = True) -> set[Root]:
    """The roots that `row` bears on, as far as the row at hand and the database say; nothing
    leads to a `new` one yet."""
    _names, named_in = NAMED.get(type(row), ([], {})) if renamed else ([], {})
    return {
        (root, key)
        for roots in (PATHS.get(type(row), {}), named_in)
        for root, paths in roots.items()
        for path in paths
        for key in _keys(row, path, new)
        if key is not None
    }


def as_stored(row: models.Model) -> models.Model | None:
    """The row as the database has it, before it is saved."""
    return type(row)._base_manager.filter(pk=row.pk).first()


def by_model(roots: set[Root]) -> dict[Model, list[int]]:
    """The keys of roots per model, in an order that is the same each time."""
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
