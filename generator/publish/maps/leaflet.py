"""The interactive map, made by folium: its layers, one marker a place; the page's script does the rest.

folium's own page head (jQuery, Bootstrap, icons from other hosts) is left out. Element ids are
numbered, so that the same view gives the same bytes. folium is imported when the map is made: with
numpy it takes half a second.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from itertools import count
from pathlib import Path
from textwrap import shorten
from typing import Any

from generator.catalog import _, direction, format_country, locale
from generator.model import PlaceKind
from generator.publish.host.csp import csp_origin, csp_policy
from generator.publish.maps.atlas import lies_in
from generator.publish.maps.geometry import Box, Point, smooth
from generator.publish.maps.leaflet_data import (
    CountryName,
    country_names,
    interactive_words,
    map_data,
    reach_of,
    script_json,
    turned,
)
from generator.publish.maps.view import MapEntry, MapView

_SCRIPTS = ("interactive_controls.js", "interactive_days.js", "interactive.js")

_MOST_OF_TITLE = 70
"""Letters of a title that tabs show."""

# str.replace, not str.format: scripts and styles are full of braces.
_PAGE = """<!DOCTYPE html>
<html lang="@lang@" dir="@dir@">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="@policy@">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>@short@</title>
@styles@
</head>
<body>
<main aria-label="@title@">
<h1 class="unseen">@title@</h1>
<noscript><p>@noscript@</p></noscript>
<div class="stage">@html@</div>
</main>
<script type="application/json" id="map-data">@data@</script>
@scripts@
</body>
</html>
"""


def page_html(title: str, html: str, script: str, data: str, tiles_url: str) -> str:
    """The page.

    Args:
        title: Name of the map, as text.
        html: The map's element.
        script: What makes the map.
        data: JSON that may stand in a script element.
        tiles_url: Template of a tile server's addresses, or ``""``.
    """
    styles = (_leaflet_style(), _own("leaflet.css"))
    words = f'"use strict";\nconst WORDS = {script_json(interactive_words())};\n'
    scripts = (_leaflet_script(), words, *(_own(name) for name in _SCRIPTS), script)
    policy = csp_policy(scripts=scripts, styles=styles, images=("'self'", "data:", csp_origin(tiles_url)))
    parts = {
        "policy": escape(policy),
        "lang": escape(locale()),
        "dir": direction(),
        "title": escape(title),
        "short": escape(shorten(title, _MOST_OF_TITLE, placeholder="…")),
        "noscript": escape(
            _("This map needs JavaScript; the drawn map and the table on the site’s map page say the same.")
        ),
        "styles": "\n".join(f"<style>{text}</style>" for text in styles),
        "html": html.strip(),
        "data": data,
        "scripts": "\n".join(f"<script>{text}</script>" for text in scripts),
    }
    return re.sub(r"@(\w+)@", lambda match: parts[match[1]], _PAGE)


@cache
def _own(name: str) -> str:
    return resources.files("generator.publish.maps").joinpath(name).read_text("utf-8")


def _leaflet(name: str) -> str:
    return (Path(str(resources.files("xstatic.pkg.leaflet"))) / "data" / name).read_text("utf-8")


@cache
def _leaflet_script() -> str:
    """Leaflet with the whole notice that its license asks for, without the pointer to its source map."""
    notice = resources.files("generator").joinpath("data", "leaflet-LICENSE.txt").read_text("utf-8")
    code = re.sub(r"\n//# sourceMappingURL=.*", "", _leaflet("leaflet.js"))
    return f"/* Leaflet\n\n{notice.strip()}\n*/\n{code.strip()}\n"


@cache
def _leaflet_style() -> str:
    """Leaflet's rules without those that fetch an image: the map has controls of its own."""
    css = re.sub(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/", "", _leaflet("leaflet.css"))
    css = re.sub(r"[^{}]*\{[^{}]*\}", lambda rule: "" if "url(" in rule[0] else rule[0], css)
    return "/* Leaflet, BSD 2-Clause: see the notice in its script. */\n" + re.sub(r"\s+", " ", css).strip()


_TILE = 256
_PHONE = 320
_RAISED = 1000
_CLOSEST = 11
_CLOSEST_TILES = 17
# From the ground up; the casing clears the countries' outlines where a border is to be drawn.
_LAYERS = ("land", "focus", "river", "lake", "casing", "border")
_ADDRESS = "tiles:address"
# As Leaflet finds the parts of an address to be filled in.
_PART = re.compile(r"\{ *([\w -]+?) *\}")
_OPEN = ("river", "casing", "border")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """A tile server that the editor chose instead of the bundled coasts and borders.

    Attributes:
        url: Template with ``{z}``, ``{x}`` and ``{y}``.
        attribution: HTML that its terms ask for.
    """

    url: str
    attribution: str


def tiles_problem(url: str) -> str:
    """What is wrong with the template of a tile server's addresses, or ``""``.

    >>> tiles_problem("https://tiles.example/{z}/{x}/{y}.png"), tiles_problem("https://tiles.example/{zoom}/{x}/{y}")
    ('', 'nothing stands for {zoom}')
    """
    names = {name.strip() for name in _PART.findall(url)}
    unknown = sorted(names - {"s", "r", "x", "y", "-y", "z"})
    if unknown:
        return f"nothing stands for {{{unknown[0]}}}"
    missing = [name for name in "zxy" if not {name, f"-{name}"} & names]
    return f"it has no {{{missing[0]}}}" if missing else ""


def interactive_map(
    view: MapView, *, path: str = "map.html", site_url: str = "", tiles: Tiles | None = None
) -> str:
    """A complete HTML page in one file: to be framed by the map's page, embedded elsewhere, or saved.

    Args:
        view: As for ``svg_map``; the addresses of its entries and statements count from the new page.
        path: Where the page lies below the site's root.
        site_url: Address of that root, for the links of a copy that lies elsewhere.
        tiles: A tile server; by default land and borders are drawn from the bundled data.

    Returns:
        The same string for the same arguments.
    """
    html, script = _Drawing(view, tiles).render()
    data = map_data(view, tiles=tiles is not None, path=path, site_url=site_url)
    return page_html(view.title, html, script, script_json(data), tiles.url if tiles else "")


class _Drawing:
    """folium's map on its way to HTML and script."""

    def __init__(self, view: MapView, tiles: Tiles | None) -> None:
        import folium  # noqa: PLC0415  (half a second, numpy included)

        self.folium = folium
        self.view = view
        self.tiles = tiles
        self.numbers = count()
        self.box = reach_of(view)
        bounds = view.frame.bounds
        self.middle = (bounds[0] + bounds[2]) / 2
        start = [view.center.lat, turned(view.center.lon, self.middle)]
        self.map: Any = self._numbered(folium.Map(location=start, tiles=None, control_scale=True))
        self.map.options.update(
            scrollWheelZoom=False,
            zoomSnap=0.25,
            minZoom=_zoom_to_fit(self.box),
            maxZoom=_CLOSEST_TILES if tiles else _CLOSEST,
            maxBounds=_corners(self.box),
        )
        self.shown: tuple[CountryName, ...] | None = None
        self.layers: dict[str, str] = {}
        self.markers: dict[str, list[str]] = {}

    def render(self) -> tuple[str, str]:
        """The map's element, and the script that makes it and hands its layers over to ``explore``."""
        if self.tiles:
            # The address is put in at the end: folium reads its own script as a template again.
            layer: Any = self.folium.TileLayer(tiles=_ADDRESS, attr=self.tiles.attribution)
            layer.options["attribution"] = self._text(self.tiles.attribution)
            self._add(layer)
        else:
            for name in _LAYERS:
                self.layers[name] = self._shape({"type": "FeatureCollection", "features": []}, name)
        for entry in (*self.view.entries, *self.view.far):
            self._place(entry)
        if not self.tiles:
            self._countries()
        root = self.map.get_root()
        root.render()
        corners = script_json(_corners(self.view.frame.bounds))
        call = f"explore({self.map.get_name()}, {corners}, {_names(self.layers)}, {_names(self.markers)});"
        script = root.script.render()
        if self.tiles:
            script = script.replace(script_json(_ADDRESS), script_json(self.tiles.url), 1)
        return root.html.render(), f"{script}\n{call}\n"

    def _numbered(self, element: Any) -> Any:
        """Give an element an id that is the same in every run."""
        element._id = str(next(self.numbers))
        return element

    def _add(self, element: Any) -> str:
        self._numbered(element).add_to(self.map)
        name: str = element.get_name()
        return name

    # ------------------------------------------------------------ land, regions, places

    def _shape(self, data: dict[str, Any], name: str) -> str:
        filled = name not in _OPEN
        css = "map-land map-focus" if name == "focus" else f"map-{name}"
        return self._add(
            self.folium.GeoJson(
                data,
                class_name=css,
                interactive=False,
                fill=filled,
                smooth_factor=0.5,
                attribution="Natural Earth" if name == "land" else "",
            )
        )

    def _place(self, entry: MapEntry) -> None:
        place = entry.place
        if place.kind is PlaceKind.COUNTRY:
            self._country_entry(entry)
        elif place.kind is PlaceKind.REGION and len(place.area) > 2:
            self._region(entry)
        else:
            hollow = " map-approximate" if place.approximate else ""
            self._marker(
                entry,
                (place.lat, turned(place.lon, self.middle)),
                f'<span class="map-symbol map-{place.kind.value}{hollow}"></span>'
                f'<span class="map-name">{escape(entry.text)}</span>',
            )

    def _region(self, entry: MapEntry) -> None:
        area = entry.place.area
        ring = [[round(turned(lon, self.middle), 3), round(lat, 3)] for lon, lat in smooth(area)]
        shape = {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
        }
        own = " map-own" if lies_in(area, self.view.center.country) else ""
        name = self._shape(shape, f"region{own}")
        self.markers.setdefault(entry.place.id, []).append(name)
        lats, lons = [lat for _, lat in ring], [lon for lon, _ in ring]
        middle = (round((min(lats) + max(lats)) / 2, 3), round((min(lons) + max(lons)) / 2, 3))
        self._marker(entry, middle, f'<span class="map-area">{escape(entry.text)}</span>')

    def _country_entry(self, entry: MapEntry) -> None:
        """A country of the story: its name in its land where the frame shows it, else at its own point."""
        place = entry.place
        shown = [name for name in self._shown_countries() if place.country == name.code]
        lat, lon = (shown[0].lat, shown[0].lon) if shown else (place.lat, turned(place.lon, self.middle))
        west, south, east, north = self.box
        if west <= lon <= east and south <= lat <= north:
            room = f' data-room="{shown[0].room}"' if shown else ""
            self._marker(entry, (lat, lon), f'<span class="map-country"{room}>{escape(entry.text)}</span>')

    def _countries(self) -> None:
        """The names of the other countries, which are no places of the story."""
        told = {entry.place.country for entry in self.view.entries if entry.place.kind is PlaceKind.COUNTRY}
        for name in self._shown_countries():
            if name.code not in told:
                self._country_name(name)

    def _shown_countries(self) -> tuple[CountryName, ...]:
        """The names that the frame has land for: to find them, all of its land is projected, so only once."""
        if self.shown is None:
            self.shown = country_names(self.view.frame)
        return self.shown

    def _country_name(self, name: CountryName) -> None:
        said = escape(format_country(name.code, name.name))
        html = f'<span class="map-country" data-room="{name.room}">{said}</span>'
        self._icon((name.lat, name.lon), html, interactive=False, keyboard=False)

    def _marker(self, entry: MapEntry, point: Point, html: str) -> None:
        name = self._icon(
            point, html, title=self._text(entry.text), alt=self._text(entry.text), riseOnHover=True,
            # A town's small dot lies above the site beside it, and can be pressed.
            zIndexOffset=_RAISED if entry.place.kind is PlaceKind.TOWN else 0,
        )  # fmt: skip
        self.markers.setdefault(entry.place.id, []).append(name)

    def _icon(self, point: Point, html: str, **options: Any) -> str:
        icon = f'{{"html":{_unread(html)},"iconSize":[24,24],"className":"map-marker"}}'
        marker: Any = self.folium.Marker(list(point), **options)
        # With folium's own icon argument Leaflet would first fetch the images of its default icon.
        marker.options["icon"] = self.folium.JsCode(f"L.divIcon({icon})")
        return self._add(marker)

    def _text(self, text: str) -> Any:
        """A text among folium's options."""
        return self.folium.JsCode(_unread(text))


def _unread(text: str) -> str:
    """A string literal that stays as it is: folium reads the script it has written as a template of Jinja again."""
    return script_json(text).replace("{", "\\u007b").replace("}", "\\u007d")


def _names(layers: dict[str, Any]) -> str:
    """An object literal from ids to the script's variables."""
    return (
        "{"
        + ", ".join(
            f"{script_json(key)}: {name if isinstance(name, str) else '[' + ', '.join(name) + ']'}"
            for key, name in layers.items()
        )
        + "}"
    )


def _zoom_to_fit(box: Box) -> float:
    """The zoom at which a box fits a phone's frame."""
    return max(0.0, math.floor(4 * math.log2(_PHONE * 360 / (_TILE * (box[2] - box[0])))) / 4)


def _corners(box: Box) -> Sequence[Sequence[float]]:
    west, south, east, north = box
    return [[round(south, 4), round(west, 4)], [round(north, 4), round(east, 4)]]
