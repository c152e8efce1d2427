"""An item of a plan as its page shows it: its place in the plan, and what bears on it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from actionplan.models import Action, ActionPlan, Area, Objective, PlanItem
from events.coverage import Covered, PlanCoverage, links_to
from events.evidence import EACH
from events.models import (
    Document,
    Meeting,
    Partner,
    PartnerRole,
    PlanLink,
    Recommendation,
    RecommendationLink,
    Status,
)


@dataclass(frozen=True)
class Place:
    """Where an item stands: what is above it from the first level down, what is below it, and
    its neighbours on its level in the order of the numbers."""

    covered: Covered
    above: list[PlanItem]
    below: list[Covered]
    previous: PlanItem | None
    following: PlanItem | None


def place_of(code: str, coverage: PlanCoverage) -> Place | None:
    """The item of the covered plan that has this code, with its place; None if there is none."""
    tree = list(coverage.tree())
    covered = next((one for one in tree if one.item.code == code), None)
    if covered is None:
        return None
    item = covered.item
    level = sorted(
        (one.item for one in tree if type(one.item) is type(item)),
        key=lambda one: (one.number, one.mark),
    )
    here = level.index(item)
    return Place(
        covered=covered,
        above=_above(item, [one.item for one in tree]),
        below=[*_parts(item, tree), *covered.children],
        previous=level[here - 1] if here else None,
        following=level[here + 1] if here + 1 < len(level) else None,
    )


def _above(item: PlanItem, items: list[PlanItem]) -> list[PlanItem]:
    """The area, the objective, and the part of it, as far as they are recorded."""
    if isinstance(item, Area):
        return []
    if isinstance(item, Action):
        parents = [
            one for one in items if isinstance(one, Objective) and one.pk == item.objective_id
        ]
        return [way for one in parents for way in [*_above(one, items), one]]
    wholes = [one for one in items if item.part and _is_whole_of(item, one)]
    area_ids = {one.area_id for one in [item, *wholes]}
    areas = [one for one in items if isinstance(one, Area) and one.pk in area_ids]
    return [*areas, *wholes]


def _parts(item: PlanItem, tree: list[Covered]) -> list[Covered]:
    """The parts in which an objective is printed, if it is."""
    return [
        one
        for one in tree
        if isinstance(one.item, Objective) and one.item.part and _is_whole_of(one.item, item)
    ]


def _is_whole_of(part: Objective, other: PlanItem) -> bool:
    return isinstance(other, Objective) and not other.part and other.number == part.number


@dataclass(frozen=True)
class Group:
    """The latest of what bears on an item in one way, with all that a list shows of them, and how
    many there are."""

    latest: list[Meeting] | list[Recommendation]
    count: int


@dataclass(frozen=True)
class Addressing:
    """The published meetings linked to an item, the newest first: those that count, those known
    by inference, and those that do not count because they were not held, or not yet."""

    stated: Group
    inferred: Group
    others: Group


def addressing(covered: Covered, as_of: datetime.date) -> Addressing:
    """The meetings of an item that were counted as of a day, and the others."""
    links = PlanLink.objects.filter(links_to(covered.item), meeting=OuterRef("pk"))
    linked = Meeting.objects.published().filter(Exists(links))
    others = linked.exclude(status=Status.HELD, end_date__lte=as_of)
    keys = [
        [meeting.pk for meeting in covered.stated],
        [meeting.pk for meeting in covered.inferred],
        list(others.values_list("pk", flat=True)),
    ]
    latest = Meeting.objects.published().for_list()
    shown = latest.in_bulk([key for group in keys for key in group[:EACH]])
    return Addressing(
        *(Group([shown[key] for key in group[:EACH] if key in shown], len(group)) for group in keys)
    )


def documents_of(meetings: Iterable[Meeting]) -> QuerySet:
    """The published documents of these meetings."""
    return Document.objects.published().filter(meeting__in=[one.pk for one in meetings]).for_list()


def recommendations_on(item: PlanItem) -> Group:
    """What published meetings recommended on an item or on something below it."""
    links = RecommendationLink.objects.filter(links_to(item), recommendation=OuterRef("pk"))
    found = Recommendation.objects.published().filter(Exists(links))
    latest = found.select_related("meeting").in_order()[:EACH]
    return Group(list(latest), found.count())


@dataclass(frozen=True)
class References:
    """The reference countries of an area: those of today, or, if there are none, of then."""

    partners: list[Partner]
    current: bool


def reference_countries(plan: ActionPlan, on: datetime.date) -> dict[str, References]:
    """The published reference countries of a plan's areas, by the code of the area."""
    roles = PartnerRole.objects.filter(area__plan=plan, partner__in=Partner.objects.published())
    by_area = defaultdict(list)
    for role in roles.select_related("partner", "area").order_by("partner__code", "pk"):
        by_area[role.area.code].append(role)
    return {code: _references(found, on) for code, found in by_area.items()}


def _references(roles: list[PartnerRole], on: datetime.date) -> References:
    held = [role.partner for role in roles if role.covers(on)]
    then = [role.partner for role in roles if not role.is_open]
    return References(held or list(dict.fromkeys(then)), bool(held))
