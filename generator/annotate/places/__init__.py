"""Places: which words of an article name one, where it lies, and what the story file says of it."""

from generator.annotate.places.mentions import read_places
from generator.annotate.places.specs import PlaceError, distance_km, resolve_place, resolve_places

__all__ = ["PlaceError", "distance_km", "read_places", "resolve_place", "resolve_places"]
