"""Delegations as a table, by meeting and partner."""

from events.exchange import references
from events.exchange.columns import Column, columns_of
from events.exchange.resource import RecordResource
from events.models import Delegation, Meeting

DETAILS = ["status", "principal_seats", "accompanying_seats", "head_count"]


class DelegationResource(RecordResource):
    """Who is invited, registered, attended, in numbers and without names."""

    model = Delegation
    sheet_name = "Delegations"
    keys = ("meeting", "partner")
    order = ("-meeting__start_date", "meeting_id", "partner__code", "pk")
    example = {
        "meeting": "thematic-meeting-rabat-2023",
        "partner": "MA",
        "status": "registered",
        "principal_seats": 1,
        "accompanying_seats": 1,
    }

    def make_columns(self):
        field = Delegation._meta.get_field
        return [
            Column(field("meeting"), references.meeting(Meeting.objects.all())),
            Column(field("partner"), references.partner()),
            *columns_of(Delegation, DETAILS),
        ]

    def queryset(self):
        return Delegation.objects.select_related("meeting", "partner")

    def find(self, rows):
        meetings, partners = (self.fields[name].widget.table.values() for name in self.keys)
        found = self.locked(self.queryset()).filter(meeting__in=meetings, partner__in=partners)
        return {(one.meeting, one.partner): one for one in found}
