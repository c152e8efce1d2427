"""What a meeting of the files may refer to, by the names the files use."""

from collections import defaultdict
from pathlib import Path

from actionplan.loading.entries import Entry, consume, read_entries
from actionplan.loading.loader import by_name
from actionplan.models import Action, ActionPlan, Area, Objective
from events.models import City, Meeting, MeetingType, OutcomeKind, Partner, Session


class References:
    """What a meeting may refer to, by the names the files use."""

    def __init__(self, folder: Path, handovers: dict, entries: dict[str, Entry]):
        self.handovers, self.entries = handovers, entries
        self.meetings: dict[str, Meeting | None] = {}
        self.partners, self.cities = by_name(Partner, "code"), by_name(City, "name_en")
        self.types, self.outcome_kinds = by_name(MeetingType, "slug"), by_name(OutcomeKind, "slug")
        self.plans = by_name(ActionPlan, "slug")
        self.items = {
            "area": by_name(Area, "plan", "number"),
            "objective": by_name(Objective, "plan", "number", "part"),
            "action": by_name(Action, "plan", "number"),
        }
        self.sessions = sessions(folder, entries)
        self.adopted = defaultdict(list)
        for entry in consume(read_entries(folder / "plan_adoptions.yaml", "plan")):
            plan = entry.lookup("plan", self.plans)
            self.adopted[meeting_of(entry, entries)].append({"plan": plan})


def in_order_of_reference(entries: list[Entry]) -> list[Entry]:
    by_slug, ordered, on_the_way = {entry.name: entry for entry in entries}, {}, []

    def visit(entry: Entry):
        if entry.name in on_the_way:
            raise entry.error("slug", f"refers to itself by way of {', '.join(on_the_way)}")
        on_the_way.append(entry.name)
        named = [entry.values.get("part_of"), entry.values.get("postponed_from")]
        followed = entry.values.get("follow_up_of")
        named += followed if isinstance(followed, list) else []
        for slug in named:
            if isinstance(slug, str) and slug in by_slug and slug not in ordered:
                visit(by_slug[slug])
        on_the_way.pop()
        ordered[entry.name] = entry

    for entry in entries:
        if entry.name in ordered:
            continue
        visit(entry)
    if len(ordered) < len(entries):
        names = [entry.name for entry in entries]
        twice = next(entry for entry in entries if names.count(entry.name) > 1)
        raise twice.error("slug", "occurs twice")
    return list(ordered.values())


def meeting_of(entry: Entry, entries: dict[str, Entry]) -> str:
    """The slug of the meeting that an entry of another file is about."""
    return entry.lookup("meeting", entries, key=entry.text("meeting", required=True)).name


def sessions(folder: Path, entries: dict[str, Entry]) -> dict[str, list[dict]]:
    sessions = defaultdict(list)
    for entry in consume(read_entries(folder / "sessions.yaml", "meeting")):
        slug = meeting_of(entry, entries)
        shared = {"kind": entry.choice("kind", Session.Kind), "sources": entry.lines("sources")}
        for row in entry.entries("titles"):
            sessions[slug].append({**shared, **row.words("title", required=True)})
    return sessions
