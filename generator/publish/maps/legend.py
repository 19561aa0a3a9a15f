"""The legend of a drawn map: a small drawing for each kind of mark that the map has."""

from __future__ import annotations

from dataclasses import replace

from generator.model import PlaceKind
from generator.publish.maps.elements import draw_symbol
from generator.publish.maps.view import MapEntry, MapView

_WIDTH, _HEIGHT = 24, 16
_MIDDLE = (_WIDTH / 2, _HEIGHT / 2)
_POINTS = (PlaceKind.TOWN, PlaceKind.DISTRICT, PlaceKind.SITE)
_REGION = f'<path class="map-region" d="M2 3h{_WIDTH - 4}v{_HEIGHT - 6}h{4 - _WIDTH}z"/>'
_RAY = f'<path class="map-ray" d="M0 {_HEIGHT // 2}h{_WIDTH}"/>'
_ARROW = '<path class="map-arrow" d="M1 8h20"/><path class="map-arrowhead" d="M14 3.5l9 4.5-9 4.5z"/>'


def legend(view: MapView) -> tuple[tuple[str, str], ...]:
    """The kinds of marks on the map, each with its drawing as an ``<svg>`` element.

    Kinds are those of ``PlaceKind`` for symbols and areas, and ``approximate``, ``distance`` and ``far``.
    """
    entries = (*view.entries, *view.far)
    points = [entry for entry in view.entries if entry.is_point]
    marks = [(kind.value, _symbol(points[0], kind)) for kind in _POINTS if _has(points, kind)]
    rough = next((entry for entry in points if entry.place.approximate and _hollows(entry)), None)
    if rough:
        marks.append(("approximate", draw_symbol(rough, _MIDDLE)))
    if any(len(entry.place.area) > 2 for entry in entries):
        marks.append((PlaceKind.REGION.value, _REGION))
    if len(points) > 1:
        marks.append(("distance", _RAY))
    if view.far:
        marks.append(("far", _ARROW))
    return tuple((kind, _framed(mark)) for kind, mark in marks)


def _hollows(entry: MapEntry) -> bool:
    """Whether its symbol is hollow for being approximate: a district's always is."""
    return entry.place.kind is not PlaceKind.DISTRICT


def _has(points: list[MapEntry], kind: PlaceKind) -> bool:
    return any(entry.place.kind is kind for entry in points)


def _symbol(entry: MapEntry, kind: PlaceKind) -> str:
    return draw_symbol(replace(entry, place=replace(entry.place, kind=kind, approximate=False)), _MIDDLE)


def _framed(mark: str) -> str:
    return (
        f'<svg class="map-key" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'aria-hidden="true">{mark}</svg>'
    )
