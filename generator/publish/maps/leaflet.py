"""The interactive map: a page of its own, made by folium, that asks no other host for anything.

folium's own page head (jQuery, Bootstrap, icons from other hosts) is left out; the page loads
Leaflet's two files from the site. Element ids are numbered, so that the same view gives the same bytes.
folium is imported when the map is made: with numpy it takes half a second.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from itertools import count
from pathlib import Path
from typing import Any

from generator.model import PlaceKind
from generator.publish.maps.atlas import land_in, lies_in
from generator.publish.maps.geometry import Box, Frame, Point, area_of, smooth, thin
from generator.publish.maps.groups import Group, group_points
from generator.publish.maps.labels import COARSE, COUNTRY_SPACING, LABEL_SIZE, Placer, Spot, text_width
from generator.publish.maps.leaflet_page import PAGE, SCRIPT
from generator.publish.maps.measures import distance_text
from generator.publish.maps.view import MapEntry, MapView

_FILES = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png", "images/marker-icon.png")
_TILE = 256
# Degrees between kept points: what one pixel is at the closest zoom that the data bears,
# and a share of the width for land far from the story.
_FINE = 0.004
_COARSE_SHARE = 1 / 500
_LEAST_COARSE = 0.02
_CLOSEST = 11
_CLOSEST_TILES = 17
_NAME_SPACE = 17.0
_NAME_INDENT = 12.0
# Names of places in the right part of the frame stand left of their symbols: on a phone there is no room.
_LEAN_LEFT = 0.6
# A country that shows less than a label's area, in pixels, stays without a name.
_LEAST_COUNTRY = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """A tile server that the editor chose instead of the bundled coasts and borders.

    Attributes:
        url: Template with ``{z}``, ``{x}`` and ``{y}``.
        attribution: HTML that its terms ask for.
    """

    url: str
    attribution: str


def leaflet_files() -> tuple[tuple[str, Path], ...]:
    """The files to publish beside the page: path under Leaflet's folder, and where the file lies.

    Leaflet is under the BSD 2-clause license, whose notice is among them.
    """
    package = Path(str(resources.files("xstatic.pkg.leaflet"))) / "data"
    notice = Path(str(resources.files("generator"))) / "data" / "leaflet-LICENSE.txt"
    return (*((name, package / name) for name in _FILES), ("LICENSE.txt", notice))


def interactive_map(view: MapView, leaflet_url: str, tiles: Tiles | None = None) -> str:
    """A complete HTML page, to be shown in a frame of the map's page.

    Args:
        view: As for ``svg_map``; ``href`` of its entries counts from the new page and opens in the one around it.
        leaflet_url: Address of the folder that holds ``leaflet_files``, relative to the new page.
        tiles: A tile server; by default land and borders are drawn from the bundled data.

    Returns:
        The same string for the same arguments.
    """
    drawing = _Drawing(view, tiles)
    html, script = drawing.render()
    style = resources.files("generator.publish.maps").joinpath("leaflet.css").read_text("utf-8")
    return PAGE.format(
        title=escape(view.title),
        leaflet=escape(leaflet_url.rstrip("/")),
        style=style,
        html=html,
        script=script,
    )


class _Drawing:
    """folium's map on its way to HTML and script."""

    def __init__(self, view: MapView, tiles: Tiles | None) -> None:
        import folium  # noqa: PLC0415  (half a second, numpy included)

        self.folium = folium
        self.view = view
        self.tiles = tiles
        self.numbers = count()
        self.frame = view.frame
        self.box = _reach(view)
        self.land = land_in(self.box)
        self.placer = Placer(view.width, view.height)
        start = [view.center.lat, view.center.lon]
        self.map: Any = self._numbered(folium.Map(location=start, tiles=None, control_scale=True))
        self.map.options.update(
            scrollWheelZoom=False,
            zoomSnap=0.25,
            minZoom=_zoom_to_fit(self.box),
            maxZoom=_CLOSEST_TILES if tiles else _CLOSEST,
            maxBounds=_corners(self.box),
        )

    def render(self) -> tuple[str, str]:
        self.map.fit_bounds(_corners(self.frame.bounds))
        groups = group_points(self.view.entries, self.frame)
        for group in groups:
            for number, (entry, (x, y)) in enumerate(group.members):
                width = text_width(entry.text, LABEL_SIZE) + 2 * _NAME_INDENT
                top = y + number * _NAME_SPACE - _NAME_SPACE / 2
                left = x + _NAME_INDENT - width if self._leans_left(entry) else x - _NAME_INDENT
                self.placer.take((left, top, left + width, top + _NAME_SPACE))
        if self.tiles:
            self._add(self.folium.TileLayer(tiles=self.tiles.url, attr=self.tiles.attribution))
        else:
            self._add_land()
        self._add_regions()
        for group in groups:
            for number, entry in enumerate(group.entries):
                self._add_place(entry, number)
        for entry in self.view.far:
            self._add_place(entry, 0)
        root = self.map.get_root()
        root.render()
        script = SCRIPT.format(map=self.map.get_name(), zoom=_parting_zoom(groups, self.frame))
        return root.html.render(), root.script.render() + script

    def _numbered(self, element: Any) -> Any:
        """Give an element an id that is the same in every run."""
        element._id = str(next(self.numbers))
        return element

    def _add(self, element: Any) -> None:
        self._numbered(element).add_to(self.map)

    # ------------------------------------------------------------ land, regions, places

    def _add_land(self) -> None:
        land, own = self.land, self.view.center.country
        detail = _grown(self.frame.bounds, 0.5)
        coarse = max(_LEAST_COARSE, (self.box[2] - self.box[0]) * _COARSE_SHARE)

        def kept(lines: Iterable[Sequence[Point]]) -> list[list[list[float]]]:
            return [_rounded(_thin(line, detail, coarse)) for line in lines]

        others = [ring for country in land.countries if country.code != own for ring in country.rings]
        focus = [ring for country in land.countries if own and country.code == own for ring in country.rings]
        self._add_shape("Polygon", kept(others), "map-land")
        self._add_shape("Polygon", kept(focus), "map-land map-focus")
        self._add_shape("MultiLineString", kept(land.coasts), "map-coast")
        self._add_shape("MultiLineString", kept(land.borders), "map-border")
        self._add_country_names()

    def _add_shape(self, kind: str, coordinates: Sequence[Any], css: str) -> None:
        if coordinates:
            data = {
                "type": "Feature",
                "properties": {},
                "geometry": {"type": kind, "coordinates": coordinates},
            }
            self._add(
                self.folium.GeoJson(
                    data,
                    class_name=css,
                    interactive=False,
                    fill=kind == "Polygon",
                    smooth_factor=0.5,
                    attribution="Natural Earth",
                )
            )

    def _add_country_names(self) -> None:
        for country in land_in(self.frame.bounds).countries:
            ring = [self.frame.project(lon, lat) for lon, lat in max(country.rings, key=area_of)]
            if country.code and area_of(ring) > _LEAST_COUNTRY:
                width = text_width(country.name, LABEL_SIZE, COUNTRY_SPACING)
                spot = self.placer.within(thin(ring, COARSE), width, _NAME_SPACE)
                if spot:
                    html = f'<span class="map-country">{escape(country.name)}</span>'
                    self._marker(*self._middle(spot), html, interactive=False, keyboard=False)

    def _add_regions(self) -> None:
        for entry in self.view.entries:
            area = entry.place.area
            if entry.place.kind is PlaceKind.REGION and len(area) > 2:
                ring = smooth(area)
                own = " map-own" if lies_in(area, self.view.center.country) else ""
                self._add_shape("Polygon", [_rounded([*ring, ring[0]])], f"map-region{own}")
                pixels = [self.frame.project(lon, lat) for lon, lat in area]
                lines, spot = self.placer.region(pixels, entry.text, LABEL_SIZE, _NAME_SPACE)
                text = "<br>".join(escape(line) for line in lines)
                self._place_marker(entry, *self._middle(spot), f'<span class="map-area">{text}</span>')

    def _middle(self, spot: Spot) -> Point:
        """Latitude and longitude of a spot's middle."""
        left, top, right, bottom = spot.box
        lon, lat = self.frame.unproject(((left + right) / 2, (top + bottom) / 2))
        return (round(lat, 4), round(lon, 4))

    def _add_place(self, entry: MapEntry, place: int) -> None:
        kind = "map-town" if entry.place.kind is PlaceKind.TOWN else "map-site"
        hollow = " map-approximate" if entry.place.approximate else ""
        side = " map-left" if self._leans_left(entry) else ""
        html = (
            f'<span class="map-symbol {kind}{hollow}"></span>'
            f'<span class="map-name{side}" style="--stack:{place * _NAME_SPACE:.0f}px">{escape(entry.text)}</span>'
        )
        self._place_marker(entry, entry.place.lat, entry.place.lon, html)

    def _leans_left(self, entry: MapEntry) -> bool:
        """Whether the name stands left of its symbol, for want of room on the right."""
        x, _ = self.frame.project(entry.place.lon, entry.place.lat)
        return x > _LEAN_LEFT * self.view.width

    def _place_marker(self, entry: MapEntry, lat: float, lon: float, html: str) -> None:
        marker = self._marker(lat, lon, html, title=entry.text, alt=entry.text)
        call = self.folium.elements.MethodCall(marker, "bindPopup", self._popup(entry))
        self._numbered(call).add_to(marker)

    def _marker(self, lat: float, lon: float, html: str, **options: Any) -> Any:
        icon = {"html": html, "iconSize": [14, 14], "className": "map-marker"}
        marker = self._numbered(self.folium.Marker([lat, lon], **options))
        # With folium's own icon argument Leaflet would first fetch the images of its default icon.
        marker.options["icon"] = self.folium.JsCode(f"L.divIcon({_script_json(icon)})")
        marker.add_to(self.map)
        return marker

    def _popup(self, entry: MapEntry) -> str:
        lines = [f"<strong>{escape(entry.text)}</strong>"]
        if entry.distance_km >= 1:
            lines.append(f"{distance_text(entry.distance_km)} from {escape(self.view.center.name)}")
        if entry.place.approximate:
            lines.append("Point is approximate")
        if entry.href:
            number = (
                f"{entry.claims} statement{'s' if entry.claims != 1 else ''}" if entry.claims else "Its entry"
            )
            lines.append(f'<a href="{escape(entry.href)}">{number} on this page</a>')
        return "<br>".join(lines)


def _parting_zoom(groups: Sequence[Group], frame: Frame) -> float:
    """The zoom at which the nearest two symbols of one group stand a name's height apart."""
    apart = [
        math.dist(one, other) / frame.scale
        for group in groups
        for number, one in enumerate(group.points)
        for other in group.points[:number]
    ]
    nearest = min((degrees for degrees in apart if degrees > 0), default=0.0)
    return round(math.log2(_NAME_SPACE * 360 / (_TILE * nearest)), 2) if nearest else 0.0


def _script_json(value: Any) -> str:
    """JSON that may stand in a script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


def _reach(view: MapView) -> Box:
    """The box that the map may be moved over: three frames wide, and as far as the farthest place."""
    west, south, east, north = _grown(view.frame.bounds, 1.0)
    middle = (west + east) / 2
    for entry in view.far:
        lon = middle + (entry.place.lon - middle + 180) % 360 - 180
        west, east = min(west, lon - 3), max(east, lon + 3)
        south, north = min(south, entry.place.lat - 2), max(north, entry.place.lat + 2)
    return (west, max(-84.0, south), east, min(84.0, north))


def _grown(box: Box, share: float) -> Box:
    west, south, east, north = box
    dx, dy = (east - west) * share, (north - south) * share
    return (west - dx, south - dy, east + dx, north + dy)


def _zoom_to_fit(box: Box) -> float:
    """The zoom at which a box is about 500 pixels wide."""
    return max(0.0, math.floor(4 * math.log2(500 * 360 / (_TILE * (box[2] - box[0])))) / 4)


def _corners(box: Box) -> list[list[float]]:
    west, south, east, north = box
    return [[round(south, 4), round(west, 4)], [round(north, 4), round(east, 4)]]


def _thin(line: Sequence[Point], detail: Box, coarse: float) -> list[Point]:
    """The line with all the data's detail inside a box and little outside."""
    west, south, east, north = detail
    kept: list[Point] = []
    for x, y in line:
        least = _FINE if west <= x <= east and south <= y <= north else coarse
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= least:
            kept.append((x, y))
    if kept[-1] != line[-1]:
        kept.append(line[-1])
    return kept


def _rounded(points: Iterable[Point]) -> list[list[float]]:
    return [[round(x, 3), round(y, 3)] for x, y in points]
