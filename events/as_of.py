"""As of which day something is told."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models.period import FIRST_DAY, LAST_DAY


class DayField(forms.DateField):
    """A day such as 2026-01-31, within the years that the record knows."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)

    def clean(self, value):
        day = super().clean(value)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(_("The year must lie between 1990 and 2100."))
        return day
