"""How tables name what stands in others."""

from django.utils.translation import gettext_lazy as _

MEETING = _("The meeting, by slug.")
PARTNER = _("The partner, by code.")
TO_MEETING = ("meetings", ("slug",))
TO_PARTNER = ("partners", ("code",))
TO_PLAN = ("action-plans", ("slug",))
TO_ITEM = ("plan-items", ("item",))
PLAN = _("The action plan, by slug.")
ITEM = _("The area, objective or action, as the filter “item” of the API takes it.")
PRECISION = _("How much of the date is known: day, month or year.")
