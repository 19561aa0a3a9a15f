"""What a drawn map is made of, as strings of SVG: path data, symbols, text, links, and the drawings of its legend.

Also what it says of distances: marks of what lies off the frame, and the scale.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from generator.catalog import _, format_number, isolated
from generator.model import PlaceKind
from generator.publish.maps.geometry import Box, Frame, Point, latitude
from generator.publish.maps.labels import LABEL_SIZE, SCALE_SIZE, Placer, Spot, text_width
from generator.publish.maps.view import MapEntry, MapView

LINE = 16.0
SYMBOL = 5.0
TARGET = 24.0
"""Height of a line of type, radius of a town's dot, least side of a link (WCAG 2.2, 2.5.8); in CSS pixels."""


def path_data(points: Sequence[Point], *, whole: bool = False) -> str:
    """Path data in relative steps; a minus sign parts numbers as a space does.

    Args:
        points: At least one; of a line in whole units those are left out that fall together.
        whole: In whole units instead of tenths.
    """
    grain, write = (1, str) if whole else (10, _tenths)
    x, y = round(points[0][0] * grain), round(points[0][1] * grain)
    start = f"M{write(x)} {write(y)}"
    numbers = []
    for px, py in points[1:]:
        now_x, now_y = round(px * grain), round(py * grain)
        if whole and (now_x, now_y) == (x, y):
            continue
        numbers += [write(now_x - x), write(now_y - y)]
        x, y = now_x, now_y
    return f"{start}l{' '.join(numbers).replace(' -', '-')}" if numbers else start


def _tenths(value: int) -> str:
    whole, part = divmod(abs(value), 10)
    return f"{'-' if value < 0 else ''}{whole or '' if part else whole}{f'.{part}' if part else ''}"


def arrow_data(tail: Point, tip: Point, head: float) -> str:
    """Path data of an arrow whose head reaches ``head`` back."""
    length = math.dist(tail, tip)
    dx, dy = (tail[0] - tip[0]) / length * head, (tail[1] - tip[1]) / length * head
    # Half as far aside as back.
    sides = [(tip[0] + dx - turn * dy / 2, tip[1] + dy + turn * dx / 2) for turn in (-1, 1)]
    return path_data([tail, tip]) + path_data([sides[0], tip, sides[1]])


def stroke_data(lines: Iterable[Sequence[Point]]) -> str:
    """Path data of lines, without specks."""
    return "".join(path_data(line) for line in lines if len(line) > 2 or math.dist(line[0], line[-1]) > 1)


def draw_symbol(entry: MapEntry, point: Point) -> str:
    """A dot for a town, a diamond for a site, hollow where the point is approximate; a district's square always is."""
    x, y = point
    reach = SYMBOL
    hollow = " map-approximate" if entry.place.approximate else ""
    if entry.place.kind is PlaceKind.TOWN:
        return f'<circle class="map-town{hollow}" cx="{x:.1f}" cy="{y:.1f}" r="{reach:.1f}"/>'
    if entry.place.kind is PlaceKind.DISTRICT:
        reach *= 0.9
        corners = [
            (x - reach, y - reach),
            (x + reach, y - reach),
            (x + reach, y + reach),
            (x - reach, y + reach),
        ]
        return f'<path class="map-district" d="{path_data(corners)}z"/>'
    reach *= 1.25
    corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    return f'<path class="map-site{hollow}" d="{path_data(corners)}z"/>'


def draw_text(lines: Sequence[str], css: str, anchor: str, x: float, top: float) -> str:
    """Lines of type under one another, the first line's upper edge at ``top``; who hears them hears a space between."""
    shift = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return "".join(
        f'<text class="{css}" x="{x:.0f}" y="{top + LINE * (number + 0.77):.0f}"{shift}>{escape(line)}</text> '
        for number, line in enumerate(map(isolated, lines))
    )


def draw_link(entry: MapEntry, content: str, box: Box) -> str:
    """A link to the place's entry that can be hit all over its box, or a mere group where it has none.

    ``data-place`` names the place, ``data-claim`` the statements of it: a page can light them up.
    """
    told = f' data-place="{escape(entry.place.id)}"'
    if entry.told:
        told += f' data-claim="{escape(" ".join(entry.told))}"'
    if not entry.href:
        return f"<g{told}>{content}</g>"
    left, top, right, bottom = box
    target = (
        f'<rect class="map-target" x="{left:.0f}" y="{top:.0f}" '
        f'width="{max(TARGET, right - left):.0f}" height="{bottom - top:.0f}"/>'
    )
    return f'<a class="map-link"{told} href="{escape(entry.href)}">{target}{content}</a>'


def anchored(spot: Spot, point: Point) -> tuple[str, float]:
    """The text anchor and its x, so that a label leans to its symbol."""
    left, _, right, _ = spot.box
    if left >= point[0]:
        return "start", left
    return ("end", right) if right <= point[0] else ("middle", (left + right) / 2)


def draw_leader(point: Point, spot: Spot) -> str:
    """A line from a symbol to its label's box."""
    left, top, right, bottom = spot.box
    end = (min(max(point[0], left), right), min(max(point[1], top), bottom))
    return f'<path class="map-leader" d="{path_data([point, end])}"/>'


_WIDTH, _HEIGHT = 24, 16
_MIDDLE = (_WIDTH / 2, _HEIGHT / 2)
_POINTS = (PlaceKind.TOWN, PlaceKind.DISTRICT, PlaceKind.SITE)
_FAR = f'<path class="map-far" d="{arrow_data((2, _HEIGHT / 2), (_WIDTH - 3, _HEIGHT / 2), 6)}"/>'


def legend(view: MapView) -> tuple[tuple[str, str], ...]:
    """The kinds of marks on the map, each with its drawing as an ``<svg>`` element.

    Kinds are those of ``PlaceKind`` for symbols, and ``approximate`` and ``far``.
    """
    points = [entry for entry in view.entries if entry.is_point]
    marks = [
        (kind.value, _symbol(points[0], kind))
        for kind in _POINTS
        if any(entry.place.kind is kind for entry in points)
    ]
    rough = next((entry for entry in points if entry.place.approximate and _hollows(entry)), None)
    if rough:
        marks.append(("approximate", draw_symbol(rough, _MIDDLE)))
    if view.far:
        marks.append(("far", _FAR))
    return tuple((kind, _framed(mark)) for kind, mark in marks)


def _hollows(entry: MapEntry) -> bool:
    """Whether its symbol is hollow for being approximate: a district's always is."""
    return entry.place.kind is not PlaceKind.DISTRICT


def _symbol(entry: MapEntry, kind: PlaceKind) -> str:
    return draw_symbol(replace(entry, place=replace(entry.place, kind=kind, approximate=False)), _MIDDLE)


def _framed(mark: str) -> str:
    return (
        f'<svg class="map-key" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'aria-hidden="true">{mark}</svg>'
    )


# The arrow to a place off the map ends at the frame; where it would lie on another, it moves along.
_EDGE, _ARROW, _HEAD = 5.0, 20.0, 7.0
_SHIFTS = (0, 26, -26, 52, -52)
# Pixels around a corner whose lines are counted to find the emptier one for the scale.
_CORNER = 120.0
_NORTH = 22.0
# Mercator's scale grows toward the poles; where it differs by more than this across the frame, the bar says
# where it holds.
_UNEVEN = 1.15


def distance_text(kilometers: float) -> str:
    """A distance for readers: two significant figures or three.

    >>> distance_text(2097.0), distance_text(593.4), distance_text(4.96)
    ('2,100 km', '590 km', '5 km')
    """
    step = 1 if kilometers < 100 else 10 if kilometers < 1000 else 50
    return _("{number} km", number=format_number(max(1, round(kilometers / step) * step)))


def draw_far(view: MapView, entry: MapEntry, placer: Placer) -> str:
    """A place off the map: an arrow to the frame's edge on its side, with its name and distance on its axis."""
    start = view.frame.project(view.center.lon, view.center.lat)
    goal = view.frame.project(entry.place.lon, entry.place.lat)
    length = math.dist(start, goal)
    dx, dy = (goal[0] - start[0]) / length, (goal[1] - start[1]) / length
    edge = _to_edge(start, (dx, dy), view.width, view.height, _EDGE)
    level = edge[1] in (_EDGE, view.height - _EDGE)
    along = (1.0, 0.0) if level else (0.0, 1.0)
    spots = [_within(edge[0] + shift * along[0], edge[1] + shift * along[1], view) for shift in _SHIFTS]
    tip = min(spots, key=lambda spot: placer.cost(_bounds([spot, _back(spot, (dx, dy), _ARROW)], 3)))
    tail = _back(tip, (dx, dy), _ARROW)
    placer.take(_bounds([tip, tail], 3))
    lines = [entry.text, _("{distance} away", distance=distance_text(entry.distance_km))]
    width = max(text_width(line, LABEL_SIZE) for line in lines)
    inward = (0.0, -math.copysign(1.0, dy)) if level else (-math.copysign(1.0, dx), 0.0)
    spot = placer.toward(tail, inward, width, 2 * LINE)
    anchor, left = anchored(spot, tail)
    bar = f'<path class="map-far" d="{arrow_data(tail, tip, _HEAD)}"/>'
    texts = draw_text(lines[:1], "map-label", anchor, left, spot.box[1])
    texts += draw_text(lines[1:], "map-distance", anchor, left, spot.box[1] + LINE)
    return draw_link(entry, bar + texts, spot.box)


def draw_scale(view: MapView, placer: Placer, points: Sequence[Point]) -> str:
    """The scale with the sign of north, in the emptier lower corner.

    Args:
        view: The map.
        placer: Gives the corner; the scale's box is then taken.
        points: What makes a corner crowded: points of coasts and borders.
    """
    frame = view.frame
    kilometers = frame.km_per_pixel()
    longest = view.width * (0.3 if view.narrow else 0.2) * kilometers
    power = 10 ** math.floor(math.log10(longest))
    length = max(step * power for step in (1, 2, 5) if step * power <= longest)
    pixels = length / kilometers
    text = _parallel(frame, _("{number} km", number=format_number(length)))
    width = max(pixels, text_width(text, SCALE_SIZE)) + _NORTH
    bottom = view.height - 12.0
    lefts = (14.0, view.width - 14.0 - width)
    boxes = [(left - 4, bottom - 22, left + width + 4, bottom + 4) for left in lefts]
    crowds = [sum(math.dist(point, box[2:]) < _CORNER for point in points) for box in boxes]
    costs = [(placer.cost(box), crowd) for box, crowd in zip(boxes, crowds, strict=True)]
    best = costs.index(min(costs))
    left = lefts[best]
    placer.take(boxes[best])
    bar = [(left + _NORTH, bottom - 4), (left + _NORTH, bottom)]
    bar += [(left + _NORTH + pixels, bottom), (left + _NORTH + pixels, bottom - 4)]
    needle = [
        (left + 5, bottom - 21),
        (left + 9, bottom - 10),
        (left + 5, bottom - 12),
        (left + 1, bottom - 10),
    ]
    north = _("N")
    return (
        f'<g aria-hidden="true"><path class="map-scale" d="{path_data(bar)}"/>'
        f'<path class="map-north" d="{path_data(needle)}z"/>'
        f'<text class="map-scale" x="{left + 5:.1f}" y="{bottom:.1f}" text-anchor="middle">{north}</text>'
        f'<text class="map-scale" x="{left + _NORTH:.1f}" y="{bottom - 8:.1f}">{isolated(text)}</text></g>'
    )


def _parallel(frame: Frame, length: str) -> str:
    """The scale's length, with where it holds on a map so high that it does not hold everywhere."""
    south, north = frame.bounds[1::2]
    middle = latitude(frame.north - frame.height / frame.scale / 2)
    widths = [math.cos(math.radians(lat)) for lat in (south, north, middle)]
    if max(widths) < _UNEVEN * min(widths):
        return length
    degrees = format_number(abs(middle))
    if middle >= 0:
        return _("{length} at {degrees}° N", length=length, degrees=degrees)
    return _("{length} at {degrees}° S", length=length, degrees=degrees)


def _bounds(points: Sequence[Point], margin: float) -> Box:
    xs, ys = zip(*points, strict=True)
    return (min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin)


def _back(point: Point, direction: Point, length: float) -> Point:
    return (point[0] - direction[0] * length, point[1] - direction[1] * length)


def _within(x: float, y: float, view: MapView) -> Point:
    return (min(max(x, _EDGE), view.width - _EDGE), min(max(y, _EDGE), view.height - _EDGE))


def _to_edge(start: Point, direction: Point, width: float, height: float, inset: float) -> Point:
    """Where a ray from inside the frame meets its edge, less the inset."""
    reaches = []
    for at, step, size in zip(start, direction, (width, height), strict=True):
        if step:
            reaches.append(((size - inset if step > 0 else inset) - at) / step)
    reach = max(0.0, min(reaches))
    return (start[0] + direction[0] * reach, start[1] + direction[1] * reach)
