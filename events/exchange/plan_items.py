"""Items of plans in a cell: their codes, or what the secretariat writes for them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.models import ActionPlan
from actionplan.references import parse
from actionplan.referred import KnownPlans, referred
from events.exchange import references

CODE = re.compile(r"\.(area|objective|action)-", re.ASCII)
LONGEST = 2000  # characters; as in the form of a meeting


class PlanItems(references.Several):
    """Items of plans, always in the plan's order. They go out as codes, which mean the same in any
    language and year, and come in like that or as printed: Area 4 | Objective 7 | Actions 20-22."""

    def __init__(self):
        form = gettext_lazy(
            "items of action plans: cadiz-action-plan.area-4; cadiz-action-plan.action-16, or "
            "Area 4 | Actions 16-18 of the plan in force"
        )
        super().__init__(references.PlanItem(), form)

    def load(self, values):
        super().load(values)
        self.known, self.in_force = KnownPlans(), {}

    def parse(self, value, row):
        text = str(value)
        if CODE.search(text):
            return super().parse(text, row)
        if len(text) > LONGEST:
            raise ValueError(_("This text is too long."))
        try:
            return referred(parse(text), self.plan_of(row), self.known)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from None

    def render(self, value, obj=None, **kwargs):
        items = sorted(
            value or [], key=lambda i: (i.plan.slug, i._meta.model_name, i.number, i.mark)
        )
        return super().render(items)

    def plan_of(self, row) -> ActionPlan | None:
        """The plan in force in the year that the row says the meeting begins in."""
        year = re.match(r"[0-9]{4}", str((row or {}).get("start_date") or ""))
        if not year:
            return None
        if year[0] not in self.in_force:
            plans = ActionPlan.objects.published().in_force(int(year[0]))
            self.in_force[year[0]] = plans.first()
        return self.in_force[year[0]]
