"""The great circle: how far two points on the earth lie apart."""

from __future__ import annotations

import math

# The earth's mean radius, which geopy uses too.
EARTH_KM = 6371.009


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The kilometers between two points given in degrees, by the haversine formula.

    >>> round(great_circle_km(59.91, 10.75, 60.39, 5.32))
    305
    """
    north, other = math.radians(lat), math.radians(other_lat)
    east = math.radians(other_lon - lon)
    half = math.sin((other - north) / 2) ** 2 + math.cos(north) * math.cos(other) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
