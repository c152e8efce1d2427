"""The coverage of a plan as machines are given it, beside its page and by the API."""

from actionplan.translation import texts
from events.coverage import PlanCoverage

MEMBERS = ["plan", "as_of", "totals", "items"]


def coverage_object(coverage: PlanCoverage) -> dict:
    """The totals of each level, and every item with the meetings that addressed it, by slug, the
    latest first: `stated` ones count, `inferred` ones are known by inference only."""
    totals = {
        "areas": coverage.area_total,
        "objectives": coverage.objective_total,
        "actions": coverage.action_total,
    }
    return {
        "plan": coverage.plan.slug,
        "as_of": coverage.as_of.isoformat(),
        "totals": {
            name: {"addressed": total.addressed, "of": total.of} for name, total in totals.items()
        },
        "items": [
            {
                "code": covered.item.code,
                "title": texts(covered.item, "title"),
                "stated": [meeting.slug for meeting in covered.stated],
                "inferred": [meeting.slug for meeting in covered.inferred],
            }
            for covered in coverage.tree()
        ],
    }
