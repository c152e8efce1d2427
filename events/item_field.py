"""Naming an item of a plan in an address: cadiz-action-plan.objective-5b."""

import re
from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actionplan.models import Action, Area, Objective, PlanItem

LEVELS = {"area": Area, "objective": Objective, "action": Action}
# Letters that a slug may have and numbers that a database can hold, nothing else.
NAME = re.compile(r"([-a-zA-Z0-9_]{1,80})\.(area|objective|action)-([0-9]{1,4})([a-z]?)")


def item_named(text: str) -> PlanItem | None:
    """The item of a published plan that has this full code."""
    if not (match := NAME.fullmatch(text)):
        return None
    slug, level, number, part = match.groups()
    found = LEVELS[level].objects.published().filter(plan__slug=slug, number=int(number))
    if level == "objective":
        return found.filter(part=part).first()
    return None if part else found.first()


class PlanItemField(forms.CharField):
    """An item of a published plan, of some levels or of any, as the item itself."""

    def __init__(self, *args, levels: Iterable[str] = LEVELS, **kwargs):
        super().__init__(*args, **kwargs)
        self.levels = levels

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        item = item_named(text)
        if item and item._meta.model_name in self.levels:
            return item
        level = "objective" if "objective" in self.levels else next(iter(self.levels))
        raise ValidationError(
            _("“%(value)s” names no item of a plan. Write it as cadiz-action-plan.%(level)s-7."),
            params={"value": text[:60], "level": level},
        )
