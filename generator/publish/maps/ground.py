"""What lies under the places of a drawn map: sea, land, lakes, rivers, coasts and borders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.publish.maps.atlas import Country, land_in
from generator.publish.maps.elements import path_data, stroke_data
from generator.publish.maps.geometry import Box, Frame, Point, area_of
from generator.publish.maps.view import MapView

# Pixels between kept points, by the kilometers that a pixel measures at least; coarser for continents and for
# the small locator: a page is not to weigh more for its coasts than for its text.
_STEPS = ((20.0, 5.0), (5.0, 3.5), (0.0, 0.8))
_PLAIN_STEP = 14.0
_CONTINENT_KM_PER_PIXEL = 5.0
_BLEED = 12.0


class Ground:
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
        """The layer as elements; the land of the center's country has the id ``<view.id>-focus``."""
        view, own = self._view, self._view.center.country
        others = [ring for country, rings in self.countries if country.code != own for ring in rings]
        focus = [ring for country, rings in self.countries if own and country.code == own for ring in rings]
        edge = " map-edge" if self._edged else ""
        parts = [
            f'<rect class="map-sea" width="{view.width}" height="{view.height}"/>',
            _path(f"map-land{edge}", self._fill(others)),
            _path(f"map-land map-focus{edge}", self._fill(focus), f' id="{view.id}-focus"'),
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


def _path(css: str, data: str, more: str = "") -> str:
    return f'<path class="{css}"{more} d="{data}"/>' if data else ""


def _over_date_line(frame: Frame) -> bool:
    west, _, east, _ = frame.bounds
    return any(west < meridian < east for meridian in (-180.0, 180.0))


def _bled(frame: Frame) -> Box:
    """The frame's bounds and a little more, so that no cut edge shows."""
    west, south, east, north = frame.bounds
    bleed = _BLEED / frame.scale
    return (west - bleed, max(-90.0, south - bleed), east + bleed, min(90.0, north + bleed))
