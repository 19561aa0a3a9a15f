"""What a drawn map says of distances: lines from the center, arrows to what lies off the frame, the scale."""

from __future__ import annotations

import math
from collections.abc import Sequence

from generator.catalog import _, format_number
from generator.publish.maps.elements import LINE, anchored, draw_link, draw_text, path_data
from generator.publish.maps.geometry import Box, Frame, Point, latitude
from generator.publish.maps.labels import LABEL_SIZE, SCALE_SIZE, Placer, text_width
from generator.publish.maps.view import Group, MapEntry, MapView

# Where an arrow would lie on a symbol or on another arrow it moves along the frame.
_ARROW_SHIFTS = (0, 24, -24, 48, -48)
# Pixels around a corner whose lines are counted to find the emptier one for the scale.
_CORNER = 120.0
_NORTH = 22.0
# Mercator's scale grows toward the poles; where it differs by more than this across the frame, the bar says
# where it holds.
_UNEVEN = 1.15
# A line ends this far from the symbols it leads to.
_CLEAR = 12.0
_STRETCHES = (0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26)
# A line has to show on both sides of its label.
_LEAST_DASH = 12.0


def distance_text(kilometers: float) -> str:
    """A distance for readers: two significant figures or three.

    >>> distance_text(2097.0), distance_text(593.4), distance_text(4.96)
    ('2,100 km', '590 km', '5 km')
    """
    step = 1 if kilometers < 100 else 10 if kilometers < 1000 else 50
    return _("{number} km", number=format_number(max(1, round(kilometers / step) * step)))


def rays(view: MapView, groups: Sequence[Group]) -> dict[Point, tuple[MapEntry, Point, Point]]:
    """The lines from the center to each group, by the group's middle: whose distance it is, and its two ends."""
    center = view.frame.project(view.center.lon, view.center.lat)
    home = next((group for group in groups if center in group.points), None)
    found = {}
    for group in groups:
        entry, goal = min(group.members, key=lambda member: member[0].distance_km)
        length = math.dist(center, goal)
        near, far = (home.radius if home else 0.0) + _CLEAR, group.radius + _CLEAR
        if group is home or length < near + far + 2 * _LEAST_DASH:
            continue
        dx, dy = (goal[0] - center[0]) / length, (goal[1] - center[1]) / length
        start = (center[0] + near * dx, center[1] + near * dy)
        found[group.middle] = (entry, start, (goal[0] - far * dx, goal[1] - far * dy))
    return found


def draw_distances(lines: Sequence[tuple[MapEntry, Point, Point]], placer: Placer) -> str:
    """The lines that cross no label, each with its kilometers; one whose kilometers find no room is left out."""
    parts = []
    for entry, start, end in lines:
        text = distance_text(entry.distance_km)
        width = text_width(text, SCALE_SIZE) + 4
        spot = None if placer.struck((start, end)) else _along((start, end), width, placer)
        if spot is None:
            placer.spare((start, end))
            continue
        placer.take(spot)
        x, y = (spot[0] + spot[2]) / 2, (spot[1] + spot[3]) / 2
        parts.append(
            f'<path class="map-ray" d="{path_data([start, end])}"/>'
            f'<text class="map-scale" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">{text}</text>'
        )
    return f'<g aria-hidden="true">{"".join(parts)}</g>' if parts else ""


def _along(line: tuple[Point, Point], width: float, placer: Placer) -> Box | None:
    """The free box for a label on a line that lies nearest its middle."""
    (x0, y0), (x1, y1) = line
    length = math.dist(*line)
    flat = max(abs(x1 - x0) / length, 1e-9)
    covered = min(width / flat, (LINE - 2) / max(abs(y1 - y0) / length, 1e-9))
    for share in _STRETCHES:
        if min(share, 1 - share) * length < covered / 2 + _LEAST_DASH:
            continue
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        box = (x - width / 2, y - LINE / 2 + 1, x + width / 2, y + LINE / 2 - 1)
        if placer.cost(box) == 0 and placer.crossed(box, besides=line) == 0:
            return box
    return None


def draw_arrow(view: MapView, entry: MapEntry, placer: Placer) -> str:
    """An arrow at the frame's edge toward a place off it, with its name and distance."""
    start = view.frame.project(view.center.lon, view.center.lat)
    goal = view.frame.project(entry.place.lon, entry.place.lat)
    length = math.dist(start, goal)
    dx, dy = (goal[0] - start[0]) / length, (goal[1] - start[1]) / length
    edge = _to_edge(start, (dx, dy), view.width, view.height, 10)
    tips = [_within(edge[0] - shift * dy, edge[1] + shift * dx, view) for shift in _ARROW_SHIFTS]
    tip = min(tips, key=lambda tip: placer.cost(_bounds([tip, (tip[0] - dx * 26, tip[1] - dy * 26)], 5)))
    tail = (tip[0] - dx * 26, tip[1] - dy * 26)
    head = [(tip[0] - 9 * dx + side * 4.5 * dy, tip[1] - 9 * dy - side * 4.5 * dx) for side in (1, -1)]
    placer.take(_bounds([tip, tail, *head], 3))
    lines = [entry.text, _("{distance} away", distance=distance_text(entry.distance_km))]
    width = max(text_width(line, LABEL_SIZE) for line in lines)
    middle = ((tip[0] + tail[0]) / 2, (tip[1] + tail[1]) / 2)
    spot = placer.beside(middle, 6, width, 2 * LINE)
    anchor, left = anchored(spot, middle)
    shaft = f'<path class="map-arrow" d="{path_data([tail, tip])}"/>'
    point = f'<path class="map-arrowhead" d="{path_data([head[0], tip, head[1]])}z"/>'
    texts = draw_text(lines[:1], "map-label", anchor, left, spot.box[1])
    texts += draw_text(lines[1:], "map-distance", anchor, left, spot.box[1] + LINE)
    return shaft + point + draw_link(entry, texts, spot.box)


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
        f'<text class="map-scale" x="{left + _NORTH:.1f}" y="{bottom - 8:.1f}">{text}</text></g>'
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


def _within(x: float, y: float, view: MapView) -> Point:
    return (min(max(x, 10.0), view.width - 10.0), min(max(y, 10.0), view.height - 10.0))


def _to_edge(start: Point, direction: Point, width: float, height: float, inset: float) -> Point:
    """Where a ray from inside the frame meets its edge, less the inset."""
    reaches = []
    for at, step, size in zip(start, direction, (width, height), strict=True):
        if step:
            reaches.append(((size - inset if step > 0 else inset) - at) / step)
    reach = max(0.0, min(reaches))
    return (start[0] + direction[0] * reach, start[1] + direction[1] * reach)
