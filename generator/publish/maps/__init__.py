"""Maps: inline SVG that needs no script, and an interactive page by folium that asks no other host."""

from generator.publish.maps.atlas import DE_FACTO
from generator.publish.maps.elements import distance_text, legend
from generator.publish.maps.leaflet import Tiles, interactive_map, tiles_problem
from generator.publish.maps.svg import svg_map
from generator.publish.maps.view import MapEntry, MapStatement, MapView, compact, locator, map_view

__all__ = [
    "DE_FACTO",
    "MapEntry",
    "MapStatement",
    "MapView",
    "Tiles",
    "compact",
    "distance_text",
    "interactive_map",
    "legend",
    "locator",
    "map_view",
    "svg_map",
    "tiles_problem",
]
