"""Plane geometry of the maps: the frame with its projection, clipping, thinning, inner points."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import mul, sub

from generator.geo import EARTH_KM

Point = tuple[float, float]
Segment = tuple[Point, Point]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, or west, south, east, north."""

_NORTHMOST = 85.0
_GRID = 12


def mercator(lat: float) -> float:
    """Northing of a latitude on a Mercator map whose equator measures 360."""
    bounded = math.radians(max(-_NORTHMOST, min(_NORTHMOST, lat)))
    return math.degrees(math.log(math.tan(math.pi / 4 + bounded / 2)))


def latitude(northing: float) -> float:
    """The latitude of a northing; the inverse of ``mercator``."""
    return math.degrees(2 * math.atan(math.exp(math.radians(northing))) - math.pi / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A map's frame: Mercator, so that directions and small shapes are true.

    Attributes:
        west: Longitude of the left edge; with ``east`` it may lie beyond 180 degrees.
        north: Northing of the upper edge.
        scale: Pixels per degree of longitude.
    """

    west: float
    north: float
    scale: float
    width: float
    height: float

    @property
    def bounds(self) -> Box:
        """West, south, east, north in degrees."""
        south = latitude(self.north - self.height / self.scale)
        return (self.west, south, self.west + self.width / self.scale, latitude(self.north))

    def project(self, lon: float, lat: float) -> Point:
        """Pixels from the upper left corner; the longitude is taken the way round that lies nearest the frame."""
        middle = self.west + self.width / self.scale / 2
        near = middle + (lon - middle + 180) % 360 - 180
        return ((near - self.west) * self.scale, (self.north - mercator(lat)) * self.scale)

    def unproject(self, point: Point) -> Point:
        """Longitude and latitude of a pixel; the inverse of ``project``."""
        return (self.west + point[0] / self.scale, latitude(self.north - point[1] / self.scale))

    def km_per_pixel(self) -> float:
        """Kilometers per pixel in the middle of the frame."""
        lat = latitude(self.north - self.height / self.scale / 2)
        return math.radians(1) * EARTH_KM * math.cos(math.radians(lat)) / self.scale


def frame_around(
    points: Sequence[Point], width: float, height: float, margins: Box, least_km: float
) -> Frame:
    """The largest-scale frame that shows all points (lon, lat) inside the margins (in pixels).

    Args:
        points: At least one.
        width: Of the frame, in pixels.
        height: As ``width``.
        margins: Left, top, right, bottom.
        least_km: Kilometers that the frame is wide at least.
    """
    first = points[0][0]
    lons = [first + (lon - first + 180) % 360 - 180 for lon, _ in points]
    norths = [mercator(lat) for _, lat in points]
    left, top, right, bottom = margins
    inner_width, inner_height = width - left - right, height - top - bottom
    middle = latitude((min(norths) + max(norths)) / 2)
    least = math.degrees(least_km / EARTH_KM / math.cos(math.radians(middle)))
    per_pixel = max(
        (max(lons) - min(lons)) / inner_width,
        (max(norths) - min(norths)) / inner_height,
        min(least, 360.0) / width,
    )
    scale = 1 / per_pixel
    west = (min(lons) + max(lons)) / 2 - (left + inner_width / 2) / scale
    north = (min(norths) + max(norths)) / 2 + (top + inner_height / 2) / scale
    return Frame(west=west, north=north, scale=scale, width=width, height=height)


def clip_polygon(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a ring inside a box (Sutherland and Hodgman, 1974)."""
    west, south, east, north = box
    points = list(ring)
    if not points:
        return points
    xs, ys = zip(*points, strict=True)
    if west <= min(xs) and max(xs) <= east and south <= min(ys) and max(ys) <= north:
        return points
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        if any((point[axis] - limit) * sign < 0 for point in points):
            points = _cut(points, axis, limit, sign)
    return points


def _cut(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    before = points[-1]
    before_in = (before[axis] - limit) * sign >= 0
    for point in points:
        point_in = (point[axis] - limit) * sign >= 0
        if point_in != before_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = 1 - axis
            crossing = before[other] + share * (point[other] - before[other])
            kept.append((limit, crossing) if axis == 0 else (crossing, limit))
        if point_in:
            kept.append(point)
        before, before_in = point, point_in
    return kept


def clip_line(line: Sequence[Point], box: Box) -> list[list[Point]]:
    """The stretches of a line that touch a box; their ends may lie one step outside."""
    west, south, east, north = box
    inside = [west <= x <= east and south <= y <= north for x, y in line]
    stretches: list[list[Point]] = []
    run: list[Point] = []
    for index, point in enumerate(line):
        near = inside[index] or inside[max(0, index - 1)] or inside[min(len(line) - 1, index + 1)]
        if near:
            run.append(point)
        elif run:
            stretches.append(run)
            run = []
    return [*stretches, run] if len(run) > 1 else stretches


def length_inside(segment: Segment, box: Box) -> float:
    """How much of a segment lies in a box (Liang and Barsky, 1984)."""
    (x0, y0), (x1, y1) = segment
    enter, leave = 0.0, 1.0
    for start, step, low, high in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if step:
            near, far = sorted(((low - start) / step, (high - start) / step))
            enter, leave = max(enter, near), min(leave, far)
        elif not low < start < high:
            return 0.0
    return max(0.0, leave - enter) * math.dist(*segment)


def thin(points: Sequence[Point], least: float) -> list[Point]:
    """The points without those nearer than ``least`` to the one kept before; the last always stays."""
    if not least:
        return list(points)
    kept = [points[0]]
    last_x, last_y = points[0]
    for point in points:
        x, y = point
        if abs(x - last_x) + abs(y - last_y) >= least:
            kept.append(point)
            last_x, last_y = x, y
    if kept[-1] != points[-1]:
        kept.append(points[-1])
    return kept


def area_of(ring: Sequence[Point]) -> float:
    """The area of a ring, positive whichever way it runs."""
    if not ring:
        return 0.0
    xs, ys = zip(*ring, strict=True)
    # Of each ring of the atlas: in Python not one of its steps.
    ahead, behind = map(mul, xs, (*ys[1:], ys[0])), map(mul, (*xs[1:], xs[0]), ys)
    return abs(math.fsum(map(sub, ahead, behind))) / 2


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside a ring (even number of crossings: outside)."""
    x, y = point
    inside = False
    before = ring[-1]
    for now in ring:
        if (now[1] > y) != (before[1] > y):
            crossing = (before[0] - now[0]) * (y - now[1]) / (before[1] - now[1]) + now[0]
            if x < crossing:
                inside = not inside
        before = now
    return inside


def spread(ring: Sequence[Point]) -> Iterator[Point]:
    """Points evenly spread over the bounds of a ring, a hundred and some."""
    left, right = min(x for x, _ in ring), max(x for x, _ in ring)
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    for row in range(1, _GRID):
        for column in range(1, _GRID):
            yield (left + (right - left) * column / _GRID, top + (bottom - top) * row / _GRID)


def smooth(ring: Sequence[Point]) -> list[Point]:
    """A ring with its corners cut twice (Chaikin, 1974): a hand-drawn outline claims no exact corner."""
    points = list(ring)
    for _ in range(2):
        points = [
            (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            for a, b in zip(points, [*points[1:], points[0]], strict=True)
            for share in (0.25, 0.75)
        ]
    return points
