"""People whose data will not be kept for long any more: the last moment to say otherwise."""

import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.admin.retention import NOTICE, DueFilter
from events.admin.worklist.tasks import Tally, listed
from events.models import Person


def ending_retention(today: datetime.date) -> list[Tally]:
    """How many leave the record within the time of notice."""
    number = Person.objects.due(today + NOTICE).count()
    name = capfirst(Person._meta.verbose_name_plural)
    words = _("to be anonymised within 30 days")
    address = listed(Person, f"{DueFilter.parameter_name}=soon")
    return [Tally(name, number, words, address)] if number else []
