"""The tables of what hangs on meetings."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from events.data_package.references import (
    ITEM,
    MEETING,
    PARTNER,
    PLAN,
    PRECISION,
    TO_ITEM,
    TO_MEETING,
    TO_PARTNER,
    TO_PLAN,
)
from events.data_package.table import (
    POSITION,
    Field,
    Table,
    child,
    in_languages,
    items,
    numbered,
    parts_of,
)


def part(name: str, about: str, fields: list[Field], parts, refers=()) -> Table:
    """A table of what hangs on meetings."""
    ties = {("meeting",): TO_MEETING, **dict(refers)}
    columns = [*child("meeting", MEETING), *fields]
    return Table(name, "meetings", about, columns, ["meeting", POSITION], ties, parts)


def of(member: str):
    return parts_of("meeting", member)


def reported(one: dict) -> Iterable[dict]:
    return numbered(one["reported"]["other"], meeting=one["slug"])


PARTS = [
    part(
        "meeting-former-slugs",
        _("Former slugs of meetings, whose addresses lead to the present one."),
        [Field("former_slug", _("The former slug."), source="value", required=True)],
        of("former_slugs"),
    ),
    part(
        "meeting-partners",
        _("Who hosts, chairs or organises a meeting, or is its guest."),
        [
            Field("role", _("The part it plays."), required=True),
            Field("partner", PARTNER, required=True),
        ],
        of("partners"),
        {("partner",): TO_PARTNER},
    ),
    part(
        "meeting-delegations",
        _("The partners whose delegations were present."),
        [Field("partner", PARTNER, source="value", required=True)],
        of("delegations_present"),
        {("partner",): TO_PARTNER},
    ),
    part(
        "meeting-status-changes",
        _("When and why meetings were postponed, cancelled or taken up again."),
        [
            Field("status_before", _("The status before.")),
            Field("status", _("The status from then on."), required=True),
            Field("changed_on", _("The day of the change, if known."), "date"),
            *in_languages("reason", _("The reason, if known.")),
        ],
        of("status_changes"),
    ),
    part(
        "meeting-earlier-dates",
        _("The dates that meetings were first announced for."),
        [
            Field("start_date", _("Its first day."), "date", required=True),
            Field("end_date", _("Its last day."), "date", required=True),
            Field("date_precision", PRECISION, required=True),
            Field("changed_on", _("The day of the change, if known."), "date"),
            *in_languages("reason", _("The reason, if known.")),
        ],
        of("earlier_dates"),
    ),
    part(
        "meeting-reported-counts",
        _("Other numbers that were reported of meetings."),
        [
            *in_languages("label", _("What was counted.")),
            Field("value", _("The number."), "integer"),
            Field("qualifier", _("How it was reported.")),
        ],
        reported,
    ),
    part(
        "meeting-aims",
        _("The aims of meetings."),
        in_languages("text", _("The aim.")),
        of("aims"),
    ),
    part(
        "meeting-sessions",
        _("Panels, sessions and working groups."),
        [
            Field("kind", _("Panel, session or working group."), required=True),
            *in_languages("title", _("Its title.")),
        ],
        of("sessions"),
    ),
    part(
        "meeting-outcomes",
        _("What came out of meetings."),
        [
            Field("kind", _("The kind of outcome, by slug."), required=True),
            Field("count", _("How many, if known."), "integer"),
            *in_languages("text", _("In words.")),
        ],
        of("outcomes"),
        {("kind",): ("outcome-kinds", ("slug",))},
    ),
    part(
        "meeting-plan-items",
        _("The items of action plans that meetings addressed."),
        [
            Field("item", ITEM, required=True),
            Field("basis", _("Whether a source states it or it is inferred."), required=True),
        ],
        lambda one: numbered(items(one["plan_items"]), meeting=one["slug"]),
        {("item",): TO_ITEM},
    ),
    part(
        "meeting-adopted-plans",
        _("The action plans that meetings adopted."),
        [Field("plan", PLAN, source="value", required=True)],
        of("adopted_plans"),
        {("plan",): TO_PLAN},
    ),
    part(
        "meeting-links",
        _("How meetings follow from one another."),
        [
            Field("kind", _("How it is linked to the other."), required=True),
            Field("other", _("The other meeting, by slug."), source="meeting_", required=True),
        ],
        lambda one: numbered(
            ({"kind": link["kind"], "meeting_": link["meeting"]} for link in one["links"]),
            meeting=one["slug"],
        ),
        {("other",): TO_MEETING},
    ),
    part(
        "meeting-follow-ups",
        _("Further meetings that were announced at meetings."),
        [
            *in_languages("text", _("What was announced.")),
            Field("due_date", _("By when, if known."), "date"),
            Field("due_precision", PRECISION),
            Field("fulfilled_by", _("The meeting that it became, by slug.")),
        ],
        of("announced_follow_ups"),
        {("fulfilled_by",): TO_MEETING},
    ),
]
