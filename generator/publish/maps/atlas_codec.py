"""The packed files of ``data/``: lines of the world as strings of integers, read when a frame needs them."""

from __future__ import annotations

import gzip
import json
from importlib import resources
from typing import Any

from generator.publish.maps.geometry import Box, Point


def read_packed(name: str) -> dict[str, Any]:
    """The content of a ``.json.gz`` file of ``data/``."""
    packed = resources.files("generator").joinpath("data", name).read_bytes()
    content: dict[str, Any] = json.loads(gzip.decompress(packed))
    return content


def read_line(text: str, units: float) -> tuple[Point, ...]:
    """A line's points in degrees, from its first longitude and latitude and the steps from there."""
    values = list(map(int, text.split()))
    x, y = values[0], values[1]
    points = [(x / units, y / units)]
    for dx, dy in zip(values[2::2], values[3::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / units, y / units))
    return tuple(points)


def turns_into(bounds: Box, box: Box) -> tuple[float, ...]:
    """The turns of the globe, in degrees, that bring bounds into a box, which may reach over the date line."""
    left, bottom, right, top = bounds
    west, south, east, north = box
    if bottom >= north or top <= south:
        return ()
    return tuple(turn for turn in (-360.0, 0.0, 360.0) if left + turn < east and right + turn > west)
