"""Elements of the SVG map as strings: path data, symbols, text, links, and the drawings of its legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from generator.model import PlaceKind
from generator.publish.maps.geometry import Box, Point
from generator.publish.maps.labels import Spot
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


def draw_symbol(entry: MapEntry, point: Point, size: float = 1.0) -> str:
    """A dot for a town, a diamond for a site, hollow where the point is approximate; a district's square always is."""
    x, y = point
    reach = SYMBOL * size
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
    """Lines of type under one another, the first line's upper edge at ``top``."""
    shift = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return "".join(
        f'<text class="{css}" x="{x:.0f}" y="{top + LINE * (number + 0.77):.0f}"{shift}>{escape(line)}</text>'
        for number, line in enumerate(lines)
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
    marks = [(kind.value, _symbol(points[0], kind)) for kind in _POINTS if _has(points, kind)]
    rough = next((entry for entry in points if entry.place.approximate and _hollows(entry)), None)
    if rough:
        marks.append(("approximate", draw_symbol(rough, _MIDDLE)))
    if view.far:
        marks.append(("far", _FAR))
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
