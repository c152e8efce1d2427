"""Records that are not published yet, by what they wait for: for lists, and for the first page."""

import datetime

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan.record import Publication

OLD = datetime.timedelta(days=30)
LATE = datetime.timedelta(minutes=10)  # what publishes looks every few minutes
UNTOUCHED, SCHEDULED, OVERDUE = "untouched", "scheduled", "overdue"
WORDS = {
    UNTOUCHED: _("Untouched for a month"),
    SCHEDULED: _("Scheduled"),
    OVERDUE: _("Not published as scheduled"),
}


def waiting(how: str, now: datetime.datetime) -> Q:
    """The condition of those that wait like that."""
    return {
        UNTOUCHED: Q(publication=Publication.DRAFT, updated_at__lt=now - OLD),
        SCHEDULED: Q(publish_at__isnull=False),
        OVERDUE: Q(publish_at__lt=now - LATE),
    }[how]


class Waiting(admin.SimpleListFilter):
    title = _("pending publication")
    parameter_name = "waiting"

    def lookups(self, request, model_admin):
        return WORDS.items()

    def queryset(self, request, queryset):
        how = self.value()
        return queryset.filter(waiting(how, timezone.now())) if how in WORDS else queryset
