"""What calendars say of meetings, read in two queries: as values, because making objects of a
thousand meetings and of all that belongs to them takes longer than writing the calendar."""

from typing import NamedTuple

from actionplan.record import Publication
from actionplan.translation import Served, columns
from events.changes.times import last_changed
from events.models import Meeting

TEXTS = {
    "summary": Served("summary"),
    "venue": Served("venue"),
    "type_name": Served("type__name"),
    "city_name": Served("city__name"),
    "country_name": Served("country__name"),
}
COLUMNS = [
    *["pk", "uid", "slug", "sequence", "created_at", "changed_at", "status", "mode"],
    *["start_date", "end_date", "date_precision", "start_time", "end_time", "time_zone"],
    *["city__latitude", "city__longitude", "city__country__publication", "country__publication"],
    *columns("title"),
    *TEXTS,
]


class Row(NamedTuple):
    """A meeting with the attributes `COLUMNS`, and the names of its partners by role. Of the title
    it has all languages; the other texts are in that of the reader, "" where there is none."""

    meeting: NamedTuple
    partners: dict[str, list[str]]

    @property
    def place(self) -> list[str]:
        """Venue, city and country; nothing of a meeting online."""
        one = self.meeting
        if one.mode == Meeting.Mode.ONLINE:
            return []
        names = [
            one.venue,
            one.city_name if one.city__country__publication == Publication.PUBLISHED else "",
            one.country_name if one.country__publication == Publication.PUBLISHED else "",
        ]
        return [name for name in names if name]

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude of the city, in degrees (WGS 84); of a meeting online none."""
        one = self.meeting
        hidden = one.city__country__publication != Publication.PUBLISHED
        if one.mode == Meeting.Mode.ONLINE or hidden or one.city__latitude is None:
            return None
        return float(one.city__latitude), float(one.city__longitude)


def calendar_rows(meetings) -> list[Row]:
    """Meetings in their order, with the partners in the order in which they are named."""
    asked = meetings.prefetch_related(None)
    told = asked.annotate(**TEXTS, changed_at=last_changed(Meeting))
    rows = list(told.values_list(*COLUMNS, named=True))
    partners = {row.pk: {} for row in rows}
    parts = Meeting.objects.parts().filter(meeting__in=asked.order_by().values("pk"))
    named = parts.annotate(name=Served("partner__name")).values_list("meeting", "role", "name")
    for meeting, role, name in named:
        # Or it was published this very moment.
        if meeting in partners:
            partners[meeting].setdefault(role, []).append(name)
    return [Row(row, partners[row.pk]) for row in rows]
