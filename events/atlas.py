"""From Natural Earth's countries (TopoJSON) to the small drawing behind the map of partners.

Lengths are units of the drawing, of `UNIT_KM` kilometres each; x grows to the east and y to the
south, as in SVG. Borders are simplified once, as the arcs that neighbours share, so that they
stay common. The projection is Lambert's azimuthal equal-area (Snyder, Map Projections, 1987,
p. 185): no country looks larger than it is.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from events.geometry import HalfPlane, Point, Ring, area, clipped, inmost, middle, path, simplified

CENTRE = (10.0, 20.0)  # degrees east and north
EARTH_KM = 6371.0
UNIT_KM = 14.0
# What is shown, in km east and north of the centre: Cabo Verde to the Horn, the Cape to the
# North Cape.
WEST, EAST, SOUTH, NORTH = -3920, 4620, -6160, 5740
WIDTH, HEIGHT = round((EAST - WEST) / UNIT_KM), round((NORTH - SOUTH) / UNIT_KM)

MARGIN = 4  # beyond the frame, so that no edge of clipped land shows
LEAST_ISLAND = 5.0  # square units: 1,000 km²
LEAST_BEND = 1.5  # square units: a corner that takes away less is smoothed away
LEAST_SHAPE = 4.0  # units: a country whose largest piece is under its square becomes a circle

# ISO 3166-1, numeric to alpha-2, of the countries drawn for themselves.
DRAWN = {
    **{"012": "DZ", "434": "LY", "504": "MA", "788": "TN", "818": "EG", "422": "LB"},
    **{"204": "BJ", "854": "BF", "132": "CV", "384": "CI", "270": "GM", "288": "GH"},
    **{"324": "GN", "624": "GW", "430": "LR", "466": "ML", "478": "MR", "562": "NE"},
    **{"566": "NG", "686": "SN", "694": "SL", "768": "TG", "120": "CM", "140": "CF"},
    **{"148": "TD", "178": "CG", "180": "CD", "226": "GQ", "266": "GA", "678": "ST"},
    **{"040": "AT", "056": "BE", "100": "BG", "191": "HR", "196": "CY", "203": "CZ"},
    **{"208": "DK", "233": "EE", "246": "FI", "250": "FR", "276": "DE", "300": "GR"},
    **{"348": "HU", "372": "IE", "380": "IT", "428": "LV", "440": "LT", "442": "LU"},
    **{"470": "MT", "528": "NL", "578": "NO", "616": "PL", "620": "PT", "642": "RO"},
    **{"703": "SK", "705": "SI", "724": "ES", "752": "SE", "756": "CH", "826": "GB"},
    **{"352": "IS"},
}
# Natural Earth draws the north of Cyprus apart, without a number; the United Nations do not.
PARTS = {"N. Cyprus": "CY"}
# Natural Earth gives Morocco the part of Western Sahara that it administers. As on maps of the
# United Nations, Morocco ends at 27°40' N here: a line from west to east, in degrees. What is
# south of it is land among the other land.
SOUTHERN_LIMITS = {"MA": ((-13.2, 27.667), (-8.667, 27.667))}

FRAME: list[HalfPlane] = [
    (1, 0, -MARGIN),
    (-1, 0, -WIDTH - MARGIN),
    (0, 1, -MARGIN),
    (0, -1, -HEIGHT - MARGIN),
]


def build(topology: dict) -> dict:
    """The drawing: its size, the land around as one path, and by alpha-2 code a country's `path`
    or `marker` (the centre of a circle) and its `label` (where a sign on it goes)."""
    arcs = Arcs(topology)
    parts: dict[str, list] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = DRAWN.get(geometry.get("id", "")) or PARTS.get(geometry["properties"]["name"], "")
        parts.setdefault(code, []).extend(polygons(geometry))
    land = parts.pop("", [])
    for code in SOUTHERN_LIMITS:
        land += parts.get(code, [])
    seen = [clipped(ring, FRAME) for ring in arcs.outlines(land) if meets_frame(ring)]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "land": path(seen, LEAST_ISLAND),
        "countries": {code: country(arcs, parts[code], limits(code)) for code in sorted(parts)},
    }


def limits(code: str) -> list[HalfPlane]:
    """What a country is cut to: north of its southern limit, if it has one."""
    if code not in SOUTHERN_LIMITS:
        return []
    (a, b), (c, d) = (project(*place) for place in SOUTHERN_LIMITS[code])
    return [(d - b, a - c, a * (d - b) + b * (a - c))]


def country(arcs: "Arcs", parts: list, cuts: Iterable[HalfPlane] = ()) -> dict:
    """A country as the drawing has it; islands that are far or too small to see are left out."""
    exact = [ring for ring in arcs.outlines(parts, simple=False) if in_frame(ring)]
    size = sum(map(area, exact))
    if math.sqrt(max(map(area, exact))) < LEAST_SHAPE:
        weighed = [(area(ring), middle(ring)) for ring in exact]
        centre = [round(sum(weight * at[axis] for weight, at in weighed) / size) for axis in (0, 1)]
        return {"marker": centre, "label": centre}
    rings = [clipped(ring, cuts) for ring in arcs.outlines(parts) if in_frame(ring)]
    return {"path": path(rings, LEAST_ISLAND), "label": inmost(max(rings, key=area))}


class Arcs:
    """The lines that borders and coasts are made of."""

    def __init__(self, topology: dict):
        self.topology = topology
        self.line = cache(self._line)
        self.simple = cache(lambda index: simplified(self.line(index), LEAST_BEND))

    def _line(self, index: int) -> Ring:
        """An arc, projected. TopoJSON counts places from one point of a grid to the next."""
        (scale_x, scale_y), (west, south) = (
            self.topology["transform"][key] for key in ("scale", "translate")
        )
        x = y = 0
        line = []
        for step_x, step_y in self.topology["arcs"][index]:
            x, y = x + step_x, y + step_y
            line.append(project(x * scale_x + west, y * scale_y + south))
        return line

    def outlines(self, parts: Iterable, *, simple: bool = True) -> Iterator[Ring]:
        """The rings around some polygons taken together, without the borders between them."""
        used = [index for polygon in parts for ring in polygon for index in ring]
        times = Counter(max(index, ~index) for index in used)
        outer = [index for index in used if times[max(index, ~index)] == 1]
        read = self.simple if simple else self.line
        lines = [read(index) if index >= 0 else read(~index)[::-1] for index in outer]
        return joined(lines)


def polygons(geometry: dict) -> list:
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def joined(lines: list[Ring]) -> Iterator[Ring]:
    """Rings out of lines, each beginning where another ends; without the repeated last point."""
    starting: dict[Point, list[Ring]] = {}
    for line in lines:
        starting.setdefault(line[0], []).append(line)
    for line in lines:
        if line not in starting[line[0]]:
            continue
        starting[line[0]].remove(line)
        ring = list(line)
        while ring[-1] != ring[0]:
            ring += starting[ring[-1]].pop(0)[1:]
        yield ring[:-1]


def project(longitude: float, latitude: float) -> Point:
    east, north = math.radians(longitude - CENTRE[0]), math.radians(latitude)
    middle_north = math.radians(CENTRE[1])
    sines, cosines = math.sin(middle_north) * math.sin(north), math.cos(north) * math.cos(east)
    # The point opposite the centre is a circle; it is far outside the frame whatever it becomes.
    nearness = max(1 + sines + math.cos(middle_north) * cosines, 1e-9)
    scale = EARTH_KM * math.sqrt(2 / nearness)
    x = scale * math.cos(north) * math.sin(east)
    y = scale * (math.cos(middle_north) * math.sin(north) - math.sin(middle_north) * cosines)
    return (x - WEST) / UNIT_KM, (NORTH - y) / UNIT_KM


def unproject(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude, in degrees, of a point of the drawing (Snyder, p. 187)."""
    east, north = x * UNIT_KM + WEST, NORTH - y * UNIT_KM
    distance, middle_north = math.hypot(east, north), math.radians(CENTRE[1])
    if not distance:
        return CENTRE
    angle = 2 * math.asin(distance / (2 * EARTH_KM))
    sine, cosine = math.sin(angle), math.cos(angle)
    height = cosine * math.sin(middle_north) + north * sine * math.cos(middle_north) / distance
    across = distance * math.cos(middle_north) * cosine - north * math.sin(middle_north) * sine
    longitude = CENTRE[0] + math.degrees(math.atan2(east * sine, across))
    return longitude, math.degrees(math.asin(height))


def in_frame(ring: Ring) -> bool:
    return all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in ring)


def meets_frame(ring: Ring) -> bool:
    (west, north), (east, south) = (tuple(map(end, zip(*ring, strict=True))) for end in (min, max))
    return west < WIDTH and east > 0 and north < HEIGHT and south > 0
