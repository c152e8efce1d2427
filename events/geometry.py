"""Plane figures: their size and middle, what is left of them when simplified or cut, and how SVG
writes them. Points are pairs of numbers, rings do not repeat their first point."""

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise

Point = tuple[float, float]
Ring = list[Point]
HalfPlane = tuple[float, float, float]  # a, b, c: the points where ax + by >= c


def simplified(line: Ring, least: float) -> Ring:
    """Without the bends of less than so many square units (Visvalingam and Whyatt 1993)."""
    line = list(line)
    bends = [area(line[at - 1 : at + 2]) for at in range(1, len(line) - 1)]
    while bends and min(bends) < least:
        at = bends.index(min(bends))
        del line[at + 1], bends[at]
        for beside in (at - 1, at):
            if 0 <= beside < len(bends):
                bends[beside] = area(line[beside : beside + 3])
    return line


def pairs(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], *ring[:1]], strict=True)


def area(ring: Ring) -> float:
    """In square units, whichever way round."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs(ring))) / 2


def middle(ring: Ring) -> Point:
    xs, ys = zip(*ring, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def clipped(ring: Ring, cuts: Iterable[HalfPlane]) -> Ring:
    """What of a ring is in some half-planes (Sutherland and Hodgman 1974)."""
    for a, b, c in cuts:
        kept: Ring = []
        for (x, y), (u, v) in pairs(ring):
            here, there = a * x + b * y - c, a * u + b * v - c
            if here >= 0:
                kept.append((x, y))
            if (here >= 0) != (there >= 0):
                part = here / (here - there)
                kept.append((x + part * (u - x), y + part * (v - y)))
        ring = kept
    return ring


def inmost(ring: Ring) -> list[int]:
    """About the point of a shape that is farthest from its edge, on a grid of 30 by 30."""
    xs, ys = zip(*ring, strict=True)
    west, north, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    grid = [
        (west + width * column / 30, north + height * row / 30)
        for row in range(1, 30)
        for column in range(1, 30)
    ]
    return [round(number) for number in max(grid, key=lambda at: depth(ring, at))]


def depth(ring: Ring, at: Point) -> float:
    """How far a point is inside a shape; -1 outside."""
    x, y = at
    crossings = sum(
        (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a for (a, b), (c, d) in pairs(ring)
    )
    return min(distance(at, *edge) for edge in pairs(ring)) if crossings % 2 else -1.0


def distance(at: Point, start: Point, end: Point) -> float:
    """From a point to a stretch of line."""
    (x, y), (a, b), (c, d) = at, start, end
    length = (c - a) ** 2 + (d - b) ** 2
    along = ((x - a) * (c - a) + (y - b) * (d - b)) / length if length else 0
    along = min(1, max(0, along))
    return math.hypot(x - a - along * (c - a), y - b - along * (d - b))


def path(rings: Iterable[Ring], least: float) -> str:
    """Rings as an SVG path of whole units; those of less than so many square units are left out."""
    return "".join(written(ring) for ring in rings if len(ring) > 2 and area(ring) >= least)


def written(ring: Ring) -> str:
    """A ring as an SVG path, in steps from its first point on."""
    points = [(round(x), round(y)) for x, y in ring]
    steps = [(u - x, v - y) for (x, y), (u, v) in pairwise(points) if (u, v) != (x, y)]
    numbers = " ".join(str(number) for step in steps for number in step)
    return f"M{points[0][0]} {points[0][1]}l{numbers.replace(' -', '-')}z"
