"""The map as SVG that stands in the page: no script, colors and type by the theme's CSS classes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from html import escape

from generator.catalog import format_country
from generator.model import PlaceKind
from generator.publish.maps.atlas import Country, land_in
from generator.publish.maps.elements import (
    LINE,
    SYMBOL,
    TARGET,
    anchored,
    draw_far,
    draw_leader,
    draw_link,
    draw_scale,
    draw_symbol,
    draw_text,
    path_data,
    stroke_data,
)
from generator.publish.maps.geometry import Box, Frame, Point, area_of, thin
from generator.publish.maps.labels import COARSE, COUNTRY_SPACING, LABEL_SIZE, Placer, Spot, text_width
from generator.publish.maps.view import Group, MapEntry, MapView, group_points

_REACH = SYMBOL + 2
# A country that shows less than a label's area stays without a name.
_LEAST_COUNTRY = 900.0
# Pixels of the lines from several marks to their names at least, and between such a line and its name.
_LEADER, _GAP = 12.0, 3.0
# Pixels between kept points, by the kilometers that a pixel measures at least; coarser for continents and for
# the small locator: a page is not to weigh more for its coasts than for its text.
_STEPS = ((20.0, 5.0), (5.0, 3.5), (0.0, 0.8))
_PLAIN_STEP = 14.0
_CONTINENT_KM_PER_PIXEL = 5.0
_BLEED = 12.0


def svg_map(view: MapView) -> str:
    """The map as an ``<svg>`` element.

    The names of places are links to their entries, 24 pixels high at least and apart from one another
    (WCAG 2.2, 2.5.8), in order of importance. Ids begin with ``view.id``. The same view gives the same string.
    """
    return _Drawing(view).draw()


class _Drawing:
    """One map on its way to a string: what is drawn first lies lowest."""

    def __init__(self, view: MapView) -> None:
        self.view = view
        self.frame = view.frame
        self.placer = Placer(view.width, view.height)
        self.groups = group_points(view.entries, self.frame)
        self.ground = _Ground(view)

    def draw(self) -> str:
        view, placer = self.view, self.placer
        for group in self.groups:
            for x, y in group.points:
                placer.take((x - _REACH, y - _REACH, x + _REACH, y + _REACH))
        # What is placed first has the better choice of spots.
        scale = draw_scale(view, placer, self.ground.points)
        far = "".join(draw_far(view, entry, placer) for entry in view.far)
        points = "".join(self._group(group) for group in self.groups)
        regions = "".join(
            self._region(entry) for entry in view.entries if entry.place.kind is PlaceKind.REGION
        )
        names = self._country_names()
        variant = "map-narrow" if view.narrow else "map-wide"
        # Places lie where they lie, whichever way the page is written.
        role = "group" if any(entry.href for entry in (*view.entries, *view.far)) else "img"
        return "\n".join(
            part
            for part in [
                f'<svg class="map {variant}" viewBox="0 0 {view.width} {view.height}" role="{role}" direction="ltr" '
                f'aria-labelledby="{view.id}-title {view.id}-desc" xmlns="http://www.w3.org/2000/svg">',
                f'<title id="{view.id}-title">{escape(view.title)}</title>',
                f'<desc id="{view.id}-desc">{escape(view.description)}</desc>',
                f'<g aria-hidden="true">{self.ground.draw()}</g>',
                names,
                regions,
                points,
                scale,
                far,
                f'<rect class="map-frame" x="0.5" y="0.5" width="{view.width - 1}" height="{view.height - 1}"/>',
                "</svg>",
            ]
            if part
        )

    # ------------------------------------------------------------ points

    def _group(self, group: Group) -> str:
        """The symbols of a group and the names beside it, one under another, a line from each to its mark."""
        wrap = 20 if self.view.narrow else 28
        several = len(group.members) > 1
        # From the north to the south, so that no line to a mark crosses another.
        members = sorted(group.members, key=lambda member: member[1][1])
        labels = [_Label(entry, point, wrap) for entry, point in members]
        reach = group.radius + SYMBOL + (_LEADER if several else 0.0)
        width, height = max(label.width for label in labels), sum(label.height for label in labels)
        spot = self.placer.beside(group.middle, reach, width, height, aside=several)
        anchor, x = anchored(spot, group.middle)
        left, top, right, _ = spot.box
        leaders = [draw_leader(group.middle, spot)] if spot.leader and not several else []
        marks = [
            f'<g data-place="{escape(entry.place.id)}">{draw_symbol(entry, point)}</g>'
            for entry, point in reversed(group.members)
        ]
        links = []
        for label in labels:
            text = label.draw(anchor, x, top)
            if several:
                middle = top + label.height / 2
                gap = -_GAP if anchor == "start" else _GAP
                leaders.append(draw_leader(label.point, Spot(box=(x + gap, middle, x + gap, middle))))
            else:
                # A symbol alone is a part of its link.
                text, marks = draw_symbol(label.entry, label.point) + text, []
            links.append(draw_link(label.entry, text, (left, top, right, top + label.height)))
            top += label.height
        return "".join([*leaders, *marks, *links])

    # ------------------------------------------------------------ areas and countries

    def _region(self, entry: MapEntry) -> str:
        """A region's name where it lies: an outline would claim a border that nobody gave."""
        ring = [self.frame.project(lon, lat) for lon, lat in entry.place.area]
        if len(ring) < 3:
            return ""
        lines, spot = self.placer.region(ring, entry.text, LABEL_SIZE, LINE, TARGET)
        left, top, right, bottom = spot.box
        first = top + (bottom - top - LINE * len(lines)) / 2
        text = draw_text(lines, "map-label-region", "middle", (left + right) / 2, first)
        return draw_link(entry, text, spot.box)

    def _country_names(self) -> str:
        linked = {
            entry.place.country: entry for entry in self.view.entries if entry.place.kind is PlaceKind.COUNTRY
        }
        shown = []
        for country, rings in self.ground.countries:
            largest = max(rings, key=area_of)
            if country.code in linked or (country.code and area_of(largest) > _LEAST_COUNTRY):
                shown.append((country.code not in linked, -area_of(largest), country, thin(largest, COARSE)))
        parts = []
        for _, _, country, ring in sorted(shown, key=lambda item: item[:2]):
            entry = linked.get(country.code)
            name = entry.text if entry else format_country(country.code, country.name)
            height = TARGET if entry else LINE
            # A name stands in its country or nowhere: across a border it would seem to be the neighbor's.
            spot = self.placer.within(ring, text_width(name, LABEL_SIZE, COUNTRY_SPACING), height, whole=True)
            if spot:
                left, top, right, _ = spot.box
                first = top + (height - LINE) / 2
                text = draw_text([name], "map-label-country", "middle", (left + right) / 2, first)
                parts.append(draw_link(entry, text, spot.box) if entry else text)
        return "".join(parts)


class _Label:
    """The name of a place in lines, with its state below."""

    def __init__(self, entry: MapEntry, point: Point, wrap: int) -> None:
        """Break the name into lines of at most ``wrap`` letters."""
        self.entry, self.point = entry, point
        self._lines = textwrap.wrap(entry.text, wrap)
        self._state = [entry.place.state] if entry.place.state else []
        self._length = LINE * len(self._lines + self._state)
        self.width = max(text_width(line, LABEL_SIZE) for line in self._lines + self._state)
        self.height = max(TARGET, self._length)

    def draw(self, anchor: str, x: float, top: float) -> str:
        """The text as elements, in the middle of its height."""
        first = top + (self.height - self._length) / 2
        name = draw_text(self._lines, "map-label", anchor, x, first)
        return name + draw_text(self._state, "map-distance", anchor, x, first + LINE * len(self._lines))


class _Ground:
    """The base layer of one map, in pixels.

    Attributes:
        countries: Each country with its rings.
    """

    def __init__(self, view: MapView) -> None:
        """Cut the world to the view's frame."""
        self._view = view
        self._frame = view.frame
        grain = self._frame.km_per_pixel()
        # A line around the land would show the date line, where the source cuts it.
        coarse = view.plain or grain >= _CONTINENT_KM_PER_PIXEL
        self._edged = coarse and not _over_date_line(self._frame)
        step = next(step for least, step in _STEPS if grain >= least)
        self._thinnest = max(step, _PLAIN_STEP) if view.plain else step
        land = land_in(_bled(self._frame), self._thinnest / self._frame.scale)
        self.countries: list[tuple[Country, list[list[Point]]]] = [
            (country, self._pixels(country.rings)) for country in land.countries
        ]
        self._coasts = self._pixels(land.coasts)
        self._borders = self._pixels(land.borders)
        self._rivers = [] if view.plain else self._pixels(land.rivers)
        self._lakes = self._pixels(land.lakes)

    @property
    def points(self) -> list[Point]:
        """The points of all coasts and borders, to tell a crowded corner from an empty one."""
        return [point for line in (*self._coasts, *self._borders) for point in line]

    def draw(self) -> str:
        """The layer as elements, the land of the center's country set off."""
        view, own = self._view, self._view.center.country
        others = [ring for country, rings in self.countries if country.code != own for ring in rings]
        focus = [ring for country, rings in self.countries if own and country.code == own for ring in rings]
        edge = " map-edge" if self._edged else ""
        parts = [
            f'<rect class="map-sea" width="{view.width}" height="{view.height}"/>',
            _path(f"map-land{edge}", self._fill(others)),
            _path(f"map-land map-focus{edge}", self._fill(focus)),
            _path("map-river", stroke_data(self._rivers)),
            _path("map-lake", self._fill(self._lakes)),
        ]
        if not self._edged:
            # Where the land has its edges drawn, coasts and borders would be the same points again.
            parts.append(_path("map-coast", stroke_data(self._coasts)))
            parts.append(_path("map-border", stroke_data(self._borders)))
        return "".join(parts)

    def _fill(self, rings: Iterable[Sequence[Point]]) -> str:
        least = self._thinnest**2
        return "".join(
            path_data(ring, whole=self._view.plain) + "z"
            for ring in rings
            if len(ring) > 2 and area_of(ring) > least
        )

    def _pixels(self, lines: Iterable[Iterable[Point]]) -> list[list[Point]]:
        return [[self._frame.project(lon, lat) for lon, lat in line] for line in lines]


def _path(css: str, data: str) -> str:
    return f'<path class="{css}" d="{data}"/>' if data else ""


def _over_date_line(frame: Frame) -> bool:
    west, _, east, _ = frame.bounds
    return any(west < meridian < east for meridian in (-180.0, 180.0))


def _bled(frame: Frame) -> Box:
    """The frame's bounds and a little more, so that no cut edge shows."""
    west, south, east, north = frame.bounds
    bleed = _BLEED / frame.scale
    return (west - bleed, max(-90.0, south - bleed), east + bleed, min(90.0, north + bleed))
