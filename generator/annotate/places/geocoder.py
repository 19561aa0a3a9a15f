"""geopy's interface to the offline gazetteer.

A module of its own, because geopy takes a quarter of a second to import and the
way from articles to places does not need it.
"""

from __future__ import annotations

from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from generator.annotate.places.gazetteer import lookup, nearest
from generator.model import Place


class OfflineGeocoder(Geocoder):  # type: ignore[misc]
    """A geopy geocoder that asks no network; ``raw`` of a location is the ``Place``.

    >>> OfflineGeocoder().geocode("Basrah").address
    'Basrah, IQ'
    >>> OfflineGeocoder().reverse((60.39, 5.32)).address
    'Bergen, NO'
    """

    def geocode(self, query: str, *, exactly_one: bool = True) -> Location | list[Location] | None:
        """The places of a name, likeliest first.

        Args:
            query: A name, or the ICAO code of an airport in capitals.
            exactly_one: Whether to give the likeliest alone.

        Returns:
            A location, a list of them, or ``None`` where nothing is known.
        """
        found = [_location(place) for place in lookup(query)]
        if not found:
            return None
        return found[0] if exactly_one else found

    def reverse(
        self, query: Point | tuple[float, float] | str, *, exactly_one: bool = True
    ) -> Location | list[Location]:
        """The town of 15,000 inhabitants or more that is nearest to a point.

        Args:
            query: A point, a pair of latitude and longitude, or a text such as ``"30.5, 47.8"``.
            exactly_one: Whether to give the location itself, or a list that holds it.
        """
        point = Point(query)
        found = _location(nearest(point.latitude, point.longitude))
        return found if exactly_one else [found]


def _location(place: Place) -> Location:
    return Location(", ".join(filter(None, (place.name, place.country))), (place.lat, place.lon), place)
