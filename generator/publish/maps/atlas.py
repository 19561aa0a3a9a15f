"""The lines of the world, from ``data/atlas.json.gz`` and ``data/waters.json.gz``, cut to a frame.

The files are unpacked once; an arc is read when a polygon that uses it reaches into the frame.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from generator.catalog import N_
from generator.publish.maps.geometry import (
    Box,
    Point,
    area_of,
    clip_line,
    clip_polygon,
    contains,
    spread,
    thin,
)

DE_FACTO = N_(
    "Coasts, borders, rivers and lakes: Natural Earth, simplified. Borders follow its de facto lines, "
    "which are no judgment on any claim."
)
"""What a caption has to say of the lines."""
# A hand-drawn outline of a part of a country runs a little over its border.
_MOSTLY = 0.7
_GRAIN = 20
# Natural Earth's ranks follow the zoom of web maps: a river of rank n is worth showing from about zoom n.
_TILE = 256.0
_FRAME = 720.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's land inside a frame.

    Attributes:
        code: ISO 3166-1 alpha-2, or ``""`` where the territory has none.
        rings: Outer and inner rings of (lon, lat), cut to the frame.
    """

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """What a frame shows of the world.

    Attributes:
        countries: In the atlas's order.
        borders: Lines between two countries, (lon, lat).
        coasts: Lines between land and sea.
        rivers: Lines, the greatest rivers first; the wider the frame, the fewer.
        lakes: Shores of lakes and of their islands, rings cut to the frame.
    """

    countries: tuple[Country, ...]
    borders: tuple[tuple[Point, ...], ...]
    coasts: tuple[tuple[Point, ...], ...]
    rivers: tuple[tuple[Point, ...], ...]
    lakes: tuple[tuple[Point, ...], ...]


@lru_cache(maxsize=16)
def land_in(box: Box, least: float = 0.0) -> Land:
    """The land inside a box.

    Args:
        box: West, south, east, north in degrees; it may reach over the date line.
        least: Degrees between kept points; islands smaller than its square are left out.
    """
    return Land(
        countries=countries_in(box, least),
        borders=borders_in(box, least),
        coasts=_lines_in(box, least, shared=False),
        rivers=rivers_in(box, least),
        lakes=lakes_in(box, least),
    )


def countries_in(box: Box, least: float = 0.0, *, smallest: float | None = None) -> tuple[Country, ...]:
    """The countries whose land is inside a box, in the atlas's order.

    Args:
        box: As for ``land_in``.
        least: As for ``land_in``.
        smallest: Pieces of land smaller than the square of so many degrees are left out; ``least`` by default.
    """
    rings: dict[tuple[str, str], list[tuple[Point, ...]]] = {}
    for country, ring in rings_in(box, least, smallest=smallest):
        rings.setdefault(country, []).append(ring)
    return tuple(Country(code=code, name=name, rings=tuple(own)) for (code, name), own in rings.items())


def rings_in(
    box: Box, least: float = 0.0, *, smallest: float | None = None
) -> Iterator[tuple[tuple[str, str], tuple[Point, ...]]]:
    """The rings of land inside a box, each with its country's code and name, cut one after the other."""
    atlas = _load()
    for polygon, turn in _near(box, least if smallest is None else smallest):
        for numbers in polygon.rings:
            ring = _ring(numbers, least)
            clipped = clip_polygon([(x + turn, y) for x, y in ring] if turn else ring, box)
            if area_of(clipped) > 0:
                yield atlas.countries[polygon.country], tuple(clipped)


def borders_in(box: Box, least: float = 0.0) -> tuple[tuple[Point, ...], ...]:
    """The lines between two countries inside a box, (lon, lat)."""
    return _lines_in(box, least, shared=True)


def _lines_in(box: Box, least: float, *, shared: bool) -> tuple[tuple[Point, ...], ...]:
    atlas = _load()
    near = (numbers for polygon, _ in _near(box, least) for numbers in polygon.rings)
    arcs = dict.fromkeys(max(n, ~n) for numbers in near for n in numbers)
    return tuple(
        tuple(part)
        for number in arcs
        if (atlas.uses[number] > 1) == shared
        for line in _turned(_arc(number, least), box)
        for whole in _uncut(line)
        for part in clip_line(whole, box)
    )


def lies_in(area: Sequence[Point], code: str) -> bool:
    """Whether the land inside an outline is nearly all one country's; sea does not count."""
    xs, ys = zip(*area, strict=True)
    countries = countries_in((min(xs), min(ys), max(xs), max(ys)))
    step = (max(xs) - min(xs)) / _GRAIN
    rings = [(country.code == code, thin(ring, step)) for country in countries for ring in country.rings]
    points = [point for point in spread(area) if contains(area, point)]
    inside = [own for point in points for own, ring in rings if contains(ring, point)]
    return bool(code) and sum(inside) > _MOSTLY * len(inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Polygon:
    country: int
    bounds: Box
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Atlas:
    units: float
    arcs: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    polygons: tuple[_Polygon, ...]
    uses: Counter[int]


@lru_cache(maxsize=1)
def _load() -> _Atlas:
    data = _read_packed("atlas.json.gz")
    units = float(data["units"])
    polygons = tuple(
        _Polygon(
            country=number,
            bounds=tuple(value / units for value in bounds),
            rings=tuple(tuple(ring) for ring in rings),
        )
        for number, (_, _, shapes) in enumerate(data["countries"])
        for bounds, rings in shapes
    )
    uses = Counter(max(arc, ~arc) for polygon in polygons for ring in polygon.rings for arc in ring)
    return _Atlas(
        units=units,
        arcs=tuple(data["arcs"]),
        countries=tuple((code, name) for code, name, _ in data["countries"]),
        polygons=polygons,
        uses=uses,
    )


@lru_cache(maxsize=16)
def _near(box: Box, least: float) -> tuple[tuple[_Polygon, float], ...]:
    """The polygons that reach into the box, with their turns; none that Mercator shows as less than a dot."""
    found = []
    for polygon in _load().polygons:
        left, bottom, right, top = polygon.bounds
        dot = least**2 * math.cos(math.radians((bottom + top) / 2))
        if (right - left) * (top - bottom) >= dot:
            found += [(polygon, turn) for turn in _turns_into(polygon.bounds, box)]
    return tuple(found)


def _ring(numbers: tuple[int, ...], least: float) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = _arc(number, least) if number >= 0 else _arc(~number, least)[::-1]
        if points:
            turn = 360.0 * round((points[-1][0] - arc[0][0]) / 360.0)
            points.extend(((x + turn, y) for x, y in arc[1:]) if turn else arc[1:])
        else:
            points.extend(arc)
    return points


# The world has 4,388 arcs, and a map of it asks for each several times.
@lru_cache(maxsize=16384)
def _arc(number: int, least: float) -> tuple[Point, ...]:
    """An arc without the points nearer than ``least`` to one another; its ends stay, so that arcs meet."""
    return tuple(thin(_full_arc(number), least)) if least else _full_arc(number)


@cache
def _full_arc(number: int) -> tuple[Point, ...]:
    atlas = _load()
    return _read_line(atlas.arcs[number], atlas.units)


def _turned(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The line at each turn of the globe that may bring it into the box."""
    xs, ys = zip(*line, strict=True)
    for turn in _turns_into((min(xs), min(ys), max(xs), max(ys)), box):
        yield [(x + turn, y) for x, y in line]


def _uncut(line: list[Point]) -> Iterator[list[Point]]:
    """The line without its stretches along the date line, where the source cuts land in two."""
    start = 0
    for index in range(1, len(line)):
        if line[index][0] == line[index - 1][0] and line[index][0] % 360 == 180:
            yield line[start:index]
            start = index
    yield line[start:]


@dataclass(frozen=True, slots=True, kw_only=True)
class _River:
    rank: int
    bounds: Box
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lake:
    bounds: Box
    rings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waters:
    units: float
    rivers: tuple[_River, ...]
    lakes: tuple[_Lake, ...]


@lru_cache(maxsize=1)
def _load_waters() -> _Waters:
    data = _read_packed("waters.json.gz")
    units = float(data["units"])
    return _Waters(
        units=units,
        rivers=tuple(
            _River(rank=rank, bounds=_degrees(bounds, units), line=line)
            for rank, bounds, line in data["rivers"]
        ),
        lakes=tuple(
            _Lake(bounds=_degrees(bounds, units), rings=tuple(rings)) for bounds, rings in data["lakes"]
        ),
    )


def rivers_in(box: Box, least: float) -> tuple[tuple[Point, ...], ...]:
    """The rivers inside a box that are great enough for a map of it, (lon, lat)."""
    waters = _load_waters()
    rank = math.log2(_FRAME * 360.0 / (_TILE * (box[2] - box[0])))
    found: list[tuple[Point, ...]] = []
    for river in waters.rivers:
        if river.rank > rank:
            break
        for turn in _turns_into(river.bounds, box):
            line = thin(_read_line(river.line, waters.units), least)
            found += map(tuple, clip_line([(x + turn, y) for x, y in line], box))
    return tuple(found)


def lakes_in(box: Box, least: float) -> tuple[tuple[Point, ...], ...]:
    """The shores of the lakes inside a box and of their islands, (lon, lat), cut to the box."""
    waters = _load_waters()
    found: list[tuple[Point, ...]] = []
    for lake in waters.lakes:
        if _size(lake.bounds) < 2 * least:
            continue
        for turn in _turns_into(lake.bounds, box):
            for ring in lake.rings:
                shore = [(x + turn, y) for x, y in thin(_read_line(ring, waters.units), least)]
                found.append(tuple(clip_polygon(shore, box)))
    return tuple(ring for ring in found if len(ring) > 2)


def _degrees(bounds: list[int], units: float) -> Box:
    west, south, east, north = (value / units for value in bounds)
    return (west, south, east, north)


def _size(bounds: Box) -> float:
    return bounds[2] - bounds[0] + bounds[3] - bounds[1]


def _read_packed(name: str) -> dict[str, Any]:
    """The content of a ``.json.gz`` file of ``data/``."""
    packed = resources.files("generator").joinpath("data", name).read_bytes()
    content: dict[str, Any] = json.loads(gzip.decompress(packed))
    return content


def _read_line(text: str, units: float) -> tuple[Point, ...]:
    """A line's points in degrees, from its first longitude and latitude and the steps from there."""
    values = list(map(int, text.split()))
    x, y = values[0], values[1]
    points = [(x / units, y / units)]
    for dx, dy in zip(values[2::2], values[3::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / units, y / units))
    return tuple(points)


def _turns_into(bounds: Box, box: Box) -> tuple[float, ...]:
    """The turns of the globe, in degrees, that bring bounds into a box, which may reach over the date line."""
    left, bottom, right, top = bounds
    west, south, east, north = box
    if bottom >= north or top <= south:
        return ()
    return tuple(turn for turn in (-360.0, 0.0, 360.0) if left + turn < east and right + turn > west)
