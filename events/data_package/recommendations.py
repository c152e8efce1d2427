"""The tables of recommendations, which are registered one by one."""

from django.utils.translation import gettext_lazy as _

from events.data_package.references import ITEM, MEETING, TO_ITEM, TO_MEETING
from events.data_package.table import (
    IDENTITY,
    SLUG,
    Field,
    Table,
    addresses,
    child,
    in_languages,
    items,
    numbered,
    stamps,
)

RECOMMENDATIONS = [
    Table(
        "recommendations",
        "recommendations",
        _("Recommendations of meetings, one by one where they are registered."),
        [
            SLUG,
            IDENTITY,
            *addresses(),
            Field("meeting", MEETING, required=True),
            Field("number", _("Its number in the source."), "integer", required=True),
            *in_languages("text", _("The recommendation.")),
            Field("follow_up", _("What became of it."), required=True),
            *in_languages("evidence", _("Where that is said.")),
            *stamps(),
        ],
        ["slug"],
        {("meeting",): TO_MEETING},
    ),
    Table(
        "recommendation-plan-items",
        "recommendations",
        _("The items of action plans that a recommendation is about."),
        [
            *child("recommendation", _("The recommendation, by slug.")),
            Field("item", ITEM, required=True),
        ],
        ["recommendation", "position"],
        {("recommendation",): ("recommendations", ("slug",)), ("item",): TO_ITEM},
        lambda one: numbered(items(one["plan_items"]), recommendation=one["slug"]),
    ),
]
