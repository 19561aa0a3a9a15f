"""The map as SVG that stands in the page: no script, colors and type by the theme's CSS classes."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from html import escape

from generator.model import PlaceKind
from generator.publish.maps.atlas import land_in, lies_in
from generator.publish.maps.elements import (
    LINE,
    SYMBOL,
    draw_leader,
    draw_link,
    draw_symbol,
    draw_text,
    path_data,
    stroke_data,
)
from generator.publish.maps.geometry import Box, Frame, Point, area_of, smooth, thin
from generator.publish.maps.groups import Group, group_points
from generator.publish.maps.labels import (
    COARSE,
    COUNTRY_SPACING,
    LABEL_SIZE,
    SCALE_SIZE,
    Placer,
    Spot,
    text_width,
)
from generator.publish.maps.view import MapEntry, MapView

_REACH = SYMBOL + 2
# Pixels between kept points; on maps of continents coarser, lest the page weigh half a megabyte.
_THINNEST = 0.8
_THINNEST_CONTINENT = 2.0
_CONTINENT_KM_PER_PIXEL = 5.0
# Where an arrow would lie on a symbol or on another arrow it moves along the frame.
_ARROW_SHIFTS = (0, 24, -24, 48, -48)
# Pixels around a corner whose lines are counted to find the emptier one for the scale.
_CORNER = 120.0
# A country that shows less than a label's area stays without a name.
_LEAST_COUNTRY = 900.0
_BLEED = 12.0


def svg_map(view: MapView) -> str:
    """The map as an ``<svg>`` element.

    Places are links to their entries, in order of importance; their names are text. Ids begin with
    ``view.id``. The same view gives the same string.
    """
    return _Drawing(view).draw()


class _Drawing:
    """One map on its way to a string: what is drawn first lies lowest."""

    def __init__(self, view: MapView) -> None:
        self.view = view
        self.frame = view.frame
        self.placer = Placer(view.width, view.height)
        self.groups = group_points(view.entries, self.frame)
        continent = self.frame.km_per_pixel() > _CONTINENT_KM_PER_PIXEL
        self.thinnest = _THINNEST_CONTINENT if continent else _THINNEST
        land = land_in(_bled(self.frame), self.thinnest / self.frame.scale)
        self.countries = [
            (country, [self._pixels(ring) for ring in country.rings]) for country in land.countries
        ]
        self.coasts = [self._pixels(line) for line in land.coasts]
        self.borders = [self._pixels(line) for line in land.borders]

    def draw(self) -> str:
        view = self.view
        for group in self.groups:
            for x, y in group.points:
                self.placer.take((x - _REACH, y - _REACH, x + _REACH, y + _REACH))
        marks = [self._arrows(), self._scale(), self._points(), self._regions()]
        names = self._country_names()
        linked = any(entry.href for entry in (*view.entries, *view.far))
        variant = "map-narrow" if view.narrow else "map-wide"
        role = "group" if linked else "img"
        return "\n".join(
            [
                f'<svg class="map {variant}" viewBox="0 0 {view.width} {view.height}" role="{role}" '
                f'aria-labelledby="{view.id}-title {view.id}-desc" xmlns="http://www.w3.org/2000/svg">',
                f'<title id="{view.id}-title">{escape(view.title)}</title>',
                f'<desc id="{view.id}-desc">{escape(view.description)}</desc>',
                f'<g aria-hidden="true">{self._ground()}</g>',
                self._areas(),
                names,
                *reversed(marks),
                f'<rect class="map-frame" x="0.5" y="0.5" width="{view.width - 1}" height="{view.height - 1}"/>',
                "</svg>",
            ]
        )

    def _ground(self) -> str:
        view, own = self.view, self.view.center.country
        parts = [f'<rect class="map-sea" width="{view.width}" height="{view.height}"/>']
        others = [ring for country, rings in self.countries if country.code != own for ring in rings]
        focus = [ring for country, rings in self.countries if own and country.code == own for ring in rings]
        parts.append(f'<path class="map-land" d="{self._fill(others)}"/>')
        if focus:
            parts.append(f'<path class="map-land map-focus" id="{view.id}-focus" d="{self._fill(focus)}"/>')
        parts.append(f'<path class="map-coast" d="{stroke_data(self.coasts)}"/>')
        parts.append(f'<path class="map-border" d="{stroke_data(self.borders)}"/>')
        return "".join(parts)

    def _fill(self, rings: Iterable[Sequence[Point]]) -> str:
        return "".join(
            path_data(ring) + "z" for ring in rings if len(ring) > 2 and area_of(ring) > self.thinnest
        )

    def _pixels(self, points: Iterable[Point]) -> list[Point]:
        return [self.frame.project(lon, lat) for lon, lat in points]

    # ------------------------------------------------------------ points

    def _points(self) -> str:
        return "".join(self._group(group) for group in self.groups)

    def _group(self, group: Group) -> str:
        wrap = 20 if self.view.narrow else 28
        lines = [(entry, line) for entry in group.entries for line in textwrap.wrap(entry.text, wrap)]
        indent = 14.0 if len(group.entries) > 1 else 0.0
        width = indent + max(text_width(line, LABEL_SIZE) for _, line in lines)
        spot = self.placer.beside(group.middle, group.radius + SYMBOL, width, LINE * len(lines))
        parts = [draw_leader(group.middle, spot)] if spot.leader else []
        if indent:
            x, y = group.middle
            parts.append(f'<circle class="map-ring" cx="{x:.1f}" cy="{y:.1f}" r="{group.radius + 9:.1f}"/>')
        parts += [draw_symbol(entry, point) for entry, point in reversed(group.members)]
        anchor, x = _anchored(spot, group.middle)
        inward = {"start": 1, "end": -1, "middle": 0}[anchor] * indent
        top = spot.box[1]
        for entry in group.entries:
            own = [line for other, line in lines if other is entry]
            key = draw_symbol(entry, (x + inward * 0.4, top + LINE / 2), 0.8) if inward else ""
            parts.append(draw_link(entry, key + draw_text(own, "map-label", anchor, x + inward, top)))
            top += LINE * len(own)
        return "".join(parts)

    # ------------------------------------------------------------ areas and countries

    def _areas(self) -> str:
        """The regions' outlines; those of the center's country end at its border and shore."""
        clip = f"{self.view.id}-clip"
        parts = []
        for entry in self.view.entries:
            if len(entry.place.area) > 2:
                ring = smooth([self.frame.project(lon, lat) for lon, lat in entry.place.area])
                inside = (
                    f' clip-path="url(#{clip})"'
                    if lies_in(entry.place.area, self.view.center.country)
                    else ""
                )
                parts.append(f'<path class="map-region" d="{path_data(ring)}z"{inside}/>')
        if any("clip-path" in part for part in parts):
            parts.insert(0, f'<clipPath id="{clip}"><use href="#{self.view.id}-focus"/></clipPath>')
        return "".join(parts)

    def _regions(self) -> str:
        return "".join(
            self._region(entry) for entry in self.view.entries if entry.place.kind is PlaceKind.REGION
        )

    def _region(self, entry: MapEntry) -> str:
        ring = [self.frame.project(lon, lat) for lon, lat in entry.place.area]
        if len(ring) < 3:
            return ""
        lines, spot = self.placer.region(ring, entry.text, LABEL_SIZE, LINE)
        left, top, right, _ = spot.box
        return draw_link(entry, draw_text(lines, "map-label-region", "middle", (left + right) / 2, top))

    def _country_names(self) -> str:
        linked = {
            entry.place.country: entry for entry in self.view.entries if entry.place.kind is PlaceKind.COUNTRY
        }
        shown = []
        for country, rings in self.countries:
            largest = max(rings, key=area_of)
            if country.code in linked or (country.code and area_of(largest) > _LEAST_COUNTRY):
                shown.append((country.code not in linked, -area_of(largest), country, thin(largest, COARSE)))
        parts = []
        for _, _, country, ring in sorted(shown, key=lambda item: item[:2]):
            entry = linked.get(country.code)
            name = entry.text if entry else country.name
            spot = self.placer.within(ring, text_width(name, LABEL_SIZE, COUNTRY_SPACING), LINE)
            if spot:
                left, top, right, _ = spot.box
                text = draw_text([name], "map-label-country", "middle", (left + right) / 2, top)
                parts.append(draw_link(entry, text) if entry else text)
        return "".join(parts)

    # ------------------------------------------------------------ arrows and scale

    def _arrows(self) -> str:
        return "".join(self._arrow(entry) for entry in self.view.far)

    def _arrow(self, entry: MapEntry) -> str:
        view = self.view
        start = self.frame.project(view.center.lon, view.center.lat)
        goal = self.frame.project(entry.place.lon, entry.place.lat)
        length = math.dist(start, goal)
        dx, dy = (goal[0] - start[0]) / length, (goal[1] - start[1]) / length
        edge = _to_edge(start, (dx, dy), view.width, view.height, 10)
        tips = [_within(edge[0] - shift * dy, edge[1] + shift * dx, view) for shift in _ARROW_SHIFTS]
        tip = min(
            tips, key=lambda tip: self.placer.cost(_bounds([tip, (tip[0] - dx * 26, tip[1] - dy * 26)], 5))
        )
        tail = (tip[0] - dx * 26, tip[1] - dy * 26)
        head = [(tip[0] - 9 * dx + side * 4.5 * dy, tip[1] - 9 * dy - side * 4.5 * dx) for side in (1, -1)]
        self.placer.take(_bounds([tip, tail, *head], 3))
        lines = [entry.text, f"{distance_text(entry.distance_km)} away"]
        width = max(text_width(line, LABEL_SIZE) for line in lines)
        middle = ((tip[0] + tail[0]) / 2, (tip[1] + tail[1]) / 2)
        spot = self.placer.beside(middle, 6, width, 2 * LINE)
        anchor, left = _anchored(spot, middle)
        shaft = f'<path class="map-arrow" d="{path_data([tail, tip])}"/>'
        point = f'<path class="map-arrowhead" d="{path_data([head[0], tip, head[1]])}z"/>'
        texts = draw_text(lines[:1], "map-label", anchor, left, spot.box[1])
        texts += draw_text(lines[1:], "map-distance", anchor, left, spot.box[1] + LINE)
        return draw_link(entry, shaft + point + texts)

    def _scale(self) -> str:
        kilometers = self.frame.km_per_pixel()
        longest = self.view.width * (0.3 if self.view.narrow else 0.2) * kilometers
        power = 10 ** math.floor(math.log10(longest))
        length = max(step * power for step in (1, 2, 5) if step * power <= longest)
        pixels = length / kilometers
        text = f"{length:,.0f} km"
        width = max(pixels, text_width(text, SCALE_SIZE))
        bottom = self.view.height - 12.0
        lefts = (14.0, self.view.width - 14.0 - width)
        boxes = [(left - 4, bottom - 22, left + width + 4, bottom + 4) for left in lefts]
        points = [point for line in (*self.coasts, *self.borders) for point in line]
        crowds = [sum(math.dist(point, box[2:]) < _CORNER for point in points) for box in boxes]
        costs = [(self.placer.cost(box), crowd) for box, crowd in zip(boxes, crowds, strict=True)]
        best = costs.index(min(costs))
        left = lefts[best]
        self.placer.take(boxes[best])
        bar = path_data(
            [(left, bottom - 4), (left, bottom), (left + pixels, bottom), (left + pixels, bottom - 4)]
        )
        return (
            f'<g aria-hidden="true"><path class="map-scale" d="{bar}"/>'
            f'<text class="map-scale" x="{left:.1f}" y="{bottom - 8:.1f}">{text}</text></g>'
        )


def distance_text(kilometers: float) -> str:
    """A distance for readers: two significant figures or three.

    >>> distance_text(2097.0), distance_text(593.4), distance_text(4.96)
    ('2,100 km', '590 km', '5 km')
    """
    step = 1 if kilometers < 100 else 10 if kilometers < 1000 else 50
    return f"{max(1, round(kilometers / step) * step):,} km"


def _bled(frame: Frame) -> Box:
    """The frame's bounds and a little more, so that no cut edge shows."""
    west, south, east, north = frame.bounds
    bleed = _BLEED / frame.scale
    return (west - bleed, max(-90.0, south - bleed), east + bleed, min(90.0, north + bleed))


def _anchored(spot: Spot, point: Point) -> tuple[str, float]:
    """The text anchor and its x, so that the text leans to its symbol."""
    left, _, right, _ = spot.box
    if left >= point[0]:
        return "start", left
    return ("end", right) if right <= point[0] else ("middle", (left + right) / 2)


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
