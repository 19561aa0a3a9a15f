"""geopy's interface to the offline gazetteer.

A module of its own, because geopy takes a quarter of a second to import and the
way from articles to places does not need it.
"""

from __future__ import annotations

from geopy.geocoders.base import Geocoder
from geopy.location import Location

from generator.annotate.gazetteer import lookup


class OfflineGeocoder(Geocoder):  # type: ignore[misc]
    """A geopy geocoder that asks no network; ``raw`` of a location is the ``Place``.

    >>> OfflineGeocoder().geocode("Basrah").address
    'Basrah, IQ'
    """

    def geocode(self, query: str, *, exactly_one: bool = True) -> Location | list[Location] | None:
        """The places of a name, likeliest first.

        Args:
            query: A name, or the ICAO code of an airport in capitals.
            exactly_one: Whether to give the likeliest alone.

        Returns:
            A location, a list of them, or ``None`` where nothing is known.
        """
        found = [
            Location(", ".join(filter(None, (place.name, place.country))), (place.lat, place.lon), place)
            for place in lookup(query)
        ]
        if not found:
            return None
        return found[0] if exactly_one else found
