"""Which items of a plan these meetings addressed.

Counted are published meetings that were held, over on or before the as-of date, through links whose
basis is stated. Inferred links are shown beside them, never counted. An area is addressed by any
link in it, also to a part (5a) of an objective that as a whole (5) is in it, an objective by a link
to it or to one of its actions, an action only by a link to itself. "Addressed" does not mean
"implemented".
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from actionplan.models import Action, ActionPlan, Area, Objective, PlanItem
from events.models import Meeting, PlanLink, Status

WAYS = ["area_id", "objective_id", "action_id"]  # of a link, one of which leads to an item


class Linked(NamedTuple):
    """A meeting with a link to an item: what counting needs of it and no more."""

    pk: int
    slug: str
    start_date: datetime.date


@dataclass(frozen=True)
class Latest:
    """The latest meetings of an item by name, and how many others it has."""

    stated: list[Meeting]
    inferred: list[Meeting]
    others: int


@dataclass
class Covered:
    """An item of the plan with the meetings that addressed it, the latest first, and the items
    below it. `inferred` holds those known by inference only, `latest` what a page names of both
    once `events.evidence` has found it."""

    item: PlanItem
    addressed: bool = False
    stated: list[Linked] = field(default_factory=list)
    inferred: list[Linked] = field(default_factory=list)
    children: list["Covered"] = field(default_factory=list)
    latest: Latest | None = None

    def tree(self) -> Iterator["Covered"]:
        """Itself and all that is below it."""
        yield self
        for child in self.children:
            yield from child.tree()


@dataclass(frozen=True)
class Total:
    """How many of the items of one level were addressed."""

    addressed: int
    of: int


@dataclass(frozen=True)
class PlanCoverage:
    """The coverage of a plan: all its meetings, the latest first; its areas with what is below
    them, what has no recorded parent, all objectives and actions in their order, and the totals
    per level. Objectives printed in parts count, and stand among `objectives`, once."""

    plan: ActionPlan
    as_of: datetime.date
    meetings: list[Linked]
    areas: list[Covered]
    objectives_without_area: list[Covered]
    actions_without_objective: list[Covered]
    objectives: list[Covered]
    actions: list[Covered]
    area_total: Total
    objective_total: Total
    action_total: Total

    def tree(self) -> Iterator[Covered]:
        """Areas, each with its objectives and their actions; then what has no recorded parent."""
        for top in (self.areas, self.objectives_without_area, self.actions_without_objective):
            for covered in top:
                yield from covered.tree()


def objectives_in(area: Area) -> QuerySet:
    """The objectives of an area, with the parts of those that are in it as a whole."""
    wholes = Objective.objects.filter(area=area, part="").values("number")
    return Objective.objects.filter(Q(area=area) | Q(plan=area.plan_id, number__in=wholes))


def links_to(item: PlanItem) -> Q:
    """The condition on plan links by which `item` is addressed."""
    if isinstance(item, Area):
        objectives = objectives_in(item).order_by().values("pk")
        return Q(area=item) | Q(objective__in=objectives) | Q(action__objective__in=objectives)
    if isinstance(item, Action):
        return Q(action=item)
    if item.part:
        return Q(objective=item) | Q(action__objective=item)
    same = {"plan_id": item.plan_id, "number": item.number}
    return Q(**{f"objective__{name}": value for name, value in same.items()}) | Q(
        **{f"action__objective__{name}": value for name, value in same.items()}
    )


def countable(meetings: QuerySet, as_of: datetime.date) -> QuerySet:
    """Those of the meetings that count: published, held, over by the as-of date."""
    return meetings.published().filter(status=Status.HELD, end_date__lte=as_of)


def plan_coverage(plan: ActionPlan, meetings: QuerySet, as_of: datetime.date) -> PlanCoverage:
    """The coverage of `plan` by `meetings` (any queryset of them), in four queries."""
    book = _Book(plan)
    counted = countable(meetings, as_of).order_by().values("pk")
    links = PlanLink.objects.of_plan(plan).filter(meeting__in=counted)
    links = links.order_by("-meeting__start_date", "-meeting_id", "pk")
    meeting, linked = None, []
    for *way, basis, pk, slug, day in links.values_list(
        *WAYS, "basis", "meeting_id", "meeting__slug", "meeting__start_date"
    ):
        if meeting is None or meeting.pk != pk:
            meeting = Linked(pk, slug, day)
            linked.append(meeting)
        for covered in book.ways_up(*way):
            found = covered.stated if basis == PlanLink.Basis.STATED else covered.inferred
            if not found or found[-1] is not meeting:  # its links follow on each other
                found.append(meeting)
    book.take_together()
    return book.coverage(as_of, linked)


def plan_totals(plan: ActionPlan, meetings: QuerySet, as_of: datetime.date) -> PlanCoverage:
    """The same, but for the meetings of the items: which were addressed, asked of each item and not
    of each link, so that it takes as long however many meetings there are. Three queries."""
    counted = countable(meetings, as_of).order_by().filter(pk=OuterRef("meeting"))
    # Looked up for each link until one is found, or SQLite would list all meetings for each level.
    book = _Book(plan, PlanLink.objects.filter(Exists(counted), basis=PlanLink.Basis.STATED))
    for number, items in enumerate((book.areas, book.objectives, book.actions)):
        for pk in [pk for pk, covered in items.items() if covered.item.is_linked]:
            for covered in book.ways_up(*(pk if place == number else None for place in range(3))):
                covered.addressed = True
    return book.coverage(as_of, [])


class _Book:
    """The items of a plan, each with its place, for rolling links up. Whether one of `links` leads
    to an item is its `is_linked`."""

    def __init__(self, plan: ActionPlan, links: QuerySet | None = None):
        self.plan = plan
        self.areas, self.objectives, self.actions = (
            {item.pk: Covered(item) for item in _marked(getattr(plan, name), level, links)}
            for name, level in (
                ("areas", "area"),
                ("objectives", "objective"),
                ("actions", "action"),
            )
        )
        for covered in [*self.areas.values(), *self.objectives.values(), *self.actions.values()]:
            covered.item.plan = plan
        self.known = {}
        self.by_number = defaultdict(list)
        for covered in self.objectives.values():
            self.by_number[covered.item.number].append(covered)
            if area := self.areas.get(covered.item.area_id):
                area.children.append(covered)
        for covered in self.actions.values():
            if objective := self.objectives.get(covered.item.objective_id):
                objective.children.append(covered)

    def ways_up(self, area_id: int | None, objective_id: int | None, action_id: int | None):
        """The linked item and everything above it."""
        way = area_id, objective_id, action_id
        if way not in self.known:
            self.known[way] = self._find_ways_up(*way)
        return self.known[way]

    def _find_ways_up(self, area_id, objective_id, action_id) -> list[Covered]:
        action = self.actions.get(action_id)
        objective = self.objectives.get(action.item.objective_id if action else objective_id)
        wholes = []
        if objective:
            wholes = [one for one in self.by_number[objective.item.number] if not one.item.part]
        area_ids = [one.item.area_id for one in (objective, *wholes) if one] + [area_id]
        areas = [self.areas[pk] for pk in dict.fromkeys(area_ids) if pk in self.areas]
        return list({id(one): one for one in (action, objective, *wholes, *areas) if one}.values())

    def take_together(self):
        """What has a stated link is addressed; such a meeting is not shown as inferred as well."""
        for covered in [*self.areas.values(), *self.objectives.values(), *self.actions.values()]:
            stated = {one.pk for one in covered.stated}
            covered.addressed = bool(stated)
            covered.inferred = [one for one in covered.inferred if one.pk not in stated]

    def coverage(self, as_of: datetime.date, meetings: list[Linked]) -> PlanCoverage:
        numbers = {
            number: any(one.addressed for one in parts) for number, parts in self.by_number.items()
        }
        return PlanCoverage(
            plan=self.plan,
            as_of=as_of,
            meetings=meetings,
            areas=list(self.areas.values()),
            objectives_without_area=[
                one for one in self.objectives.values() if not one.item.area_id
            ],
            actions_without_objective=[
                one for one in self.actions.values() if not one.item.objective_id
            ],
            objectives=[parts[0] for parts in self.by_number.values()],
            actions=list(self.actions.values()),
            area_total=_total(
                [one.addressed for one in self.areas.values()], self.plan.stated_areas
            ),
            objective_total=_total(list(numbers.values()), self.plan.stated_objectives),
            action_total=_total(
                [one.addressed for one in self.actions.values()], self.plan.stated_actions
            ),
        )


def _marked(items, level: str, links: QuerySet | None) -> QuerySet:
    if links is None:
        return items.all()
    return items.annotate(is_linked=Exists(links.filter(**{level: OuterRef("pk")})))


def _total(addressed: list[bool], stated: int | None) -> Total:
    """Out of the number the plan itself states, as not every item may be recorded."""
    return Total(sum(addressed), max(stated or 0, len(addressed)))
