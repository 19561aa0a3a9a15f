"""Places: which words of an article name one, where it lies, and what the story file says of it."""

from generator.annotate.places.mentions import PlaceReading, read_all_places, read_places, story_people
from generator.annotate.places.specs import (
    PlaceError,
    distance_km,
    paste_line,
    resolve_place,
    resolve_places,
    unresolved_names,
    unresolved_remarks,
    yaml_text,
)

__all__ = [
    "PlaceError",
    "PlaceReading",
    "distance_km",
    "paste_line",
    "read_all_places",
    "read_places",
    "resolve_place",
    "resolve_places",
    "story_people",
    "unresolved_names",
    "unresolved_remarks",
    "yaml_text",
]
