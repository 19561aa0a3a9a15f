"""What a drawn map says of distances: marks of what lies off the frame, and the scale."""

from __future__ import annotations

import math
from collections.abc import Sequence

from generator.catalog import _, format_number
from generator.publish.maps.elements import LINE, anchored, arrow_data, draw_link, draw_text, path_data
from generator.publish.maps.geometry import Box, Frame, Point, latitude
from generator.publish.maps.labels import LABEL_SIZE, SCALE_SIZE, Placer, text_width
from generator.publish.maps.view import MapEntry, MapView

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
