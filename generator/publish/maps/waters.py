"""Rivers and lakes of the world, from ``data/waters.json.gz``, cut to a frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from generator.publish.maps.geometry import Box, Point, clip_line, clip_polygon, thin
from generator.publish.maps.packed import read_line, read_packed, turns_into

# Natural Earth's ranks follow the zoom of web maps: a river of rank n is worth showing from about zoom n.
_TILE = 256.0
_FRAME = 720.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _River:
    rank: int
    bounds: Box
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lake:
    bounds: Box
    rings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waters:
    units: float
    rivers: tuple[_River, ...]
    lakes: tuple[_Lake, ...]


@lru_cache(maxsize=1)
def _load() -> _Waters:
    data = read_packed("waters.json.gz")
    units = float(data["units"])
    return _Waters(
        units=units,
        rivers=tuple(
            _River(rank=rank, bounds=_degrees(bounds, units), line=line)
            for rank, bounds, line in data["rivers"]
        ),
        lakes=tuple(
            _Lake(bounds=_degrees(bounds, units), rings=tuple(rings)) for bounds, rings in data["lakes"]
        ),
    )


def rivers_in(box: Box, least: float) -> tuple[tuple[Point, ...], ...]:
    """The rivers inside a box that are great enough for a map of it, (lon, lat)."""
    waters = _load()
    rank = math.log2(_FRAME * 360.0 / (_TILE * (box[2] - box[0])))
    found: list[tuple[Point, ...]] = []
    for river in waters.rivers:
        if river.rank > rank:
            break
        for turn in turns_into(river.bounds, box):
            line = thin(read_line(river.line, waters.units), least)
            found += map(tuple, clip_line([(x + turn, y) for x, y in line], box))
    return tuple(found)


def lakes_in(box: Box, least: float) -> tuple[tuple[Point, ...], ...]:
    """The shores of the lakes inside a box and of their islands, (lon, lat), cut to the box."""
    waters = _load()
    found: list[tuple[Point, ...]] = []
    for lake in waters.lakes:
        if _size(lake.bounds) < 2 * least:
            continue
        for turn in turns_into(lake.bounds, box):
            for ring in lake.rings:
                shore = [(x + turn, y) for x, y in thin(read_line(ring, waters.units), least)]
                found.append(tuple(clip_polygon(shore, box)))
    return tuple(ring for ring in found if len(ring) > 2)


def _degrees(bounds: list[int], units: float) -> Box:
    west, south, east, north = (value / units for value in bounds)
    return (west, south, east, north)


def _size(bounds: Box) -> float:
    return bounds[2] - bounds[0] + bounds[3] - bounds[1]
