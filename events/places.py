"""Where meetings took place, for maps: GeoJSON (RFC 7946)."""

import json
from collections.abc import Iterable, Iterator
from functools import cache

from events.atlas import unproject
from events.map import drawing
from events.models import Meeting

# What a map says of a meeting, unless asked for more.
PROPERTIES = [
    *("slug", "url", "title", "type", "start_date", "end_date", "date_precision"),
    *("city", "country", "mode", "status"),
]
MEDIA_TYPE = "application/geo+json"


@cache
def country_positions() -> dict[str, list[float]]:
    """A point well inside each country that the map of partners draws, by its code: longitude and
    latitude to a tenth of a degree, as exact as the drawing."""
    countries = drawing()["countries"].items()
    return {
        code: [round(degrees, 1) for degrees in unproject(*entry["label"])]
        for code, entry in countries
    }


def feature(found: dict, properties: dict) -> dict:
    """A meeting, as partners are given it, as a feature. `precision` says what its point is that
    of: the city, or only the country. A meeting without a place that is known, or online, has
    no geometry (section 3.2), so that none is missing."""
    position, precision = _place(found)
    return {
        "type": "Feature",
        "id": found["id"],
        "geometry": position and {"type": "Point", "coordinates": position},
        "properties": {**properties, "precision": precision},
    }


def collection(features: Iterable[dict]) -> Iterator[str]:
    """A collection of features as text, each made when it is asked for."""
    yield '{"type":"FeatureCollection","features":['
    for number, one in enumerate(features):
        yield ("," if number else "") + json.dumps(one, ensure_ascii=False, separators=(",", ":"))
    yield "]}"


def _place(found: dict) -> tuple[list[float] | None, str | None]:
    if found["mode"] == Meeting.Mode.ONLINE:
        return None, None
    if city := found["position"]:
        return [city["longitude"], city["latitude"]], "city"
    country = country_positions().get(found["country"])
    return country, "country" if country else None
