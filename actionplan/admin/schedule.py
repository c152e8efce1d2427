"""When a record is to be published, as the clocks of the staff show it (`rabat.clock`)."""

import datetime

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

AHEAD = datetime.timedelta(days=2 * 365)


def local_moment(moment: datetime.datetime) -> str:
    """A moment in words: "3 January 2027, 09:00"."""
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


class ScheduleForm(forms.Form):
    """A day and a time, which together are `moment`, aware, in the future."""

    day = forms.DateField(
        label=gettext_lazy("Day"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        input_formats=["%H:%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    def __init__(self, *args, at: datetime.datetime, moment=None, **kwargs):
        self.at = at
        local = timezone.localtime(moment) if moment else None
        initial = {"day": local.date(), "time": local.time()} if local else {}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self):
        data = super().clean()
        if "day" in data and "time" in data:
            data["moment"] = self._moment(data["day"], data["time"])
        return data

    def _moment(self, day: datetime.date, time: datetime.time) -> datetime.datetime | None:
        if abs(day - self.at.date()) > AHEAD:
            self.add_error("day", _("Choose a day within the next two years."))
            return None
        moment = from_current_timezone(datetime.datetime.combine(day, time))
        if moment <= self.at:
            self.add_error("day", _("This moment is over. Choose one to come."))
        return moment
