"""Where labels stand: each in the best free spot, so that none covers another or a symbol."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.publish.maps.geometry import Box, Point, contains, length_inside, spread

# Mean width of a character of the site's sans-serif type, in parts of its size; wide letters make up for narrow ones.
_CHARACTER = 0.57
# Sizes of type as the theme sets them on .map-label, .map-label-country and .map-scale, in CSS pixels.
LABEL_SIZE = 13.0
SCALE_SIZE = 12.0
COUNTRY_SPACING = 0.12
# Steps of an outline, in pixels, fine enough to ask what lies inside.
COARSE = 6.0
_REGION_WRAP = 10
# A label may stand out of a region a little: the outline is vague.
_REGION_OVERHANG = 1.2
_LEADER_DISTANCES = (26, 42, 60, 84)
_DIRECTIONS = 24
_HALO = 2.0
# Pixels that labels keep off the frame, and off the end of a mark that they stand in line with.
_INSET, _GAP = 4.0, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a label stands.

    Attributes:
        box: Left, top, right, bottom.
        leader: Whether a line has to lead from the symbol to it.
    """

    box: Box
    leader: bool = False


def text_width(text: str, size: float, spacing: float = 0.0) -> float:
    """About how wide a line of type is, in the unit of ``size``; ``spacing`` is added per character in parts of it."""
    return len(text) * size * (_CHARACTER + spacing)


def overlap(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


class Placer:
    """Gives out free spots in a frame; what was given out is taken."""

    def __init__(self, width: float, height: float) -> None:
        """An empty frame."""
        self._size = (width, height)
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        """Keep labels off a box."""
        self._taken.append(box)

    def cost(self, box: Box) -> float:
        """The area shared with what is taken; infinite outside the frame."""
        if (
            box[0] < _INSET
            or box[1] < _INSET
            or box[2] > self._size[0] - _INSET
            or box[3] > self._size[1] - _INSET
        ):
            return math.inf
        left, top, right, bottom = box
        near = (
            other
            for other in self._taken
            if other[0] < right and left < other[2] and other[1] < bottom and top < other[3]
        )
        return math.fsum(overlap(box, other) for other in near)

    def beside(
        self,
        point: Point,
        radius: float,
        width: float,
        height: float,
        *,
        leftward: bool = False,
        aside: bool = False,
    ) -> Spot:
        """The spot for a label beside a symbol: right (or left) of it if free, else around, else at a distance.

        ``aside``: never above or below it.
        """
        around = list(_around(point, radius, width, height))
        if leftward:
            around[0], around[1] = around[1], around[0]
        spots = [*around, *_away(point, width, height)]
        if aside:
            near = radius + 4
            spots = [
                spot for spot in spots if spot.box[0] >= point[0] + near or spot.box[2] <= point[0] - near
            ]
        costs = [self.cost(spot.box) for spot in spots]
        least = min(costs)
        spot = spots[costs.index(least)]
        self.take(_haloed(spot.box))
        return spot

    def toward(self, point: Point, way: Point, width: float, height: float) -> Spot:
        """The spot for a label in line with a mark that ends at ``point``, if it is free, else beside it.

        ``way``: one step along an axis, away from the mark.
        """
        x = point[0] + way[0] * (width / 2 + _GAP) - width / 2
        y = point[1] + way[1] * (height / 2 + _GAP) - height / 2
        inside = min(max(x, _INSET), self._size[0] - _INSET - width)
        spot = Spot(box=_box(inside, y, width, height))
        if self.cost(spot.box) > 0:
            return self.beside(point, _GAP, width, height)
        self.take(_haloed(spot.box))
        return spot

    def within(
        self, ring: Sequence[Point], width: float, height: float, *, whole: bool = False
    ) -> Spot | None:
        """The roomiest free spot for a label inside a ring, or ``None``; at least its middle lies inside.

        ``whole``: nothing of it crosses the ring.
        """
        best: tuple[int, float] | None = None
        chosen: Box | None = None
        for x, y in spread(ring):
            box = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if self.cost(box) > 0 or not contains(ring, (x, y)):
                continue
            ends = ((box[0], y), (box[2], y), (x, box[1]), (x, box[3]))
            flaws = sum(not contains(ring, end) for end in ends)
            if whole and (flaws or crosses(ring, box)):
                continue
            rank = (flaws, -_room(ring, (x, y)))
            if best is None or rank < best:
                best, chosen = rank, box
        if chosen is None:
            return None
        self.take(chosen)
        return Spot(box=chosen)

    def region(
        self, ring: Sequence[Point], text: str, size: float, line: float, least: float = 0.0
    ) -> tuple[list[str], Spot]:
        """The lines of a region's name and their spot: inside the ring, else beside it toward the frame's edge.

        ``line`` is a line's height, ``least`` the least height of the spot.
        """
        xs, ys = zip(*ring, strict=True)
        width = text_width(text, size)
        if width < (max(xs) - min(xs)) * _REGION_OVERHANG:
            spot = self.within(ring, width, max(line, least))
            if spot:
                return [text], spot
        lines = textwrap.wrap(text, _REGION_WRAP)
        width = max(text_width(part, size) for part in lines)
        middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        leftward = middle[0] < self._size[0] / 2
        reach = (max(xs) - min(xs)) / 2
        height = max(least, line * len(lines))
        return lines, self.beside(middle, reach, width, height, leftward=leftward)


def _around(point: Point, radius: float, width: float, height: float) -> Iterator[Spot]:
    x, y = point
    gap = radius + 4
    lefts = {"e": x + gap, "w": x - gap - width, "m": x - width / 2}
    tops = {"m": y - height / 2, "n": y - gap - height, "s": y + gap}
    corner = gap * 0.6
    yield Spot(box=_box(lefts["e"], tops["m"], width, height))
    yield Spot(box=_box(lefts["w"], tops["m"], width, height))
    yield Spot(box=_box(x + corner, y - corner - height, width, height))
    yield Spot(box=_box(x + corner, y + corner, width, height))
    yield Spot(box=_box(lefts["m"], tops["s"], width, height))
    yield Spot(box=_box(lefts["m"], tops["n"], width, height))
    yield Spot(box=_box(x - corner - width, y + corner, width, height))
    yield Spot(box=_box(x - corner - width, y - corner - height, width, height))


def _away(point: Point, width: float, height: float) -> Iterator[Spot]:
    x, y = point
    for distance in _LEADER_DISTANCES:
        for step in range(_DIRECTIONS):
            angle = 2 * math.pi * step / _DIRECTIONS
            dx, dy = math.cos(angle), math.sin(angle)
            left = x + dx * (distance + width / 2) - width / 2
            top = y + dy * (distance + height / 2) - height / 2
            yield Spot(box=_box(left, top, width, height), leader=True)


def _box(left: float, top: float, width: float, height: float) -> Box:
    return (left, top, left + width, top + height)


def _haloed(box: Box) -> Box:
    return (box[0] - _HALO, box[1] - _HALO, box[2] + _HALO, box[3] + _HALO)


def crosses(ring: Sequence[Point], box: Box) -> bool:
    """Whether an outline runs through a box."""
    west, south, east, north = box
    before = ring[-1]
    for now in ring:
        (x0, y0), (x1, y1) = before, now
        # Most of it lies on one side of the box.
        apart = (x0 <= west and x1 <= west) or (x0 >= east and x1 >= east)
        apart = apart or (y0 <= south and y1 <= south) or (y0 >= north and y1 >= north)
        if not apart and length_inside((before, now), box) > 0:
            return True
        before = now
    return False


def _room(ring: Sequence[Point], point: Point) -> float:
    """How far the ring's outline is, squared."""
    return min(_apart(point, one, other) for one, other in zip(ring, [*ring[1:], ring[0]], strict=True))


def _apart(point: Point, one: Point, other: Point) -> float:
    """How far a point is from a stretch of line, squared."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    long = dx * dx + dy * dy
    share = ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / long if long else 0.0
    share = min(max(share, 0.0), 1.0)
    return (one[0] + share * dx - point[0]) ** 2 + (one[1] + share * dy - point[1]) ** 2
