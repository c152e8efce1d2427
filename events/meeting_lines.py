"""Meetings as lines of a list, what these say and nothing else, and as the head of a page: each in
one query."""

from django.db.models.query import ModelIterable

from actionplan.translation import columns

# What a line of a list says of a meeting.
IN_LINES = [
    *["slug", "start_date", "end_date", "date_precision", "time_zone", "status", "mode"],
    "publication",
    *columns("title"),
    *(f"{place}__{name}" for place in ("type", "city", "country") for name in columns("name")),
    *["city__country", "country__publication"],
]
# What the page of a meeting says that it belongs to.
BELONGS_TO = ["type", "city", "country", "chairmanship__partner", "handover_to__partner", "part_of"]


class ShownPlaces(ModelIterable):
    """Meetings with a place that is joined, and none where its country is not published."""

    def __iter__(self):
        for meeting in super().__iter__():
            city, country = meeting.city, meeting.country
            if city and city.country_id != meeting.country_id:
                meeting._state.fields_cache["city"] = None
            if country and country.publication != "published":
                meeting._state.fields_cache |= {"city": None, "country": None}
            yield meeting


class ShownHeads(ShownPlaces):
    """The same, belonging to nothing else that is not published."""

    def __iter__(self):
        for meeting in super().__iter__():
            joined = meeting._state.fields_cache
            for name in ("chairmanship", "handover_to"):
                if joined[name] and joined[name].partner.publication != "published":
                    joined[name] = None
            for name in ("chairmanship", "handover_to", "part_of"):
                if joined[name] and joined[name].publication != "published":
                    joined[name] = None
            yield meeting
