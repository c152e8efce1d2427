"""Meetings to take away as a table."""

from django.utils.translation import get_language

from events.meeting_table import meeting_rows
from events.tables import csv_answer, csv_lines
from events.views.selection import MeetingSelection


class MeetingTable(MeetingSelection):
    """The meetings of the list with the same filters, all pages of it, as CSV."""

    def answer(self, meetings):
        rows = meeting_rows(meetings, get_language(), self.request.build_absolute_uri)
        return csv_answer(csv_lines(rows), self.request.path.rpartition("/")[2])
